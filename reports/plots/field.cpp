#include "reports/plots/field.hpp"

#include <algorithm>
#include <cmath>

#include "core/text.hpp"

namespace isonomia::reports {

void make_logarithmic(Scale& scale, const Range& positive, bool zeros) {
    const double low = positive.low.value_or(0.01);
    const double high = positive.high.value_or(1);
    scale.low = std::pow(10.0, std::floor(std::log10(low) + 1e-9) - (zeros ? 1 : 0));
    scale.high = std::pow(10.0, std::ceil(std::log10(high) - 1e-9));
    if (!(scale.high > scale.low)) scale.high = scale.low * 10;
    scale.logarithmic = true;
}

namespace {

// '10 %', '0.01 %': shares on a logarithmic axis.
std::string percent(double value) { return shortest(std::round(value * 1e14) / 1e12) + "\u00A0%"; }

std::vector<std::pair<double, std::string>> ticks_of(const Scale& scale, double step, double base,
                                                     bool zero) {
    std::vector<std::pair<double, std::string>> ticks;
    if (scale.logarithmic) {
        const auto first = static_cast<int>(std::lround(std::log10(scale.low)));
        const auto last = static_cast<int>(std::lround(std::log10(scale.high)));
        const int stride = std::max(1, (last - first + 7) / 8);
        for (int power = first; power <= last; power += stride)
            ticks.emplace_back(std::pow(10.0, power),
                               power == first && zero ? "0" : percent(std::pow(10.0, power)));
        return ticks;
    }
    const auto count = static_cast<int>(std::llround((scale.high - scale.low) / step));
    for (int i = 0; i <= count; ++i) {
        const double at = scale.low + i * step;
        ticks.emplace_back(at, tick_text(at * base, step * base));
    }
    return ticks;
}

}  // namespace

double draw_field(Canvas& canvas, const Field& field, const std::string& x_axis,
                  const std::string& y_axis) {
    const Scale& x = field.x;
    for (const auto& [at, words] : ticks_of(field.y, field.y_step, field.y_base, field.y_zero)) {
        const double y = field.y.at(at);
        canvas.line("grid", x.left, y, x.right, y);
        canvas.number("tick", x.left - 7, y + 5, words, 'e');
    }
    double free_from = -1e9;
    for (const auto& [at, words] : ticks_of(x, field.x_step, field.x_base, field.x_zero)) {
        const double place = x.at(at);
        canvas.line("grid", place, field.top, place, field.bottom);
        const double half = width_of(words, quiet_size) / 2;
        if (place - half < free_from) continue;  // numbers never touch
        free_from = place + half + 6;
        canvas.number("tick", place, field.bottom + 17, words, 'm');
    }
    canvas.line("axis", x.left, field.bottom, x.right, field.bottom);
    canvas.line("axis", x.left, field.top, x.left, field.bottom);
    canvas.text("axis-title", 0, field.top - field.head - 10,
                fit(y_axis, canvas.width(), quiet_size));
    const double middle = (x.left + x.right) / 2;
    const double half = std::min(middle, canvas.width() - middle);
    canvas.text("axis-title", middle, field.bottom + 37, fit(x_axis, 2 * half, quiet_size), 'm');
    return 46;
}

void draw_mark(Canvas& canvas, const Field& field, double x, const std::string& label, int level) {
    const double place = field.x.at(x);
    const double y = field.top + 16 + 18 * level;
    canvas.line("mark", place, field.top - 4, place, field.bottom);
    canvas.path("node",
                {{{place - 5, field.top - 9}, {place + 5, field.top - 9}, {place, field.top - 1}}},
                true);
    const bool at_end = place > (field.x.left + field.x.right) / 2;
    const double room = at_end ? place - field.x.left - 8 : field.x.right - place - 8;
    canvas.text("label halo", place + (at_end ? -6 : 6), y, fit(label, room), at_end ? 'e' : 's');
}

}  // namespace isonomia::reports
