// False-negative identification rate, as a publication reports it: missed searches of listed people
// / searches of listed people.
#include "fairness/metric.hpp"

namespace isonomia::fairness {

Metric false_negative_identification_rate_metric() {
    return {"false_negative_identification_rate",
            "False-negative identification rate",
            "Of searches for people who are on the list, what share did not return the right "
            "person at or above the threshold?",
            "missed searches of listed people / searches of listed people",
            "ISO/IEC 19795-1:2021, false-negative identification rate",
            "It does not show how often somebody else is returned. It holds for the threshold, "
            "list size, rank and images of that test.",
            "proportion",
            InputKind::reported,
            nullptr};
}

}  // namespace isonomia::fairness
