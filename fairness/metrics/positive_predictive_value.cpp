// Positive predictive value: TP / (TP + FP).
#include "fairness/metric.hpp"

namespace isonomia::fairness {

namespace {

Estimate estimate(const View& view) {
    const Confusion& counts = view.counts;
    return {{counts.true_positives, counts.flagged()}, "nobody in this group was flagged"};
}

}  // namespace

Metric positive_predictive_value_metric() {
    return rate_of_table(
        "positive_predictive_value", "Positive predictive value",
        "Of those flagged, what share had the outcome?", "TP / (TP + FP)",
        "It does not show the chance for another population: it moves with the prevalence. It "
        "says nothing about a single person. It is only as good as the recorded outcome: what "
        "was never recorded counts as negative.",
        estimate);
}

}  // namespace isonomia::fairness
