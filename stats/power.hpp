// What a comparison of two groups could have found.
#pragma once

#include <cstdint>
#include <optional>

#include "stats/counts.hpp"

namespace isonomia::stats {

// The chance that Fisher's two-sided test at level `alpha` rejects and points the right way, when
// the first group's rate is p1 and the second's p2: the sum of the binomial probabilities of all
// tables that it rejects, with the first rate above the second where p1 > p2, below it where p1 <
// p2. 0 where p1 = p2. Exact up to `exact_spread`: of a second group whose successes have a
// variance above that, only so many units are counted as give that variance (its own spread then is
// below 1/300 of the first group's wherever this is asked for). Rates in [0, 1], sizes above 0.
constexpr double exact_spread = 10'000;
[[nodiscard]] double fisher_power(double p1, std::uint64_t n1, double p2, std::uint64_t n2,
                                  double alpha);

// The same by a normal approximation with continuity correction, which follows Fisher's test
// closely (within 0.05 for 50 expected and levels down to 0.001): Phi((|d| - c - z sqrt(m (1 - m)
// (1/n1 + 1/n2))) / sqrt(p1 (1 - p1) / n1 + p2 (1 - p2) / n2)), m the mean rate of all units,
// d = p1 - p2, c = (1/n1 + 1/n2) / 2. Source: J. L. Fleiss, A. Tytun, H. K. Ury, Biometrics 36
// (1980) 343-346.
[[nodiscard]] double normal_power(double p1, std::uint64_t n1, double p2, std::uint64_t n2,
                                  double alpha);

// The smallest gap to a second rate p2 that the test finds with chance `power`, upwards and
// downwards; nothing in a direction in which even the largest possible gap is found less often.
struct DetectableGap {
    std::optional<double> up;    // in (0, 1 - p2]
    std::optional<double> down;  // in (0, p2]
    bool exact = true;           // else by normal_power
};

// p2 is taken as it was estimated. By fisher_power, and by normal_power where each group would have
// `normal_expected_min` successes and failures and more at the rate p2. Undefined when a group has
// no units, and beyond `gap_units_max` in the first. alpha and power in (0, 1).
constexpr double normal_expected_min = 50;
constexpr std::uint64_t gap_units_max = 100'000'000;
[[nodiscard]] Defined<DetectableGap> detectable_gap(std::uint64_t n1, Proportion p2, double alpha,
                                                    double power);

// The smallest gap that a test of estimate / standard_error finds with chance `power`: (t(1 - alpha
// / 2) + t(power)) standard_error, with `degrees` of freedom, infinite for a normal test. The
// standard error is taken to be the same whatever the gap. alpha and power in (0, 1).
[[nodiscard]] double gap_by_standard_error(double standard_error, double degrees, double alpha,
                                           double power);

}  // namespace isonomia::stats
