// Has a distribution, or a rate, moved away from what it was in a baseline?
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "stats/counts.hpp"

namespace isonomia::stats {

// The population stability index of two lists of counts over the same bins: the sum over bins of
// (p - q) ln(p / q). Bins can be empty, and then the index would be infinite; toolkits put in a
// small constant of their own choice, which decides the result. Here half a unit is added to every
// bin of both lists, whatever they hold: p = (count + 1/2) / (n + bins / 2). The index stays
// finite, does not hang on which bin is empty, and comes nearer to the plain one as counts grow.
// Undefined with fewer than two bins, or when one list is all 0. Source: S. Kullback, Information
// Theory and Statistics (1959), divergence J; the half unit: J. B. S. Haldane, Annals of Human
// Genetics 20 (1956) 309-311.
[[nodiscard]] Defined<double> population_stability_index(std::span<const std::uint64_t> baseline,
                                                         std::span<const std::uint64_t> current);

// Pearson's test that two lists of counts come from one distribution: statistic, degrees of freedom
// (bins that occur - 1), p, and the least expected count, below 5 of which the p is not to be used.
// Undefined when one list is all 0 or fewer than two bins occur.
struct TwoSampleChiSquare {
    double statistic = 0;
    std::size_t degrees = 0;
    double p = 1;
    double expected_min = 0;
};
[[nodiscard]] Defined<TwoSampleChiSquare> two_sample_chi_square(
    std::span<const std::uint64_t> baseline, std::span<const std::uint64_t> current);

// Two one-sided cumulative sums of a rate, period after period. z = (x - n q) / sqrt(n r (1 - r)),
// q the rate of the baseline and r that of all periods together; up = max(0, up + z - allowance),
// down = max(0, down - z - allowance). A period without units leaves the sums as they are.
// Undefined when the baseline has no units, or when r is 0 or 1: nothing can have moved. Source:
// E. S. Page, Biometrika 41 (1954) 100-115; standardised: D. C. Montgomery, Introduction to
// Statistical Quality Control, 9.1.
constexpr double cusum_allowance = 0.5;  // half a standard deviation: tuned to shifts of one
struct CusumPoint {
    double up = 0;
    double down = 0;
};
struct Cusum {
    std::vector<CusumPoint> points;  // one per period
    double highest = 0;              // of either sum in any period
    std::size_t at = 0;              // the period in which it is reached first
};
[[nodiscard]] Defined<Cusum> cusum(Proportion baseline, std::span<const Proportion> periods);

// `highest` alone, from baseline and periods as pairs (events, others), without allocation: the
// figure of a permutation test, which holds over all periods and both directions at once.
[[nodiscard]] Defined<double> cusum_highest(std::span<const std::uint64_t> events_and_others);

// Spearman's rank correlation, ties with mean ranks. Undefined with fewer than three pairs or when
// one side is constant. `x` and `y` are of one length.
[[nodiscard]] Defined<double> rank_correlation(std::span<const double> x,
                                               std::span<const double> y);
// Mean ranks from 1.
[[nodiscard]] std::vector<double> ranks(std::span<const double> values);

}  // namespace isonomia::stats
