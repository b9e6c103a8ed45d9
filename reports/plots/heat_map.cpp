// A rate for every pair of groups. Each cell has its number; the shade only repeats it, and a cell
// that cannot be computed is hatched.
#include <algorithm>
#include <array>
#include <cmath>

#include "reports/numbers.hpp"
#include "reports/plots/canvas.hpp"

namespace isonomia::reports {

namespace {

constexpr std::array shades{"shade1", "shade2", "shade3", "shade4", "shade5"};

std::string cell_text(double value, std::uint64_t base) {
    const double shown = value * static_cast<double>(base);
    const double size = std::abs(shown);
    const int decimals = base == 1 ? 2 : size >= 10 || size == 0 ? 0 : size >= 1 ? 1 : 2;
    return fixed(shown, decimals);
}

}  // namespace

Drawing draw(const HeatMap& plot, double width) {
    const double label_room = width >= 600 ? 150 : 84;
    const auto columns = static_cast<double>(std::max<std::size_t>(1, plot.columns.size()));
    const double cell = (width - label_room - 8) / columns;
    const double row = std::clamp(cell * 0.7, 26.0, 46.0);
    double highest = 0;
    for (const auto& value : plot.cells)
        if (value && std::isfinite(*value)) highest = std::max(highest, std::abs(*value));
    Canvas canvas(width);
    canvas.text("axis-title", label_room + 8, 15,
                fit(plot.column_axis, width - label_room - 8, quiet_size));
    canvas.text("axis-title", 0, 35, fit(plot.row_axis, label_room, quiet_size));
    for (std::size_t c = 0; c < plot.columns.size(); ++c)
        canvas.text("label", label_room + 8 + cell * (static_cast<double>(c) + 0.5), 35,
                    fit(plot.columns[c], cell - 4), 'm');
    double y = 44;
    for (std::size_t r = 0; r < plot.rows.size(); ++r, y += row) {
        canvas.text("label", 0, y + row / 2 + 5, fit(plot.rows[r], label_room));
        for (std::size_t c = 0; c < plot.columns.size(); ++c) {
            const std::size_t at = r * plot.columns.size() + c;
            const double x = label_room + 8 + cell * static_cast<double>(c);
            const bool known =
                at < plot.cells.size() && plot.cells[at] && std::isfinite(*plot.cells[at]);
            if (!known) {
                canvas.hatched(x + 1, y + 1, cell - 2, row - 2);
                continue;
            }
            const double share = highest > 0 ? std::abs(*plot.cells[at]) / highest : 0;
            const auto shade = std::min<std::size_t>(4, static_cast<std::size_t>(share * 5));
            canvas.rect(shades[shade], x + 1, y + 1, cell - 2, row - 2);
            canvas.number(shade >= 3 ? "label inverse" : "label", x + cell / 2, y + row / 2 + 5,
                          cell_text(*plot.cells[at], plot.base), 'm');
        }
    }
    canvas.text("axis-title", label_room + 8, y + 18, fit(plot.unit, width * 0.5, quiet_size));
    const bool gaps = std::any_of(plot.cells.begin(), plot.cells.end(),
                                  [](const auto& v) { return !v || !std::isfinite(*v); });
    if (gaps) {
        const double left = width - width_of(plot.undefined, quiet_size) - 26;
        canvas.hatched(left, y + 7, 18, 13);
        canvas.text("axis-title", left + 24, y + 18, plot.undefined);
    }
    return canvas.finish(y + 28);
}

}  // namespace isonomia::reports
