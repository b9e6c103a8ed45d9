#include "stats/permutation.hpp"

#include <cmath>
#include <vector>

#include "core/ensure.hpp"
#include "stats/draw.hpp"

namespace isonomia::stats {

Defined<double> permutation_p(std::span<const std::uint64_t> counts, std::size_t kinds,
                              const Figure& figure, const Resampling& resampling) {
    ensure(kinds > 0 && counts.size() % kinds == 0, "one count per group and kind");
    const auto here = figure(counts);
    if (!here) return tl::unexpected(here.error());
    const std::size_t groups = counts.size() / kinds;
    std::vector<std::uint64_t> group_sizes(groups);
    std::vector<std::uint64_t> kind_sizes(kinds);
    for (std::size_t i = 0; i < counts.size(); ++i) {
        group_sizes[i / kinds] += counts[i];
        kind_sizes[i % kinds] += counts[i];
    }
    const double limit = std::abs(*here) * (1 - 1e-9);
    std::vector<std::uint64_t> left(kinds);
    std::vector<std::uint64_t> drawn(counts.size());
    std::uint64_t at_least = 0;
    for (std::uint64_t r = 0; r < resampling.replicates; ++r) {
        RandomStream random(resampling.seed, resampling.stream, static_cast<std::uint32_t>(r));
        left = kind_sizes;
        for (std::size_t g = 0; g < groups; ++g) {
            std::uint64_t all = 0;
            for (const std::uint64_t size : left)
                all += size;
            std::uint64_t wanted = group_sizes[g];
            for (std::size_t k = 0; k < kinds; ++k) {
                const std::uint64_t taken = draw_hypergeometric(random, all, left[k], wanted);
                drawn[g * kinds + k] = taken;
                all -= left[k];
                wanted -= taken;
                left[k] -= taken;
            }
        }
        const auto value = figure(drawn);
        if (!value || std::abs(*value) >= limit) ++at_least;
    }
    return (1 + static_cast<double>(at_least)) / (1 + static_cast<double>(resampling.replicates));
}

}  // namespace isonomia::stats
