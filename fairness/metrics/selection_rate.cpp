// Selection rate: (TP + FP) / all.
#include "fairness/metric.hpp"

namespace isonomia::fairness {

namespace {

Estimate estimate(const View& view) {
    const Confusion& counts = view.counts;
    return {{counts.flagged(), counts.all()},
            "no rows with both outcome and prediction in this group"};
}

}  // namespace

Metric selection_rate_metric() {
    return rate_of_table("selection_rate", "Selection rate",
                         "What share of the group did the system flag?", "(TP + FP) / all",
                         "It does not show whether the flags were right.", estimate);
}

}  // namespace isonomia::fairness
