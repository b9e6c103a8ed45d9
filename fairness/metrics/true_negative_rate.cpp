// True-negative rate: TN / (FP + TN).
#include "fairness/metric.hpp"

namespace isonomia::fairness {

namespace {

Estimate estimate(const View& view) {
    const Confusion& counts = view.counts;
    return {{counts.true_negatives, counts.negatives()}, "no actual negatives in this group"};
}

}  // namespace

Metric true_negative_rate_metric() {
    return rate_of_table(
        "true_negative_rate", "True-negative rate",
        "Of those without the outcome, what share did the system leave alone?", "TN / (FP + TN)",
        "It does not show how many cases were missed. It is only as good as the recorded "
        "outcome: what was never recorded counts as negative.",
        estimate);
}

}  // namespace isonomia::fairness
