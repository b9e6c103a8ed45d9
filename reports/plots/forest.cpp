// Rates per group: dot, interval, units behind it, over one axis.
#include <algorithm>
#include <cmath>

#include "reports/numbers.hpp"
#include "reports/plots/canvas.hpp"

namespace isonomia::reports {

std::uint64_t axis_base(const std::vector<ForestRow>& rows) {
    double largest = 0;
    for (const ForestRow& row : rows)
        for (const auto& bound : {row.value, row.low, row.high})
            if (bound && std::isfinite(*bound)) largest = std::max(largest, std::abs(*bound));
    std::uint64_t base = 100;
    while (largest > 0 && largest * static_cast<double>(base) < 5 && base < 1'000'000'000)
        base *= 10;
    return base;
}

namespace {

void draw_row(Canvas& canvas, const Rows& rows, const Scale& scale, const ForestRow& row, double y,
              const std::string& reference_label) {
    const double middle = y + rows.mark;
    std::string label = row.label;
    if (row.reference && !reference_label.empty()) label += " (" + reference_label + ")";
    canvas.text(row.reference ? "label ref" : "label", 0, rows.text_y(y),
                fit(label, rows.label_room));
    if (row.n) canvas.number("n", canvas.width(), rows.text_y(y), grouped(*row.n), 'e');
    if (!row.value || !std::isfinite(*row.value)) {
        canvas.text("note", rows.left + 4, middle + 5, row.note);
        return;
    }
    const std::string few = row.small ? " few" : "";
    if (row.low && row.high) {
        const double x1 = scale.at(*row.low);
        const double x2 = scale.at(*row.high);
        canvas.line("interval" + few, x1, middle, x2, middle);
        canvas.line("cap", x1, middle - 5, x1, middle + 5);
        canvas.line("cap", x2, middle - 5, x2, middle + 5);
    }
    canvas.circle("dot" + few, scale.at(*row.value), middle, 5);
}

}  // namespace

Drawing draw(const ForestPlot& plot, double width) {
    const Rows rows(width, 56);
    Range range;
    range.add(0);
    for (const ForestRow& row : plot.rows)
        for (const auto& bound : {row.value, row.low, row.high})
            range.add(bound);
    Scale scale = range.scale(rows.left, rows.right);
    const double step = widen(scale.low, scale.high);
    if (plot.proportion) scale.high = std::min(scale.high, 1.0);
    Canvas canvas(width);
    constexpr double top = 26;
    canvas.text("n", width, 16, plot.n_label, 'e');
    const double bottom = top + rows.row * static_cast<double>(plot.rows.size()) + 6;
    const auto base = plot.proportion ? static_cast<double>(axis_base(plot.rows)) : 1.0;
    const double below = bottom_axis(canvas, scale, step, top, bottom, plot.axis, base);
    double y = top;
    for (const ForestRow& row : plot.rows) {
        if (row.reference && row.value && std::isfinite(*row.value))
            canvas.line("reference", scale.at(*row.value), top, scale.at(*row.value), bottom);
        draw_row(canvas, rows, scale, row, y, plot.reference_label);
        y += rows.row;
    }
    return canvas.finish(bottom + below);
}

}  // namespace isonomia::reports
