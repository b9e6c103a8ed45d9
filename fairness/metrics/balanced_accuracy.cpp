// Balanced accuracy: (true-positive rate + true-negative rate) / 2.
#include "fairness/table_rates.hpp"

namespace isonomia::fairness {

namespace {

stats::Defined<double> figure(const Tables& tables) {
    const auto hit = stats::estimate(true_positive(tables[0]));
    const auto alarm = stats::estimate(false_positive(tables[0]));
    if (!hit) return stats::undefined("no actual positives in this group");
    if (!alarm) return stats::undefined("no actual negatives in this group");
    return (*hit + 1 - *alarm) / 2;
}

stats::Defined<NamedBounds> interval(const Tables& tables, double level) {
    const Confusion c = tables[0];
    return sum_interval({{0.5, true_positive(c)}, {0.5, {c.true_negatives, c.negatives()}}}, level);
}

}  // namespace

Metric balanced_accuracy_metric() {
    return {"balanced_accuracy",
            "Balanced accuracy",
            "How often is the system right, when those with and those without the outcome count "
            "the same?",
            "(TP / (TP + FN) + TN / (FP + TN)) / 2",
            "Brodersen et al., ICPR 2010, 3121-3124; interval: Zou and Donner, Statistics in "
            "Medicine 27 (2008) 1693-1702",
            "It does not show which of the two errors is made, nor how often either occurs among "
            "the people who are really met.",
            "proportion",
            InputKind::group,
            nullptr,
            figure,
            interval,
            TestKind::none,
            nullptr};
}

}  // namespace isonomia::fairness
