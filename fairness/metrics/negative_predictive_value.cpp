// Negative predictive value: TN / (TN + FN).
#include "fairness/metric.hpp"

namespace isonomia::fairness {

namespace {

Estimate estimate(const View& view) {
    const Confusion& counts = view.counts;
    return {{counts.true_negatives, counts.not_flagged()}, "everybody in this group was flagged"};
}

}  // namespace

Metric negative_predictive_value_metric() {
    return rate_of_table(
        "negative_predictive_value", "Negative predictive value",
        "Of those not flagged, what share was without the outcome?", "TN / (TN + FN)",
        "It does not show the chance for another population: it moves with the prevalence. It "
        "is only as good as the recorded outcome: what was never recorded counts as negative.",
        estimate);
}

}  // namespace isonomia::fairness
