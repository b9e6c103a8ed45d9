// Counts are what all intervals and tests of this folder take.
#pragma once

#include <cstdint>

#include "stats/defined.hpp"

namespace isonomia::stats {

// `successes` of `trials` units; successes <= trials.
struct Proportion {
    std::uint64_t successes = 0;
    std::uint64_t trials = 0;

    bool operator==(const Proportion&) const = default;
};

// successes / trials in [0, 1]; undefined without trials.
[[nodiscard]] inline Defined<double> estimate(Proportion p) {
    if (p.trials == 0) return undefined("no units to count: the denominator is 0");
    return static_cast<double>(p.successes) / static_cast<double>(p.trials);
}

// Bounds of an interval, low <= high.
struct Bounds {
    double low = 0;
    double high = 0;
};

}  // namespace isonomia::stats
