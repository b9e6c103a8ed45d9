// Shapley values by their definition: every coalition of features is tried. For any model at all,
// up to 16 features that differ from some comparison person; 2^16 predictions per person then.
#pragma once

#include <functional>
#include <vector>

#include "core/error.hpp"
#include "explain/shapley/attribution.hpp"

namespace isonomia::explain {

constexpr std::size_t coalition_features_max = 16;

// `score` answers one row of inputs. Absent features take the values of each comparison person in
// turn; the results are averaged. Features in which nobody differs from the row get zero, as the
// definition gives them. Errors: E0503 more than 16 features differ, or nobody to compare with, or
// a row without an answer (not finite).
[[nodiscard]] Result<Attribution> coalition_shapley(
    const std::function<double(const std::vector<double>&)>& score, const std::vector<double>& row,
    const std::vector<std::vector<double>>& background);

}  // namespace isonomia::explain
