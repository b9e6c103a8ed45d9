// False omission rate: FN / (TN + FN).
#include "fairness/metric.hpp"

namespace isonomia::fairness {

namespace {

Estimate estimate(const View& view) {
    const Confusion& counts = view.counts;
    return {{counts.false_negatives, counts.not_flagged()}, "everybody in this group was flagged"};
}

}  // namespace

Metric false_omission_rate_metric() {
    return rate_of_table(
        "false_omission_rate", "False omission rate",
        "Of those not flagged, what share had the outcome?", "FN / (TN + FN)",
        "It does not show the chance for another population: it moves with the prevalence. It "
        "is only as good as the recorded outcome: what was never recorded counts as negative.",
        estimate);
}

}  // namespace isonomia::fairness
