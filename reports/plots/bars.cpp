// What drove a score: signed bars from zero with their range. Bars below zero are outlined.
#include <algorithm>
#include <cmath>

#include "reports/numbers.hpp"
#include "reports/plots/canvas.hpp"

namespace isonomia::reports {

Drawing draw(const BarPlot& plot, double width) {
    const Rows rows(width, 70);
    Range range;
    range.add(0);
    for (const BarRow& row : plot.rows)
        for (const auto& bound : {row.value, row.low, row.high})
            range.add(bound);
    Scale scale = range.scale(rows.left, rows.right);
    const double step = widen(scale.low, scale.high);
    Canvas canvas(width);
    constexpr double top = 10;
    const double bottom = top + rows.row * static_cast<double>(plot.rows.size()) + 6;
    const double below = bottom_axis(canvas, scale, step, top, bottom, plot.axis);
    double y = top;
    for (const BarRow& row : plot.rows) {
        const double middle = y + rows.mark;
        canvas.text("label", 0, rows.text_y(y), fit(row.label, rows.label_room));
        if (!row.value || !std::isfinite(*row.value)) {
            canvas.text("note", rows.left + 4, middle + 5, row.note);
        } else {
            const double zero = scale.at(0);
            const double x = scale.at(*row.value);
            canvas.rect(*row.value < 0 ? "bar less" : "bar", std::min(zero, x), middle - 8,
                        std::max(1.0, std::abs(x - zero)), 16);
            if (row.low && row.high) {
                const double x1 = scale.at(*row.low);
                const double x2 = scale.at(*row.high);
                canvas.line("under", x1, middle, x2, middle);
                canvas.line("interval", x1, middle, x2, middle);
                canvas.line("cap", x1, middle - 5, x1, middle + 5);
                canvas.line("cap", x2, middle - 5, x2, middle + 5);
            }
            canvas.number("n", width, rows.text_y(y),
                          (*row.value > 0 ? "+" : "") + rounded(*row.value), 'e');
        }
        y += rows.row;
    }
    return canvas.finish(bottom + below);
}

}  // namespace isonomia::reports
