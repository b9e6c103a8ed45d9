// What a comparison of two groups could have found.
#pragma once

#include <cstdint>
#include <optional>

#include "stats/counts.hpp"

namespace isonomia::stats {

// The chance that the two-sided test of two proportions at level `alpha` rejects, when the rates
// are p1 and p2: Phi((|d| - z sqrt(m (1 - m) (1/n1 + 1/n2))) / sqrt(p1 (1 - p1) / n1 + p2 (1 - p2)
// / n2)), m the mean rate of all units, d = p1 - p2; the far tail is left out. A normal
// approximation, as R's power.prop.test for equal sizes. Source: J. L. Fleiss, B. Levin, M. C.
// Paik, Statistical Methods for Rates and Proportions (2003), chapter 4.
[[nodiscard]] double power_of(double p1, std::uint64_t n1, double p2, std::uint64_t n2,
                              double alpha);

// The smallest gap to a second rate p2 that the test finds with chance `power`, upwards and
// downwards; nothing in a direction in which even the largest possible gap is found less often.
struct DetectableGap {
    std::optional<double> up;    // in (0, 1 - p2]
    std::optional<double> down;  // in (0, p2]
};

// Undefined when a group has no units. alpha and power in (0, 1).
[[nodiscard]] Defined<DetectableGap> detectable_gap(std::uint64_t n1, Proportion p2, double alpha,
                                                    double power);

}  // namespace isonomia::stats
