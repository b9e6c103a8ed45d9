// The two-sample test of Kolmogorov and Smirnov, and the band of Dvoretzky, Kiefer and Wolfowitz.
#pragma once

#include <cstdint>
#include <string_view>

#include "stats/counts.hpp"
#include "stats/score_counts.hpp"

namespace isonomia::stats {

struct KolmogorovSmirnov {
    double statistic = 0;  // largest distance of the two distribution functions, in [0, 1]
    double at = 0;         // the lowest score at which it is reached
    double p = 1;          // two-sided
    bool exact = false;    // else the limiting distribution
};

// The scores of negatives against those of positives. p is exact, given the ties, where the product
// of both sizes is at most `exact_max`; beyond it the limiting distribution is used, which takes no
// account of ties (p too large where there are many). Undefined when one side is empty. Source:
// H. W. Hodges, Arkiv foer Matematik 3 (1958) 469-486; ties: G. Schroeer, D. Trenkler,
// Computational Statistics and Data Analysis 20 (1995) 185-202.
constexpr std::uint64_t kolmogorov_exact_max = 10'000'000;
[[nodiscard]] Defined<KolmogorovSmirnov> kolmogorov_smirnov(const ScoreCounts& counts);

// Half the width of a band that holds the whole distribution function of `n` independent values
// with the given confidence: sqrt(ln(2 / (1 - level)) / 2n). Undefined for n = 0. Source: P.
// Massart, Annals of Probability 18 (1990) 1269-1283.
[[nodiscard]] Defined<double> dkw_half_width(std::uint64_t n, double level);

}  // namespace isonomia::stats
