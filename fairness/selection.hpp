// What a data set asks to have measured.
#pragma once

#include <set>
#include <string>

#include "core/dataset.hpp"
#include "core/error.hpp"

namespace isonomia::fairness {

// Ids of metrics. Without Dataset::measures, and for the word 'rates': every rate of a 2x2 table
// with its difference and ratio; of attempts the one rate that they have. A rate's id stands for
// all three; the id of a difference, of a ratio or of any other figure for itself.
using Selection = std::set<std::string>;

// Errors: S0112 an id that nothing has, or that cannot be computed from rows or counts.
[[nodiscard]] Result<Selection> selection_of(const Dataset& dataset);

// The rate of attempts that the data set's columns give: failures to acquire, or to enrol.
[[nodiscard]] std::string rate_of_attempts(const Dataset& dataset);

}  // namespace isonomia::fairness
