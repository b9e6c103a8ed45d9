// Fisher's exact test that two proportions are equal, and the conditional odds ratio, as R's
// fisher.test defines them. Given all four margins, the first group's successes follow a
// hypergeometric distribution, under odds ratio w a noncentral one: P(j) is proportional to C(n1,
// j) C(n2, k - j) w^j with k = x1 + x2. Source: R. A. Fisher, JRSS 98 (1935) 39-82; conventions:
// R 4.2, stats::fisher.test.
//
// Undefined when the margins allow one table only (no units in a group, or all units with the same
// result), and beyond 10^12 units, where the sums would take minutes.
#pragma once

#include <cstdint>
#include <optional>

#include "stats/counts.hpp"

namespace isonomia::stats {

constexpr std::uint64_t fisher_units_max = 1'000'000'000'000;

// Two-sided p: the sum of P(j) over all j with P(j) <= P(x1) (1 + 1e-7), under w = 1.
[[nodiscard]] Defined<double> fisher_p(Proportion p1, Proportion p2);

// The smallest two-sided p that any table with these margins can give. When it is above the level,
// the test could not have found a difference, whatever happened.
[[nodiscard]] Defined<double> fisher_p_attainable(Proportion p1, Proportion p2);

// Conditional maximum-likelihood odds ratio with its exact interval. The estimate is 0 when x1 is
// the smallest count that the margins allow, and has no finite value when it is the largest. `low`
// solves P(X >= x1 | w) = (1 - level) / 2, `high` solves P(X <= x1 | w) = (1 - level) / 2.
struct OddsRatio {
    std::optional<double> estimate;  // nothing: infinite
    double low = 0;
    std::optional<double> high;  // nothing: unbounded
};
[[nodiscard]] Defined<OddsRatio> conditional_odds_ratio(Proportion p1, Proportion p2, double level);

}  // namespace isonomia::stats
