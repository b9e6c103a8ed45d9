// Error rates of very many comparisons with their variances, from sums per person: one pass, no
// resampling.
//
// With e the errors and c the comparisons of a pair of people in a group, R = sum e / sum c and
// the residual sum of a person s(i) = sum over the pairs that i is in, as probe or enrolled, of
// (e - R c) / sum c, the variance of R is m / (m - 1) sum s(i)² over the m people. It is the
// linearised counterpart of the resampling of people in pair_table.hpp: what is counted twice, the
// residuals of single pairs, makes it larger, never smaller. Source: A. B. Owen, Annals of Applied
// Statistics 1 (2007) 386-411; A. C. Cameron, J. B. Gelbach, D. L. Miller, Journal of Business &
// Economic Statistics 29 (2011) 238-249.
#pragma once

#include <optional>
#include <vector>

#include "fairness/biometrics/comparisons.hpp"
#include "fairness/biometrics/pair_table.hpp"

namespace isonomia::fairness {

class PersonSums {
public:
    // Nothing when somebody has several combinations of group values, or when people times
    // combinations exceed the limit.
    [[nodiscard]] static std::optional<PersonSums> of(const Comparisons& comparisons);
    static constexpr std::size_t sums_max = 50'000'000;

    // Rates of every group of a set; `thresholds` has one for each group, which counts for its own
    // probes. Variances instead of replicates.
    [[nodiscard]] SetRates rates(const GroupSet& set, const std::vector<double>& thresholds) const;

private:
    // Of a person: as probe by the combination of the enrolled person, as enrolled by the probe's;
    // mated comparisons by the person in the probe.
    struct Sums {
        std::vector<std::uint32_t> probe;
        std::vector<std::uint32_t> gallery;
        std::vector<std::uint32_t> mated;
    };
    explicit PersonSums(const Comparisons& comparisons) : comparisons_(comparisons) {}
    [[nodiscard]] Sums empty() const;
    [[nodiscard]] Sums errors(const std::vector<double>& threshold_of_leaf) const;
    void add_false_non_match(const GroupSet& set, const Sums& errors, SetRates& rates) const;
    void add_false_match(const GroupSet& set, const Sums& errors, SetRates& rates) const;
    void add_disjoint_pairs(const GroupSet& set, SetRates& rates) const;

    static constexpr std::uint16_t nobody = 0xffff;
    const Comparisons& comparisons_;
    std::size_t leaves_ = 0;
    std::vector<std::uint16_t> leaf_of_;  // per person
    Sums all_;
};

}  // namespace isonomia::fairness
