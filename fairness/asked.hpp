// Whether a data set gets what it asks for, and nothing it declares is left aside.
#pragma once

#include <vector>

#include "core/dataset.hpp"
#include "core/error.hpp"
#include "core/measurement.hpp"
#include "fairness/selection.hpp"

namespace isonomia::fairness {

// Of measurements that a form always gives, those that the data set asks for; all where it asks for
// none or for 'rates'. Errors: S0112 an id that is not among them, S0115 replicates or a seed where
// others are resampled, and none of these.
[[nodiscard]] Status keep_asked(const Dataset& dataset, std::vector<Measurement>& measurements);

// Everything asked for by name came out, or could have: a figure that compares groups needs groups
// and a reference. Error: S0112.
[[nodiscard]] Status check_all_there(const Dataset& dataset,
                                     const std::vector<Measurement>& measurements);

// Rows, counts and attempts: strata, family, replicates and seed serve some of what is asked for.
// As many replicates as are drawn anyway say nothing, and are not refused. Error: S0115.
[[nodiscard]] Status check_used(const Dataset& dataset, const Selection& wanted);

}  // namespace isonomia::fairness
