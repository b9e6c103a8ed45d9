// Group imbalance: the difference in size over the sum of sizes.
#include "fairness/table_rates.hpp"
#include "stats/intervals.hpp"

namespace isonomia::fairness {

namespace {

stats::Defined<double> figure(const Tables& tables) {
    const auto first = static_cast<double>(tables[0].all());
    const auto second = static_cast<double>(tables[1].all());
    if (first + second == 0)
        return stats::undefined("no rows with both outcome and prediction in either group");
    return (first - second) / (first + second);
}

// Twice the share of the group among both, less 1.
stats::Defined<NamedBounds> interval(const Tables& tables, double level) {
    return stats::clopper_pearson({tables[0].all(), tables[0].all() + tables[1].all()}, level)
        .map([](const stats::Bounds& share) {
            return NamedBounds{{2 * share.low - 1, 2 * share.high - 1}, "clopper-pearson"};
        });
}

}  // namespace

Metric class_imbalance_metric() {
    return {"class_imbalance",
            "Group imbalance",
            "How unequal are the numbers of rows of the group and of the reference group?",
            "(rows of the group - rows of the reference group) / (rows of both)",
            "Das et al., \"Fairness Measures for Machine Learning in Finance\", 2021, CI",
            "It does not show whether anybody is treated differently; it shows on whom little is "
            "known.",
            "points",
            InputKind::pair,
            nullptr,
            figure,
            interval,
            TestKind::none,
            nullptr};
}

}  // namespace isonomia::fairness
