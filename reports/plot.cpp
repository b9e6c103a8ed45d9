#include "reports/plot.hpp"

#include <algorithm>
#include <cmath>

#include "core/text.hpp"
#include "reports/numbers.hpp"

namespace isonomia::reports {

namespace {

struct Scale {
    double low = 0, high = 1;  // in units of the data
    double left = 0, right = 1;
    [[nodiscard]] double at(double value) const {
        const double share = (std::clamp(value, low, high) - low) / (high - low);
        return left + share * (right - left);
    }
};

// The largest of 1, 2, 5 times a power of ten that gives at least four steps over the span.
double step_for(double span) {
    const double rough = span / 4;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {5.0, 2.0})
        if (factor * power <= rough) return factor * power;
    return power;
}

// Widens [low, high] to whole steps and answers the step.
double widen(double& low, double& high) {
    if (!(high > low)) high = low + 1;
    const double step = step_for(high - low);
    low = std::floor(low / step + 1e-9) * step;
    high = std::ceil(high / step - 1e-9) * step;
    return step;
}

// Cuts a label to about `room` pixels; the table beside the plot has it whole.
std::string fit(const std::string& label, double room, double size) {
    const auto characters_max = static_cast<std::size_t>(std::max(4.0, room / (0.56 * size)));
    if (utf8_length(label) <= characters_max) return label;
    std::size_t bytes = 0;
    for (std::size_t characters = 0; bytes < label.size(); ++bytes) {
        const bool lead = (static_cast<unsigned char>(label[bytes]) & 0xC0U) != 0x80U;
        if (lead && characters++ == characters_max - 1) break;
    }
    return label.substr(0, bytes) + "…";
}

class Canvas {
public:
    explicit Canvas(double width) { drawing_.width = width; }

    void line(std::string look, double x, double y, double x2, double y2) {
        drawing_.shapes.push_back({ShapeKind::line, std::move(look), x, y, x2, y2, 0, "", 's'});
    }
    void circle(std::string look, double x, double y, double radius) {
        drawing_.shapes.push_back(
            {ShapeKind::circle, std::move(look), x, y, 0, 0, radius, "", 's'});
    }
    void rect(std::string look, double x, double y, double width, double height) {
        drawing_.shapes.push_back(
            {ShapeKind::rect, std::move(look), x, y, width, height, 0, "", 's'});
    }
    void text(std::string look, double x, double y, std::string words, char align) {
        drawing_.shapes.push_back(
            {ShapeKind::text, std::move(look), x, y, 0, 0, 0, std::move(words), align});
    }
    Drawing finish(double height) {
        drawing_.height = height;
        return std::move(drawing_);
    }

private:
    Drawing drawing_;
};

// Where things stand in a drawing of rows.
struct Layout {
    bool wide = true;
    double size = 14;  // of type
    double row = 30;   // height of a row
    double top = 10;
    double mark = 15;  // from the top of a row to its mark
    double label_room = 0;
    Scale scale;

    Layout(double width, double n_room) : wide(width >= 600) {
        row = wide ? 30 : 50;
        mark = wide ? 15 : 34;
        label_room = wide ? 220 : width - n_room - 8;
        scale.left = wide ? label_room + 14 : 10;
        scale.right = wide ? width - n_room - 14 : width - 10;
    }
};

void draw_axis(Canvas& canvas, const Layout& layout, double step, double bottom,
               const std::string& title, double base) {
    const Scale& scale = layout.scale;
    const auto ticks = static_cast<int>(std::llround((scale.high - scale.low) / step));
    for (int i = 0; i <= ticks; ++i) {
        const double at = scale.low + i * step;
        const double x = scale.at(at);
        const bool zero = std::abs(at) < step / 1e6;
        canvas.line(zero ? "zero" : "grid", x, layout.top, x, bottom);
        const double shown = at * base;
        const int decimals =
            step * base < 0.999 ? static_cast<int>(-std::floor(std::log10(step * base))) : 0;
        canvas.text("tick", x, bottom + layout.size + 3, fixed(shown, std::min(decimals, 9)), 'm');
    }
    canvas.line("axis", scale.left, bottom, scale.right, bottom);
    canvas.text("axis-title", (scale.left + scale.right) / 2, bottom + 2 * layout.size + 9, title,
                'm');
}

}  // namespace

