// Measurements for fixtures, by textbook formulas; the product's own statistics are not used here.
#pragma once

#include <string>
#include <vector>

#include "core/measurement.hpp"

namespace isonomia::tests {

// x of n with a Wilson interval; n = 0 is undefined.
[[nodiscard]] Measurement rate(const std::string& metric, const std::string& title,
                               std::vector<GroupValue> group, std::uint64_t x, std::uint64_t n);
// Newcombe, from Wilson limits.
[[nodiscard]] Measurement difference(const Measurement& a, const Measurement& reference);
// Katz log.
[[nodiscard]] Measurement ratio(const Measurement& a, const Measurement& reference);

}  // namespace isonomia::tests
