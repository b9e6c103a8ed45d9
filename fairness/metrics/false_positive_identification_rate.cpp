// False-positive identification rate, as a publication reports it: searches of unlisted people with
// a candidate / searches of unlisted people.
#include "fairness/metric.hpp"

namespace isonomia::fairness {

Metric false_positive_identification_rate_metric() {
    return {"false_positive_identification_rate",
            "False-positive identification rate",
            "Of searches for people who are not on the list, what share returned somebody at or "
            "above the threshold?",
            "searches of unlisted people with a candidate / searches of unlisted people",
            "ISO/IEC 19795-1:2021, false-positive identification rate",
            "It does not show the chance that an alert is wrong, which depends on how many "
            "passers-by are listed. It grows with the size of the list and falls with the "
            "threshold: without both it cannot be compared.",
            "proportion",
            InputKind::reported,
            nullptr};
}

}  // namespace isonomia::fairness
