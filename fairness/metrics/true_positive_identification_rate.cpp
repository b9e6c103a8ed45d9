// True-positive identification rate, as a publication reports it: right searches of listed people /
// searches of listed people.
#include "fairness/metric.hpp"

namespace isonomia::fairness {

Metric true_positive_identification_rate_metric() {
    return {"true_positive_identification_rate",
            "True-positive identification rate",
            "Of searches for people who are on the list, what share returned the right person at "
            "or above the threshold?",
            "right searches of listed people / searches of listed people",
            "ISO/IEC 19795-1:2021, true-positive identification rate",
            "It does not show how often somebody else is returned. It holds for the threshold, "
            "list size, rank and images of that test.",
            "proportion",
            InputKind::reported,
            nullptr};
}

}  // namespace isonomia::fairness
