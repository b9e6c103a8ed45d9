// Failure-to-acquire rate: attempts without a usable sample / attempts.
#include "fairness/metric.hpp"

namespace isonomia::fairness {

namespace {

// What failed is counted as an outcome.
Estimate estimate(const View& view) {
    const Confusion& counts = view.counts;
    return {{counts.positives(), counts.all()}, "no attempts in this group"};
}

}  // namespace

Metric failure_to_acquire_rate_metric() {
    return {"failure_to_acquire_rate",
            "Failure-to-acquire rate (FTA)",
            "For what share of the attempts could the system take no usable sample?",
            "attempts without a usable sample / attempts",
            "ISO/IEC 19795-1:2021, failure-to-acquire rate",
            "It does not show errors in comparing what was captured. Attempts that nobody "
            "recorded, and people whom the system was not tried on, are not in it.",
            "proportion",
            InputKind::attempts,
            estimate};
}

}  // namespace isonomia::fairness
