// Whether a data set got what it asked for, and nothing else.
#pragma once

#include <vector>

#include "core/dataset.hpp"
#include "core/error.hpp"
#include "core/measurement.hpp"

namespace isonomia::fairness {

// Of measurements that a form always gives, those that the data set asks for; all where it asks for
// none or for 'rates'. Error: S0112 an id that is not among them.
[[nodiscard]] Status keep_asked(const Dataset& dataset, std::vector<Measurement>& measurements);

// Everything asked for by name came out, or could have: a figure that compares groups needs groups
// and a reference. Error: S0112.
[[nodiscard]] Status check_all_there(const Dataset& dataset,
                                     const std::vector<Measurement>& measurements);

}  // namespace isonomia::fairness
