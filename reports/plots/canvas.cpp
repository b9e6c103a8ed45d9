#include "reports/plots/canvas.hpp"

#include <algorithm>
#include <cmath>

#include "core/text.hpp"
#include "reports/numbers.hpp"
#include "reports/visible.hpp"

namespace isonomia::reports {

double Scale::at(double value) const {
    double share = 0;
    if (logarithmic)
        share = value <= low ? 0 : std::log(std::min(value, high) / low) / std::log(high / low);
    else
        share = (std::clamp(value, low, high) - low) / (high - low);
    return left + share * (right - left);
}

void Range::add(std::optional<double> value) {
    if (!value || !std::isfinite(*value)) return;
    low = low ? std::min(*low, *value) : *value;
    high = high ? std::max(*high, *value) : *value;
}

Scale Range::scale(double left, double right) const {
    Scale scale{low.value_or(0), high.value_or(1), left, right};
    if (!(scale.high > scale.low)) scale.high = scale.low + 1;
    return scale;
}

namespace {

double step_for(double span) {
    const double rough = span / 4;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {5.0, 2.0})
        if (factor * power <= rough) return factor * power;
    return power;
}

}  // namespace

double widen(double& low, double& high) {
    if (!(high > low) || !std::isfinite(high - low)) high = low + 1;
    const double step = step_for(high - low);
    low = std::floor(low / step + 1e-9) * step;
    high = std::ceil(high / step - 1e-9) * step;
    return step;
}

std::string tick_text(double value, double step) {
    if (std::abs(value) < step / 1e6) value = 0;
    const int decimals = step < 0.999 ? static_cast<int>(-std::floor(std::log10(step) + 1e-9)) : 0;
    return fixed(value, std::clamp(decimals, 0, 9));
}

double width_of(const std::string& label, double size) {
    return 0.56 * size * static_cast<double>(utf8_length(label));
}

std::string fit(const std::string& label, double room, double size) {
    const auto characters_max = static_cast<std::size_t>(std::max(4.0, room / (0.56 * size)));
    return shortened(label, characters_max);
}

void Canvas::line(std::string look, double x, double y, double x2, double y2) {
    drawing_.shapes.push_back(
        {.kind = ShapeKind::line, .look = std::move(look), .x = x, .y = y, .x2 = x2, .y2 = y2});
}

void Canvas::circle(std::string look, double x, double y, double radius) {
    drawing_.shapes.push_back(
        {.kind = ShapeKind::circle, .look = std::move(look), .x = x, .y = y, .radius = radius});
}

void Canvas::path(std::string look, std::vector<std::vector<Spot>> strokes, bool closed) {
    drawing_.shapes.push_back({.kind = ShapeKind::path,
                               .look = std::move(look),
                               .strokes = std::move(strokes),
                               .closed = closed});
}

void Canvas::rect(std::string look, double x, double y, double width, double height) {
    path(std::move(look), {{{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}}},
         true);
}

void Canvas::text(std::string look, double x, double y, std::string words, char align) {
    drawing_.shapes.push_back({.kind = ShapeKind::text,
                               .look = std::move(look),
                               .x = x,
                               .y = y,
                               .text = std::move(words),
                               .align = align});
}

void Canvas::number(std::string look, double x, double y, std::string digits, char align) {
    text(std::move(look), x, y, std::move(digits), align);
    drawing_.shapes.back().number = true;
}

void Canvas::hatched(double x, double y, double width, double height) {
    rect("blank", x, y, width, height);
    constexpr double pitch = 6;
    std::vector<std::vector<Spot>> strokes;
    for (double start = pitch; start < width + height; start += pitch) {
        // The line x' + y' = start, cut at the edges.
        const Spot from{x + std::min(start, width), y + std::max(0.0, start - width)};
        const Spot to{x + std::max(0.0, start - height), y + std::min(start, height)};
        strokes.push_back({from, to});
    }
    path("hatch", std::move(strokes));
}

void Canvas::cross(double x, double y, double reach) {
    path("cross", {{{x - reach, y - reach}, {x + reach, y + reach}},
                   {{x - reach, y + reach}, {x + reach, y - reach}}});
}

void Canvas::diamond(std::string look, double x, double y, double reach) {
    path(std::move(look), {{{x, y - reach}, {x + reach, y}, {x, y + reach}, {x - reach, y}}}, true);
}

Drawing Canvas::finish(double height) {
    drawing_.height = height;
    return std::move(drawing_);
}

double bottom_axis(Canvas& canvas, const Scale& scale, double step, double top, double bottom,
                   const std::string& title, double base) {
    const auto ticks = static_cast<int>(std::llround((scale.high - scale.low) / step));
    double free_from = -1e9;
    for (int i = 0; i <= ticks; ++i) {
        const double at = scale.low + i * step;
        const double x = scale.at(at);
        canvas.line(std::abs(at) < step / 1e6 ? "zero" : "grid", x, top, x, bottom);
        std::string words = tick_text(at * base, step * base);
        const double half = width_of(words, quiet_size) / 2;
        if (x - half < free_from) continue;  // numbers never touch
        free_from = x + half + 6;
        canvas.number("tick", x, bottom + label_size + 3, std::move(words), 'm');
    }
    canvas.line("axis", scale.left, bottom, scale.right, bottom);
    const double middle = (scale.left + scale.right) / 2;
    const double half = std::min(middle, canvas.width() - middle);
    canvas.text("axis-title", middle, bottom + 2 * label_size + 9, fit(title, 2 * half, quiet_size),
                'm');
    return 2 * label_size + 18;
}

Rows::Rows(double width, double end_room) : wide(width >= 600) {
    row = wide ? 30 : 50;
    mark = wide ? 15 : 34;
    label_room = wide ? 236 : width - end_room - 8;
    left = wide ? label_room + 14 : 10;
    right = wide ? width - end_room - 14 : width - 10;
}

}  // namespace isonomia::reports
