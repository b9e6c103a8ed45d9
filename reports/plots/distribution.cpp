// Where a score falls: one panel per set over a common axis, and the score of this case across all.
// Panels stand below each other, so that nothing is told by colour.
#include <algorithm>
#include <cmath>

#include "reports/plots/field.hpp"

namespace isonomia::reports {

namespace {

// Shares of the set per bin of the axis.
std::vector<double> binned(const ScoreSet& set, const Scale& x, std::size_t bins) {
    std::vector<double> shares(bins, 0);
    double all = 0;
    for (const auto& [score, count] : set.counts) {
        if (!std::isfinite(score)) continue;
        const double place = (score - x.low) / (x.high - x.low) * static_cast<double>(bins);
        const auto bin =
            static_cast<std::size_t>(std::clamp(place, 0.0, static_cast<double>(bins) - 0.5));
        shares[bin] += static_cast<double>(count);
        all += static_cast<double>(count);
    }
    if (all > 0)
        for (double& share : shares)
            share /= all;
    return shares;
}

void draw_bars(Canvas& canvas, const Field& field, const std::vector<double>& shares,
               const std::string& look) {
    const double width = (field.x.right - field.x.left) / static_cast<double>(shares.size());
    std::vector<std::vector<Spot>> bars;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        if (shares[i] <= 0) continue;
        const double x = field.x.left + width * static_cast<double>(i);
        const double y = std::min(field.y.at(shares[i]), field.bottom - 1);
        bars.push_back(
            {{x + 1, y}, {x + width - 1, y}, {x + width - 1, field.bottom}, {x + 1, field.bottom}});
    }
    if (!bars.empty()) canvas.path(look, std::move(bars), true);
}

// Whole numbers, a few of them: each is a bin of its own, so that bars stand over their score.
bool counts_steps(const DistributionPlot& plot, const Range& range) {
    if (!range.low || *range.high - *range.low > 40) return false;
    for (const ScoreSet& set : plot.sets)
        for (const auto& [score, count] : set.counts)
            if (score != std::floor(score)) return false;
    return true;
}

}  // namespace

Drawing draw(const DistributionPlot& plot, double width) {
    const bool wide = width >= 600;
    Range range;
    for (const ScoreSet& set : plot.sets)
        for (const auto& [score, count] : set.counts)
            range.add(score);
    for (const CurveMark& mark : plot.marks)
        range.add(mark.x);
    Field field;
    field.x = range.scale(62, width - 14);
    field.x_step = widen(field.x.low, field.x.high);
    std::size_t bins = wide ? 40 : 20;
    if (counts_steps(plot, range)) {
        field.x.low = *range.low - 0.5;
        field.x.high = *range.high + 0.5;
        bins = static_cast<std::size_t>(*range.high - *range.low) + 1;
    }
    double highest = 0;
    std::vector<std::vector<double>> shares;
    for (const ScoreSet& set : plot.sets) {
        shares.push_back(binned(set, field.x, bins));
        highest = std::max(highest, *std::max_element(shares.back().begin(), shares.back().end()));
    }
    const double head = 14 + 18 * static_cast<double>(plot.marks.size());
    const double panel = wide ? 110 : 84;
    Canvas canvas(width);
    canvas.text("axis-title", 0, 14, fit(plot.share, width, quiet_size));
    double y = 26;
    const double top = y;
    for (std::size_t i = 0; i < plot.sets.size(); ++i) {
        field.top = y + head;
        field.bottom = field.top + panel;
        field.y = {0, highest > 0 ? highest : 1, field.bottom, field.top};
        field.y_step = widen(field.y.low, field.y.high);
        draw_bars(canvas, field, shares[i], i % 2 == 0 ? "bar" : "bar less");
        canvas.line("axis", field.x.left, field.bottom, field.x.right, field.bottom);
        canvas.number("tick", field.x.left - 7, field.top + 9,
                      tick_text(field.y.high * 100, field.y_step * 100) + "\u00A0%", 'e');
        canvas.number("tick", field.x.left - 7, field.bottom + 4, "0", 'e');
        canvas.text("label ref", field.x.left + 6, y + 12, fit(plot.sets[i].label, width - 80));
        y = field.bottom + 8;
    }
    const double below = [&] {
        Scale ticks = field.x;
        if (bins <= 41 && counts_steps(plot, range)) {
            for (double at = *range.low; at <= *range.high;
                 at += std::max(1.0, std::ceil((*range.high - *range.low) / 12)))
                canvas.number("tick", ticks.at(at), field.bottom + 17, tick_text(at, 1), 'm');
            canvas.text("axis-title", (ticks.left + ticks.right) / 2, field.bottom + 37,
                        fit(plot.axis, width - 76, quiet_size), 'm');
            return 46.0;
        }
        return bottom_axis(canvas, ticks, field.x_step, field.bottom, field.bottom, plot.axis);
    }();
    Field whole = field;
    whole.top = top + 14;
    int level = 0;
    for (const CurveMark& mark : plot.marks)
        draw_mark(canvas, whole, mark.x, mark.label, level++);
    return canvas.finish(field.bottom + below);
}

}  // namespace isonomia::reports
