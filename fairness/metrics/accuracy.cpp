// Accuracy: (TP + TN) / all.
#include "fairness/metric.hpp"

namespace isonomia::fairness {

namespace {

Estimate estimate(const View& view) {
    const Confusion& counts = view.counts;
    return {{counts.true_positives + counts.true_negatives, counts.all()},
            "no rows with both outcome and prediction in this group"};
}

}  // namespace

Metric accuracy_metric() {
    return rate_of_table(
        "accuracy", "Accuracy", "What share of all answers was right?", "(TP + TN) / all",
        "It does not show which kind of error was made; with a rare outcome a system that "
        "flags nobody is accurate.",
        estimate);
}

}  // namespace isonomia::fairness
