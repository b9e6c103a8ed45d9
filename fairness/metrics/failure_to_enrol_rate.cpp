// Failure-to-enrol rate: people who could not be enrolled / people who were to be enrolled.
#include "fairness/metric.hpp"

namespace isonomia::fairness {

namespace {

// What failed is counted as an outcome.
Estimate estimate(const View& view) {
    const Confusion& counts = view.counts;
    return {{counts.positives(), counts.all()}, "nobody of this group was to be enrolled"};
}

}  // namespace

Metric failure_to_enrol_rate_metric() {
    return {"failure_to_enrol_rate",
            "Failure-to-enrol rate (FTE)",
            "What share of those who were to be enrolled could not be?",
            "people not enrolled / people who were to be enrolled",
            "ISO/IEC 19795-1:2021, failure-to-enrol rate",
            "People who could not be enrolled are in no comparison: low error rates among those "
            "who were enrolled say nothing about them. It depends on how often enrolment was "
            "tried again.",
            "proportion",
            InputKind::attempts,
            estimate};
}

}  // namespace isonomia::fairness
