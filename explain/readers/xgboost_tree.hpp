// One tree of an XGBoost model: parallel lists, one item per node.
#pragma once

#include <string>

#include "explain/readers/json_walk.hpp"
#include "explain/tree.hpp"

namespace isonomia::explain {

// XGBoost counts in floats.
[[nodiscard]] inline float single(double x) { return static_cast<float>(x); }

// `weight` multiplies the leaves (dart). Errors: E0401, E0402, E0404 to E0407.
[[nodiscard]] Result<Tree> read_xgboost_tree(const JsonWalk& place, std::size_t features,
                                             const std::string& file, double weight);

}  // namespace isonomia::explain
