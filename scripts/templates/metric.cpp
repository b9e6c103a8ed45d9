// @title@: begins as (FP + FN) / all, the share of the group about whom the system was wrong.
#include "fairness/metric.hpp"

namespace isonomia::fairness {

namespace {

Estimate estimate(const View& view) {
    const Confusion& counts = view.counts;
    return {{counts.false_positives + counts.false_negatives, counts.all()},
            "no rows with both outcome and prediction in this group"};
}

}  // namespace

Metric @name@_metric() {
    return {"@name@",
            "@title@",
            "About what share of the group was the system wrong?",
            "(FP + FN) / all",
            "by definition",
            "In which direction the system was wrong.",
            "proportion",
            InputKind::confusion,
            estimate};
}

}  // namespace isonomia::fairness
