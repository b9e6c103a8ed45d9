// Two groups compared within strata, and the results put together: a gap that comes only from the
// mix of strata vanishes, and one that the mix hides appears (Simpson's reversal).
#pragma once

#include <span>

#include "stats/counts.hpp"

namespace isonomia::stats {

struct Stratum {
    Proportion first;
    Proportion second;
};

struct Estimated {
    double value = 0;
    Bounds bounds;
};

// Common odds ratio sum(a d / n) / sum(b c / n) over the strata in which both groups have units,
// with the interval exp(ln OR -+ z sqrt(v)), v of Robins, Breslow and Greenland. Undefined when a
// sum is 0. Sources: N. Mantel, W. Haenszel, JNCI 22 (1959) 719-748; J. Robins, N. Breslow, S.
// Greenland, Biometrics 42 (1986) 311-323.
[[nodiscard]] Defined<Estimated> common_odds_ratio(std::span<const Stratum> strata, double level);

// Common difference sum(x1 n2 - x2 n1) / n over sum(n1 n2 / n), with Sato's variance, which holds
// for few large and for many small strata. Undefined when no stratum has units of both groups.
// Interval cut to [-1, 1]; without it when the variance is 0. Sources: S. Greenland, J. Robins,
// Biometrics 41 (1985) 55-68; T. Sato, Biometrics 45 (1989) 1323-1324.
struct CommonDifference {
    double value = 0;
    Defined<Bounds> bounds = undefined("");
};
[[nodiscard]] Defined<CommonDifference> common_difference(std::span<const Stratum> strata,
                                                          double level);

// Whether normal approximations to the sum of the first group's successes can be used: it can move
// by `mantel_fleiss_min` and more to both sides of its mean, given the margins. Below it neither
// the test nor the intervals of this file hold their level. Source: N. Mantel, J. L. Fleiss,
// American Journal of Epidemiology 112 (1980) 129-134.
constexpr double mantel_fleiss_min = 5;
[[nodiscard]] bool large_enough(std::span<const Stratum> strata);

struct StratifiedTest {
    double statistic = 0;
    double p = 1;
    double degrees = 1;
};

// Cochran's and Mantel and Haenszel's test that the odds ratio is 1 in every stratum, without
// continuity correction: (sum of a - its mean)² / sum of hypergeometric variances, 1 degree of
// freedom. Undefined when nothing can vary.
[[nodiscard]] Defined<StratifiedTest> mantel_haenszel_test(std::span<const Stratum> strata);

// Breslow and Day's test that the odds ratio is the same in all strata, with Tarone's correction,
// at the Mantel-Haenszel estimate; one degree of freedom fewer than strata in which something can
// vary. Undefined with fewer than two of these, or without a common odds ratio. Sources: N. E.
// Breslow, N. E. Day, Statistical Methods in Cancer Research I (1980) 4.4; R. E. Tarone, Biometrika
// 72 (1985) 91-95.
struct Homogeneity {
    double breslow_day = 0;
    double tarone = 0;
    double degrees = 1;
    double p = 1;  // of Tarone's
    double expected_min = 0;  // the smallest of the expected counts; below 5 p cannot be relied on
};
[[nodiscard]] Defined<Homogeneity> homogeneity(std::span<const Stratum> strata);

}  // namespace isonomia::stats
