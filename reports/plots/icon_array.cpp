// A share as places, some of them filled: what 'about 45 in every 100' looks like. Filled squares
// against small dots, so that the difference is one of size and shape too.
#include <algorithm>
#include <cmath>

#include "reports/plots/canvas.hpp"

namespace isonomia::reports {

namespace {

constexpr double tens_gap = 0.6;

struct Places {
    std::size_t columns = 50;
    double pitch = 12;
};

void draw_places(Canvas& canvas, const Places& places, std::uint64_t base, std::uint64_t filled,
                 double left, double top) {
    std::vector<std::vector<Spot>> squares;
    std::vector<std::vector<Spot>> dots;
    for (std::uint64_t i = 0; i < base; ++i) {
        const std::uint64_t column = i % places.columns;  // a little room after every tenth
        const double x = left + places.pitch * (static_cast<double>(column) +
                                                tens_gap * static_cast<double>(column / 10));
        const double y = top + places.pitch * static_cast<double>(i / places.columns);
        const double side = i < filled ? places.pitch * 0.8 : places.pitch * 0.3;
        const double inset = (places.pitch - side) / 2;
        std::vector<Spot> square{{x + inset, y + inset},
                                 {x + inset + side, y + inset},
                                 {x + inset + side, y + inset + side},
                                 {x + inset, y + inset + side}};
        (i < filled ? squares : dots).push_back(std::move(square));
    }
    if (!squares.empty()) canvas.path("icon", std::move(squares), true);
    if (!dots.empty()) canvas.path("icon-rest", std::move(dots), true);
}

}  // namespace

Drawing draw(const IconArray& plot, double width) {
    const bool wide = width >= 600;
    const std::uint64_t base = std::clamp<std::uint64_t>(plot.base, 10, 1000);
    const Places places{wide ? 50U : 20U, width / (wide ? 50 + 4 * tens_gap : 20 + tens_gap)};
    const auto lines = static_cast<double>((base + places.columns - 1) / places.columns);
    Canvas canvas(width);
    // The legend stands above: a reader knows what is counted before counting.
    canvas.rect("icon", 2, 5, 11, 11);
    canvas.text("tick", 20, 15, fit(plot.marked, width - 20, quiet_size));
    canvas.rect("icon-rest", 5, 26, 5, 5);
    canvas.text("tick", 20, 33, fit(plot.unmarked, width - 20, quiet_size));
    double y = 46;
    for (const IconRow& row : plot.rows) {
        canvas.text("label ref", 0, y + 14, fit(row.label, wide ? width / 2 - 10 : width));
        if (!wide) y += 20;
        canvas.text("label", wide ? width : 0, y + 14,
                    fit(row.words, wide ? width / 2 - 10 : width), wide ? 'e' : 's');
        y += 22;
        if (row.value && std::isfinite(*row.value)) {
            const double share = std::clamp(*row.value, 0.0, 1.0);
            const auto filled =
                static_cast<std::uint64_t>(std::llround(share * static_cast<double>(base)));
            draw_places(canvas, places, base, filled, 0, y);
            y += lines * places.pitch;
        }
        y += 14;
    }
    return canvas.finish(y);
}

}  // namespace isonomia::reports
