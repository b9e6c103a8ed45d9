// Random counts: binomial, multinomial, hypergeometric. All take their randomness from a
// RandomStream, so a draw is repeated by repeating the stream; none allocates.
#pragma once

#include <cstdint>
#include <span>

#include "stats/philox.hpp"

namespace isonomia::stats {

// Successes of n trials with chance p in [0, 1]; n up to 10^15. Inversion where n min(p, 1-p) < 10,
// else transformed rejection: W. Hoermann, "The generation of binomial random variates", Journal of
// Statistical Computation and Simulation 46 (1993) 101-110, algorithm BTRS.
[[nodiscard]] std::uint64_t draw_binomial(RandomStream& random, std::uint64_t n, double p);

// n units over the cells, with chances in proportion to `weights` (not all 0 unless n is 0). Cell
// by cell, each binomial given what is left. `counts` has the size of `weights`.
void draw_multinomial(RandomStream& random, std::uint64_t n, std::span<const std::uint64_t> weights,
                      std::span<std::uint64_t> counts);

// Marked units among `drawn` units taken without replacement from `all`, of which `marked` are;
// both at most `all`. Inversion outwards from the mode.
[[nodiscard]] std::uint64_t draw_hypergeometric(RandomStream& random, std::uint64_t all,
                                                std::uint64_t marked, std::uint64_t drawn);

}  // namespace isonomia::stats
