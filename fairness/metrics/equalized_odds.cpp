// Equalized odds: larger gap: the larger of the gaps in true-positive and false-positive rate.
#include <algorithm>
#include <cmath>

#include "fairness/table_rates.hpp"
#include "stats/adjust.hpp"

namespace isonomia::fairness {

namespace {

constexpr std::string_view empty = "a group has no actual positives or no actual negatives";

stats::Defined<double> figure(const Tables& tables) {
    const auto hits = gap(tables, true_positive, empty);
    const auto alarms = gap(tables, false_positive, empty);
    if (!hits || !alarms) return stats::undefined(empty);
    return std::max(std::abs(*hits), std::abs(*alarms));
}

// Both gaps lie in their intervals with at least the level; so does the larger of their sizes.
stats::Defined<NamedBounds> interval(const Tables& tables, double level) {
    stats::Bounds larger{0, 0};
    for (const RateOfTable rate : {true_positive, false_positive}) {
        const auto one = gap_interval(tables, rate, stats::bonferroni_level(level, 2));
        if (!one) return one;
        const auto [low, high] = one->bounds;
        larger.low = std::max({larger.low, low, -high});
        larger.high = std::max({larger.high, std::abs(low), std::abs(high)});
    }
    return NamedBounds{larger, "newcombe-bonferroni"};
}

}  // namespace

Metric equalized_odds_metric() {
    return {"equalized_odds",
            "Equalized odds: larger gap",
            "By how much do the groups differ in true-positive or false-positive rate, whichever "
            "gap is larger?",
            "max(|TPR - TPR of the reference|, |FPR - FPR of the reference|)",
            "Hardt, Price, Srebro, NIPS 2016; interval: Newcombe for both gaps, together at the "
            "level (Bonferroni)",
            "It does not show which of the two gaps it is, nor its direction. It is never "
            "negative: groups without any difference give a figure above 0 by chance. It does not "
            "show why the groups differ, nor that anybody meant it, nor what the gap is "
            "elsewhere.",
            "points",
            InputKind::pair,
            nullptr,
            figure,
            interval,
            TestKind::permutation_within_outcomes,
            nullptr,
            true};
}

}  // namespace isonomia::fairness
