#include "stats/permutation.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "core/ensure.hpp"
#include "stats/draw.hpp"
#include "stats/in_threads.hpp"

namespace isonomia::stats {

namespace {

// One permutation: within each layer every group takes as many units as it had there, without
// replacement from those of the layer that are left; `left` is space to count them in.
void shuffle(RandomStream& random, std::span<const std::uint64_t> counts,
             std::span<const std::size_t> layers, std::span<std::uint64_t> drawn,
             std::vector<std::uint64_t>& left) {
    const std::size_t kinds = layers.size();
    for (std::size_t layer = 0; layer <= *std::max_element(layers.begin(), layers.end()); ++layer) {
        left.assign(kinds, 0);
        for (std::size_t i = 0; i < counts.size(); ++i)
            if (layers[i % kinds] == layer) left[i % kinds] += counts[i];
        for (std::size_t first = 0; first < counts.size(); first += kinds) {
            std::uint64_t all = 0;
            std::uint64_t wanted = 0;
            for (std::size_t k = 0; k < kinds; ++k) {
                if (layers[k] != layer) continue;
                all += left[k];
                wanted += counts[first + k];
            }
            for (std::size_t k = 0; k < kinds; ++k) {
                if (layers[k] != layer) continue;
                const std::uint64_t taken = draw_hypergeometric(random, all, left[k], wanted);
                drawn[first + k] = taken;
                all -= left[k];
                wanted -= taken;
                left[k] -= taken;
            }
        }
    }
}

// `sizes`: |figure| in each permutation, infinite where it is undefined.
PermutationTest test_of(double figure, const std::vector<double>& sizes) {
    const auto p_from = [&](double size) {
        const auto at_least = std::count_if(sizes.begin(), sizes.end(),
                                            [&](double one) { return one >= size * (1 - 1e-9); });
        return (1 + static_cast<double>(at_least)) / (1 + static_cast<double>(sizes.size()));
    };
    double most = std::abs(figure);
    for (const double size : sizes)
        if (std::isfinite(size)) most = std::max(most, size);
    return {p_from(std::abs(figure)), p_from(most)};
}

}  // namespace

std::vector<Defined<PermutationTest>> permutation_tests(std::span<const std::uint64_t> counts,
                                                        std::span<const std::size_t> layers,
                                                        std::span<const Figure> figures,
                                                        const Resampling& resampling) {
    ensure(!layers.empty() && counts.size() % layers.size() == 0, "one count per group and kind");
    std::vector<std::vector<double>> sizes(figures.size(),
                                           std::vector<double>(resampling.replicates));
    const auto permute = [&](std::uint64_t from, std::uint64_t to) {
        std::vector<std::uint64_t> drawn(counts.size());
        std::vector<std::uint64_t> left;
        for (std::uint64_t r = from; r < to; ++r) {
            RandomStream random(resampling.seed, resampling.stream, static_cast<std::uint32_t>(r));
            shuffle(random, counts, layers, drawn, left);
            for (std::size_t k = 0; k < figures.size(); ++k)
                sizes[k][r] =
                    std::abs(figures[k](drawn).value_or(std::numeric_limits<double>::infinity()));
        }
    };
    in_threads(resampling.replicates, resampling.threads, permute);
    std::vector<Defined<PermutationTest>> tests;
    for (std::size_t k = 0; k < figures.size(); ++k)
        tests.push_back(
            figures[k](counts).map([&](double figure) { return test_of(figure, sizes[k]); }));
    return tests;
}

Defined<double> permutation_p(std::span<const std::uint64_t> counts,
                              std::span<const std::size_t> layers, const Figure& figure,
                              const Resampling& resampling) {
    return permutation_tests(counts, layers, std::span(&figure, 1), resampling)
        .front()
        .map([](const PermutationTest& test) { return test.p; });
}

Defined<double> permutation_p(std::span<const std::uint64_t> counts, std::size_t kinds,
                              const Figure& figure, const Resampling& resampling) {
    return permutation_p(counts, std::vector<std::size_t>(kinds), figure, resampling);
}

}  // namespace isonomia::stats
