// Resampling of people, for figures that no closed formula covers.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <vector>

#include "stats/counts.hpp"
#include "stats/philox.hpp"

namespace isonomia::fairness {

// Draws weights.size() units with replacement: weights[i] is how often unit i was drawn.
void draw_units(stats::RandomStream& random, std::span<std::uint32_t> weights);

constexpr double undefined_replicate = std::numeric_limits<double>::quiet_NaN();

struct Spread {
    stats::Bounds bounds;  // percentiles
    double standard_deviation = 0;
    std::uint64_t replicates = 0;  // with a defined figure
    std::uint64_t left_out = 0;    // without
};

// The spread of the replicates of one figure; NaN is an undefined replicate. Quantile q of B sorted
// replicates lies at position (B + 1) q, linear between neighbours. Undefined when more than one
// replicate in twenty is, and when all are equal: an interval without width would claim certainty.
[[nodiscard]] stats::Defined<Spread> spread_of(std::vector<double> replicates, double level);

// As spread_of, the quantiles moved for bias and skewness (BCa) and set apart for few units: z
// becomes t(units - 1) sqrt(units / (units - 1)). `figure` is that of the data, `without_each` the
// figure without each unit in turn; NaN is left out, and with fewer than two the acceleration is 0.
// Source: B. Efron, JASA 82 (1987) 171-185; T. Hesterberg, American Statistician 69 (2015) 371-386.
[[nodiscard]] stats::Defined<Spread> corrected_spread_of(std::vector<double> replicates,
                                                         double figure,
                                                         std::span<const double> without_each,
                                                         std::uint64_t units, double level);

// How many threads resampling takes: the machine's processors, at most 8.
[[nodiscard]] unsigned resampling_threads();

// Runs body(replicate) for all replicates, or other numbered items that take long, on the machine's
// processors, in any order. The body writes to places of its own replicate only, so the result is
// the same for any number of them.
void for_each_replicate(std::uint64_t replicates,
                        const std::function<void(std::uint32_t replicate)>& body);

// So many replicates that `cost` operations each stay within some seconds, at least 200.
[[nodiscard]] std::uint64_t affordable_replicates(std::uint64_t asked, std::uint64_t cost);

}  // namespace isonomia::fairness
