// False non-match rate, as a publication reports it: missed matches / comparisons of one person.
#include "fairness/metric.hpp"

namespace isonomia::fairness {

Metric false_non_match_rate_metric() {
    return {
        "false_non_match_rate",
        "False non-match rate",
        "Of comparisons between images of one person, what share did the system fail to "
        "match?",
        "missed matches / comparisons of one person",
        "ISO/IEC 19795-1:2021, false non-match rate",
        "It does not show how often somebody else is matched. It holds for the threshold, images "
        "and people of that test. They compare pairs, and one person may be in many pairs: trials "
        "are not independent, so an exact interval is too narrow when people repeat.",
        "proportion",
        InputKind::reported,
        nullptr};
}

}  // namespace isonomia::fairness
