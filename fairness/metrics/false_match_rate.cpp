// False match rate, as a publication reports it: false matches / comparisons of different people.
#include "fairness/metric.hpp"

namespace isonomia::fairness {

Metric false_match_rate_metric() {
    return {"false_match_rate",
            "False match rate",
            "Of comparisons between different people, what share did the system call a match?",
            "false matches / comparisons of different people",
            "ISO/IEC 19795-1:2021, false match rate",
            "It does not show the chance that a particular match is wrong, which also depends on "
            "how many people are compared. It holds for the threshold, images and people of that "
            "test. They compare pairs, and one person may be in many pairs: trials are not "
            "independent, so an exact interval is too narrow when people repeat.",
            "proportion",
            InputKind::reported,
            nullptr};
}

}  // namespace isonomia::fairness
