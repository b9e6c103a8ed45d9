// Finds leaves that no facts can change.
#pragma once

#include <optional>

#include "rules/pack.hpp"

namespace isonomia::rules {

// The value that the leaf always has, or nothing when facts can change it or there are too many
// combinations to try. Tries each fact with the values that the expression tells apart: both truth
// values; the texts it names and another; the numbers it names and those beside them.
[[nodiscard]] std::optional<bool> constant_leaf(const Node& leaf, const Pack& pack);

}  // namespace isonomia::rules
