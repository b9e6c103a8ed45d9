// The standard normal distribution, as intervals and tests use it.
#pragma once

#include <cmath>

#include <boost/math/special_functions/erf.hpp>

namespace isonomia::stats {

// z with P(|Z| <= z) = level; level in (0, 1).
[[nodiscard]] inline double two_sided_quantile(double level) {
    return std::sqrt(2.0) * boost::math::erf_inv(level);
}

// P(Z <= z).
[[nodiscard]] inline double normal_cdf(double z) { return std::erfc(-z / std::sqrt(2.0)) / 2; }

// z with P(Z <= z) = p; p in (0, 1).
[[nodiscard]] inline double normal_quantile(double p) {
    return -std::sqrt(2.0) * boost::math::erfc_inv(2 * p);
}

// P(|Z| >= |z|).
[[nodiscard]] inline double two_sided_p(double z) {
    return std::erfc(std::abs(z) / std::sqrt(2.0));
}

}  // namespace isonomia::stats
