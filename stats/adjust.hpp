// p-values of one family of tests, adjusted for being many. Order and size of the input are kept.
// The p-values must be in [0, 1]; an empty family gives an empty result.
#pragma once

#include <cstddef>
#include <vector>

namespace isonomia::stats {

// Holm's step-down method: holds the chance of any false finding at the level, whatever the
// dependence. Sorted upwards, p(i) becomes max over j <= i of (m - j + 1) p(j), at most 1. Source:
// S. Holm, Scandinavian Journal of Statistics 6 (1979) 65-70.
[[nodiscard]] std::vector<double> holm(const std::vector<double>& p);

// Benjamini and Hochberg's method: holds the expected share of false findings among findings, for
// independent or positively dependent tests. Sorted upwards, p(i) becomes min over j >= i of m p(j)
// / j. Source: Y. Benjamini, Y. Hochberg, JRSS B 57 (1995) 289-300.
[[nodiscard]] std::vector<double> benjamini_hochberg(const std::vector<double>& p);

// The level that each of `count` intervals needs so that all of them hold together at `level`.
// Bonferroni: 1 - (1 - level) / count, whatever the dependence. Sidak: level^(1 / count), for
// independent intervals; a little narrower. count >= 1. Source: Z. Sidak, JASA 62 (1967) 626-633.
[[nodiscard]] double bonferroni_level(double level, std::size_t count);
[[nodiscard]] double sidak_level(double level, std::size_t count);

}  // namespace isonomia::stats
