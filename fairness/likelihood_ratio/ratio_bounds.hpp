// Between which likelihood ratios a set of validation data can support any: what lies outside rests
// on extrapolation.
#pragma once

#include <optional>

#include "stats/counts.hpp"
#include "stats/score_counts.hpp"

namespace isonomia::fairness {

// Both as log10 LR, low <= 0 <= high. Undefined without H1 or without H2. Counts as in cllr.hpp.
//
// ELUB, empirical lower and upper bound: the widest range, to 0.01, in which at every threshold
// deciding by these ratios costs less than deciding without them, even with one more misleading
// ratio on each side. Ratios beyond 10^±9 count as that. Source: P. Vergeer et al., Science and
// Justice 56 (2016) 482-491.
[[nodiscard]] stats::Defined<stats::Bounds> elub(const stats::ScoreCounts& ln_ratios);

// IV, invariance verification: from 0 outwards, to 0.001, the last threshold t at which the ratio
// of the shares of H1 and H2 at or above t (for the lower bound: below t) is still at least as
// extreme as t, each share with Jeffreys' prior ((k + 1/2) / (n + 1)). Where that never fails: the
// largest ratio under H1, the smallest under H2. Ratios beyond 10^±20 count as that. Source: I.
// Alberink et al., "A transparent method to determine limit values for likelihood ratio systems",
// 2025, as implemented in LiR. The thresholds are 0.001 apart from `grid_from` (at most 0) on; by
// default from the smallest ratio, so two sets can differ by up to 0.001 for that reason alone.
[[nodiscard]] stats::Defined<stats::Bounds> invariance_bounds(
    const stats::ScoreCounts& ln_ratios, std::optional<double> grid_from = std::nullopt);

}  // namespace isonomia::fairness
