#include "explain/column.hpp"

#include <algorithm>
#include <cmath>

namespace isonomia::explain {

namespace {

double looked_up(const Step& step, double x) {
    if (std::isnan(x)) return step.if_missing;
    for (const Knot& knot : step.knots)
        if (knot.from == x) return knot.to;
    return step.value;
}

double binned(const Step& step, double x) {
    if (std::isnan(x)) return step.if_missing;
    for (const Bin& bin : step.bins) {
        const bool above = !bin.low || x > *bin.low || (bin.low_belongs && x == *bin.low);
        const bool below = !bin.high || x < *bin.high || (bin.high_belongs && x == *bin.high);
        if (above && below) return bin.value;
    }
    return step.value;
}

double interpolated(const Step& step, double x) {
    if (std::isnan(x)) return step.if_missing;
    const auto& knots = step.knots;
    const bool low = x < knots.front().from;
    if (low || x > knots.back().from) {
        if (step.outliers == Outliers::as_missing) return step.if_missing;
        if (step.outliers == Outliers::as_extreme) return low ? knots.front().to : knots.back().to;
    }
    std::size_t i = 1;
    while (i + 1 < knots.size() && x > knots[i].from)
        ++i;
    const Knot& a = knots[i - 1];
    const Knot& b = knots[i];
    return a.to + (x - a.from) / (b.from - a.from) * (b.to - a.to);
}

double applied(const Step& step, double x) {
    switch (step.kind) {
        case StepKind::replace_missing:
            return std::isnan(x) ? step.value : x;
        case StepKind::round32:
            return static_cast<double>(static_cast<float>(x));
        case StepKind::subtract:
            return x - step.value;
        case StepKind::multiply:
            return x * step.value;
        case StepKind::divide:
            return x / step.value;
        case StepKind::look_up:
            return looked_up(step, x);
        case StepKind::interpolate:
            return interpolated(step, x);
        case StepKind::bin:
            return binned(step, x);
    }
    return x;
}

}  // namespace

double ModelColumn::value(double x) const {
    for (const Step& step : steps) {
        x = applied(step, x);
        if (step.single) x = static_cast<double>(static_cast<float>(x));
    }
    return x;
}

bool ModelColumn::plain() const {
    return std::all_of(steps.begin(), steps.end(),
                       [](const Step& step) { return step.kind == StepKind::round32; });
}

}  // namespace isonomia::explain
