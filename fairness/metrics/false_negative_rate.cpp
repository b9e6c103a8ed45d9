// False-negative rate: FN / (TP + FN).
#include "fairness/metric.hpp"

namespace isonomia::fairness {

namespace {

Estimate estimate(const View& view) {
    const Confusion& counts = view.counts;
    return {{counts.false_negatives, counts.positives()}, "no actual positives in this group"};
}

}  // namespace

Metric false_negative_rate_metric() {
    return rate_of_table(
        "false_negative_rate", "False-negative rate",
        "Of those with the outcome, what share did the system miss?", "FN / (TP + FN)",
        "It does not show how many people were flagged wrongly. It is only as good as the "
        "recorded outcome: what was never recorded counts as negative.",
        estimate);
}

}  // namespace isonomia::fairness
