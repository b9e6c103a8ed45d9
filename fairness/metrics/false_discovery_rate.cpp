// False discovery rate: FP / (TP + FP).
#include "fairness/metric.hpp"

namespace isonomia::fairness {

namespace {

Estimate estimate(const View& view) {
    const Confusion& counts = view.counts;
    return {{counts.false_positives, counts.flagged()}, "nobody in this group was flagged"};
}

}  // namespace

Metric false_discovery_rate_metric() {
    return rate_of_table(
        "false_discovery_rate", "False discovery rate",
        "Of those flagged, what share was flagged wrongly?", "FP / (TP + FP)",
        "It does not show the chance for another population: it moves with the prevalence. It "
        "says nothing about a single person. It is only as good as the recorded outcome: what "
        "was never recorded counts as negative.",
        estimate);
}

}  // namespace isonomia::fairness
