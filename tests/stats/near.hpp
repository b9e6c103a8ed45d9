// Comparison of numbers with published or recomputed ones.
#pragma once

#include <algorithm>
#include <cmath>

namespace isonomia::tests {

// |value - expected| relative to the larger of both; 0 when they are equal.
[[nodiscard]] inline double relative_error(double value, double expected) {
    if (value == expected) return 0;
    return std::abs(value - expected) / std::max(std::abs(value), std::abs(expected));
}

// Equal after rounding to the printed decimals (half a unit of the last place, with room for the
// tie).
[[nodiscard]] inline bool prints_as(double value, double printed, int decimals) {
    return std::abs(value - printed) <= 0.5000001 * std::pow(10.0, -decimals);
}

}  // namespace isonomia::tests
