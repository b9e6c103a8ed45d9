// False-positive rate: FP / (FP + TN).
#include "fairness/metric.hpp"

namespace isonomia::fairness {

namespace {

Estimate estimate(const View& view) {
    const Confusion& counts = view.counts;
    return {{counts.false_positives, counts.negatives()}, "no actual negatives in this group"};
}

}  // namespace

Metric false_positive_rate_metric() {
    return rate_of_table(
        "false_positive_rate", "False-positive rate",
        "Of those without the outcome, what share did the system flag wrongly?", "FP / (FP + TN)",
        "It does not show the chance that a flagged person was flagged wrongly; that is the "
        "false discovery rate. It is only as good as the recorded outcome: what was never "
        "recorded counts as negative.",
        estimate);
}

}  // namespace isonomia::fairness
