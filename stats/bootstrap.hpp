// Bootstrap of any figure that is a function of counts.
//
// Counts are sufficient: drawing n rows with replacement is one multinomial draw over the cells, so
// a replicate costs the cells, not the rows, and nothing is approximated. Where units repeat, whole
// clusters (persons) are drawn: clusters with the same rows form one pattern, and the patterns take
// the place of the cells. Never offered for a single rate: without events every replicate is 0, and
// the interval would be [0, 0].
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "stats/counts.hpp"

namespace isonomia::stats {

// `units` clusters that each add the same counts to the cells. `cell` and `count` belong together.
struct Pattern {
    struct Part {
        std::uint32_t cell = 0;
        std::uint64_t count = 0;
        bool operator==(const Part&) const = default;
    };
    std::vector<Part> parts;
    std::uint64_t units = 0;
};

// Every unit a cluster of its own: cell i is a pattern of counts[i] units.
[[nodiscard]] std::vector<Pattern> independent_units(std::span<const std::uint64_t> counts);

// A figure of the counts, which come in the order of the cells. It must be pure, and must not
// allocate: it is called once per replicate, from several threads.
using Figure = std::function<Defined<double>(std::span<const std::uint64_t>)>;

struct Resampling {
    std::uint64_t seed = 1;
    std::uint64_t stream = 0;           // another one for all other units
    std::uint64_t replicates = 10'000;  // up to 2^32 - 1
    double level = 0.95;
    unsigned threads = 1;  // never changes a result
};

// The interval by percentiles, and the one corrected for bias and acceleration (BCa). The
// acceleration comes from the jackknife over clusters, one evaluation per pattern.
//   percentile: the (1 -+ level) / 2 quantiles of the replicates.
//   BCa: the quantiles at Phi(z0 + (z0 + z) / (1 - a (z0 + z))), z0 from the share of replicates
//   below the figure (ties count half), a = sum u^3 / (6 (sum u^2)^1.5), u = mean - jackknife
//   value.
// Quantile q of B sorted replicates: position (B + 1) q, linear between neighbours.
// Source: B. Efron, JASA 82 (1987) 171-185; A. C. Davison, D. V. Hinkley, Bootstrap Methods and
// their Application (1997), 2.2 and 5.3.
struct Bootstrap {
    double figure = 0;
    Bounds percentile;
    Defined<Bounds> bca = undefined("");
    std::uint64_t left_out = 0;  // replicates in which the figure was undefined
};

// Undefined when the figure is, without units, with one unit only (nothing varies), or when the
// figure is undefined in more than one of a hundred replicates.
[[nodiscard]] Defined<Bootstrap> bootstrap(std::span<const Pattern> patterns, std::size_t cells,
                                           const Figure& figure, const Resampling& resampling);

// Several figures of the same units, all read from the same draws, in their order: each is what it
// would be alone.
[[nodiscard]] std::vector<Defined<Bootstrap>> bootstrap(std::span<const Pattern> patterns,
                                                        std::size_t cells,
                                                        std::span<const Figure> figures,
                                                        const Resampling& resampling);

// Of every figure the value in each replicate, in the order of the replicates; NaN where it is
// undefined. Takes 8 bytes a replicate and figure.
[[nodiscard]] std::vector<std::vector<double>> bootstrap_replicates(
    std::span<const Pattern> patterns, std::size_t cells, std::span<const Figure> figures,
    const Resampling& resampling);

}  // namespace isonomia::stats
