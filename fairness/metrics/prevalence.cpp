// Prevalence: (TP + FN) / all.
#include "fairness/metric.hpp"

namespace isonomia::fairness {

namespace {

Estimate estimate(const View& view) {
    const Confusion& counts = view.counts;
    return {{counts.positives(), counts.all()},
            "no rows with both outcome and prediction in this group"};
}

}  // namespace

Metric prevalence_metric() {
    return rate_of_table(
        "prevalence", "Prevalence", "What share of the group had the recorded outcome?",
        "(TP + FN) / all",
        "It does not show how well the system works; only how often the outcome was recorded. "
        "Recording itself may differ between groups.",
        estimate);
}

}  // namespace isonomia::fairness
