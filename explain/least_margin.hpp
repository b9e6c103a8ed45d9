// Where the printed result of a model crosses a threshold, on the scale of its margins.
#pragma once

#include <optional>

#include "explain/model.hpp"

namespace isonomia::explain {

// The least margin whose printed result, as the writing program computes it, is `result` or more.
// Nothing when no margin prints so much, or every one does, and for results that weigh several
// margins against each other.
[[nodiscard]] std::optional<double> least_margin(const Model& model, double result);

// Whether a result depends on the margins of other outputs too.
[[nodiscard]] bool weighs_outputs(const Model& model);

}  // namespace isonomia::explain
