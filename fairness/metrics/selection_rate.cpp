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
    return {"selection_rate",
            "Selection rate",
            "What share of the group did the system flag?",
            "(TP + FP) / all",
            "Verma and Rubin, \"Fairness Definitions Explained\", FairWare 2018, section 3",
            "It does not show whether the flags were right.",
            "proportion",
            InputKind::confusion,
            estimate};
}

}  // namespace isonomia::fairness
