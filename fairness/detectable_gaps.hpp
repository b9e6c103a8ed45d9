// What each comparison could have found, beside what it did find.
#pragma once

#include <vector>

#include "core/measurement.hpp"

namespace isonomia::fairness {

// For every measurement with a p of Fisher's test between a group and the reference group: the
// smallest true gap to the reference group's rate that the test finds four times in five
// (`gap_detectable_up`, `gap_detectable_down`, `gap_detectable_power`). It is tested at (1 - level)
// over the number of hypotheses of its family, which is what Holm's method asks of the first of
// them (`gap_detectable_alpha`); `gap_detectable_by` says whether binomial tables were enumerated
// or approximated. For one whose test divides a difference by its standard error (of rates by
// design, of areas under the curve), the gap follows from that. After the families are adjusted,
// which leaves the number of hypotheses.
void add_detectable_gaps(double level, std::vector<Measurement>& measurements);

}  // namespace isonomia::fairness
