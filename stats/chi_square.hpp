// Pearson's chi-square test that two proportions are equal, without continuity correction.
#pragma once

#include "stats/counts.hpp"

namespace isonomia::stats {

struct ChiSquare {
    double statistic = 0;  // 1 degree of freedom
    double p = 1;
};

// X² = N (ad - bc)² / (product of the four margins), p = erfc(sqrt(X² / 2)). Undefined when a
// margin is 0. An approximation: with an expected count below 5, use Fisher's test. Source: K.
// Pearson, Philosophical Magazine 50 (1900) 157-175.
[[nodiscard]] Defined<ChiSquare> chi_square(Proportion p1, Proportion p2);

}  // namespace isonomia::stats
