// Miettinen and Nurminen's score intervals for the difference and the ratio of two proportions.
//
// Each is the set of values that the score test does not reject: (p1 - p2 - d)² or (p1 - r p2)²,
// over its variance at the most likely rates that have that difference or ratio, times N / (N - 1),
// against z². They work with zero cells. Source: O. Miettinen, M. Nurminen, Statistics in Medicine
// 4 (1985) 213-226.
#pragma once

#include "stats/counts.hpp"

namespace isonomia::stats {

// Within [-1, 1]. Undefined when a group has no units.
[[nodiscard]] Defined<Bounds> score_difference(Proportion p1, Proportion p2, double level);

// Low is 0 when the first rate is 0. Undefined when a group has no units, and when the second rate
// is 0 (the interval would have no upper end).
[[nodiscard]] Defined<Bounds> score_ratio(Proportion p1, Proportion p2, double level);

}  // namespace isonomia::stats