std::uint64_t axis_base(const std::vector<ForestRow>& rows) {
    double largest = 0;
    for (const ForestRow& row : rows)
        for (const auto& bound : {row.value, row.low, row.high})
            if (bound) largest = std::max(largest, std::abs(*bound));
    std::uint64_t base = 100;
    while (largest > 0 && largest * static_cast<double>(base) < 5 && base < 1'000'000'000)
        base *= 10;
    return base;
}

namespace {

double forest_range(const ForestPlot& plot, Scale& scale) {
    double low = 0;
    double high = 0;
    for (const ForestRow& row : plot.rows)
        for (const auto& bound : {row.value, row.low, row.high})
            if (bound && std::isfinite(*bound)) {
                low = std::min(low, *bound);
                high = std::max(high, *bound);
            }
    if (low == 0 && high == 0) high = 1;
    const double step = widen(low, high);
    scale.low = low;
    scale.high = plot.proportion ? std::min(high, 1.0) : high;
    return step;
}

void draw_forest_row(Canvas& canvas, const Layout& layout, const ForestRow& row, double y,
                     double width, const std::string& reference_label) {
    const double middle = y + layout.mark;
    const double text_y = layout.wide ? middle + 5 : y + 17;
    std::string label = row.label;
    if (row.reference && !reference_label.empty()) label += " (" + reference_label + ")";
    canvas.text(row.reference ? "label ref" : "label", 0, text_y,
                fit(label, layout.label_room, layout.size), 's');
    if (row.n) canvas.text("n", width, text_y, grouped(*row.n), 'e');
    if (!row.value) {
        canvas.text("note", layout.scale.left + 4, middle + 5, row.note, 's');
        return;
    }
    const std::string few = row.small ? " few" : "";
    if (row.low && row.high) {
        const double x1 = layout.scale.at(*row.low);
        const double x2 = layout.scale.at(*row.high);
        canvas.line("interval" + few, x1, middle, x2, middle);
        canvas.line("cap", x1, middle - 5, x1, middle + 5);
        canvas.line("cap", x2, middle - 5, x2, middle + 5);
    }
    canvas.circle("dot" + few, layout.scale.at(*row.value), middle, 5);
}

}  // namespace

Drawing draw(const ForestPlot& plot, double width) {
    Layout layout(width, 56);
    const double step = forest_range(plot, layout.scale);
    Canvas canvas(width);
    layout.top = 26;
    canvas.text("n", width, 16, plot.n_label, 'e');
    const double bottom = layout.top + layout.row * static_cast<double>(plot.rows.size()) + 6;
    const auto base = plot.proportion ? static_cast<double>(axis_base(plot.rows)) : 1.0;
    draw_axis(canvas, layout, step, bottom, plot.axis, base);
    double y = layout.top;
    for (const ForestRow& row : plot.rows) {
        if (row.reference && row.value)
            canvas.line("reference", layout.scale.at(*row.value), layout.top,
                        layout.scale.at(*row.value), bottom);
        draw_forest_row(canvas, layout, row, y, width, plot.reference_label);
        y += layout.row;
    }
    return canvas.finish(bottom + 2 * layout.size + 18);
}

Drawing draw(const BarPlot& plot, double width) {
    Layout layout(width, 70);
    double low = 0;
    double high = 0;
    for (const BarRow& row : plot.rows)
        for (const auto& bound : {row.value, row.low, row.high})
            if (bound && std::isfinite(*bound)) {
                low = std::min(low, *bound);
                high = std::max(high, *bound);
            }
    const double step = widen(low, high);
    layout.scale.low = low;
    layout.scale.high = high;
    Canvas canvas(width);
    const double bottom = layout.top + layout.row * static_cast<double>(plot.rows.size()) + 6;
    draw_axis(canvas, layout, step, bottom, plot.axis, 1);
    double y = layout.top;
    for (const BarRow& row : plot.rows) {
        const double middle = y + layout.mark;
        const double text_y = layout.wide ? middle + 5 : y + 17;
        canvas.text("label", 0, text_y, fit(row.label, layout.label_room, layout.size), 's');
        if (!row.value) {
            canvas.text("note", layout.scale.left + 4, middle + 5, row.note, 's');
        } else {
            const double zero = layout.scale.at(0);
            const double x = layout.scale.at(*row.value);
            canvas.rect(*row.value < 0 ? "bar less" : "bar", std::min(zero, x), middle - 8,
                        std::max(1.0, std::abs(x - zero)), 16);
            if (row.low && row.high)
                canvas.line("interval", layout.scale.at(*row.low), middle,
                            layout.scale.at(*row.high), middle);
            const std::string signed_value = (*row.value > 0 ? "+" : "") + rounded(*row.value);
            canvas.text("n", width, text_y, signed_value, 'e');
        }
        y += layout.row;
    }
    return canvas.finish(bottom + 2 * layout.size + 18);
}

}  // namespace isonomia::reports
