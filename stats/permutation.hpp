// Permutation test: does a figure that compares groups exceed what shuffled group labels give?
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "stats/bootstrap.hpp"
#include "stats/counts.hpp"

namespace isonomia::stats {

// `counts` are groups x kinds, group after group. `layers` gives each kind a layer, numbered from
// 0: units change groups only with units of their layer. Which kinds share one says the hypothesis:
// if groups may differ in their shares of actual positives but not in the rates among these,
// positives and negatives are two layers. Every permutation keeps the sizes of the kinds, and of
// the groups in each layer, and is drawn as counts (multivariate hypergeometric), so its cost does
// not grow with the units. p = (1 + permutations whose |figure| is at least the observed one) / (1
// + permutations counted); ties within 1e-9 relative count as at least. Permutations in which the
// figure is undefined count as at least, so that p is never too small. Valid for units that are
// exchangeable between the groups under the hypothesis: not when persons repeat.
// Source: B. Phipson, G. K. Smyth, Statistical Applications in Genetics and Molecular Biology 9
// (2010) 39.
// Undefined when the figure is. `level` of `resampling` is not used.
[[nodiscard]] Defined<double> permutation_p(std::span<const std::uint64_t> counts,
                                            std::span<const std::size_t> layers,
                                            const Figure& figure, const Resampling& resampling);

// What a permutation test says, and what it could have said.
struct PermutationTest {
    double p = 1;
    // The p that the most extreme of all permutations drawn would have had: few units leave few
    // tables, and then no data could have given a smaller one.
    double p_attainable = 1;
};

// Several figures of the same counts, all read from the same permutations, in their order: each is
// what it would be alone. Takes 8 bytes a permutation and figure.
[[nodiscard]] std::vector<Defined<PermutationTest>> permutation_tests(
    std::span<const std::uint64_t> counts, std::span<const std::size_t> layers,
    std::span<const Figure> figures, const Resampling& resampling);

// All kinds in one layer.
[[nodiscard]] Defined<double> permutation_p(std::span<const std::uint64_t> counts,
                                            std::size_t kinds, const Figure& figure,
                                            const Resampling& resampling);

}  // namespace isonomia::stats
