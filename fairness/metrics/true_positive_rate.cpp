// True-positive rate: TP / (TP + FN).
#include "fairness/metric.hpp"

namespace isonomia::fairness {

namespace {

Estimate estimate(const View& view) {
    const Confusion& counts = view.counts;
    return {{counts.true_positives, counts.positives()}, "no actual positives in this group"};
}

}  // namespace

Metric true_positive_rate_metric() {
    return rate_of_table(
        "true_positive_rate", "True-positive rate",
        "Of those with the outcome, what share did the system flag?", "TP / (TP + FN)",
        "It does not show how many people were flagged wrongly. It is only as good as the "
        "recorded outcome: what was never recorded counts as negative.",
        estimate);
}

}  // namespace isonomia::fairness
