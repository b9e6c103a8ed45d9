// Intervals for combinations of independent estimates, recovered from the interval of each (MOVER).
// Source: G. Y. Zou, A. Donner, Statistics in Medicine 27 (2008) 1693-1702.
#pragma once

#include <span>

#include "stats/counts.hpp"

namespace isonomia::stats {

struct Term {
    double factor = 1;
    double estimate = 0;
    Bounds bounds;  // of the estimate
};

// Interval of sum of factor * estimate; the estimates come from different units. With two
// proportions, factors 1 and -1 and Wilson bounds it is Newcombe's interval.
[[nodiscard]] Bounds mover(std::span<const Term> terms);

}  // namespace isonomia::stats
