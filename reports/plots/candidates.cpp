// Who was proposed: the ranked list with its scores, the gaps between them, and the human choice.
#include <algorithm>
#include <cmath>

#include "core/text.hpp"
#include "reports/numbers.hpp"
#include "reports/plots/canvas.hpp"

namespace isonomia::reports {

Drawing draw(const CandidatePlot& plot, double width) {
    const Rows rows(width, 84);
    Range range;
    for (const CandidateRow& row : plot.rows)
        range.add(row.score);
    // Score axes do not begin at zero: scores have no zero that means anything.
    Scale scale = range.scale(rows.left, rows.right);
    const double step = widen(scale.low, scale.high);
    Canvas canvas(width);
    constexpr double top = 26;
    canvas.text("n", width, 16, plot.gap, 'e');
    const double bottom = top + rows.row * static_cast<double>(plot.rows.size()) + 6;
    const double below = bottom_axis(canvas, scale, step, top, bottom, plot.axis);
    double y = top;
    for (std::size_t i = 0; i < plot.rows.size(); ++i, y += rows.row) {
        const CandidateRow& row = plot.rows[i];
        const double middle = y + rows.mark;
        std::string label = grouped(row.rank) + "   " + row.label;
        if (row.chosen) label = "► " + label + " – " + plot.chosen;
        canvas.text(row.chosen ? "label ref" : "label", 0, rows.text_y(y),
                    fit(label, rows.label_room));
        if (!row.score || !std::isfinite(*row.score)) {
            canvas.text("note", rows.left + 4, middle + 5, plot.no_score);
            continue;
        }
        const double x = scale.at(*row.score);
        canvas.line("stem", scale.left, middle, x, middle);
        if (row.chosen)
            canvas.diamond("dot", x, middle, 7);
        else
            canvas.circle("dot few", x, middle, 5);
        if (i + 1 < plot.rows.size() && plot.rows[i + 1].score)
            canvas.number("n", width, rows.text_y(y),
                          shortest(std::round((*row.score - *plot.rows[i + 1].score) * 1e6) / 1e6),
                          'e');
    }
    if (!plot.more.empty()) canvas.text("note", 0, bottom + below + 12, plot.more);
    return canvas.finish(bottom + below + (plot.more.empty() ? 0 : 20));
}

}  // namespace isonomia::reports
