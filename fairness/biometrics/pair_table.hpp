// Errors per pair of people at one threshold, and what resampling of people makes of them.
//
// Comparisons that share a person are not independent: one face that resembles many makes many
// false matches. So people are drawn with replacement, not comparisons: a comparison of i and j
// counts w(i) w(j) times, w how often a person was drawn, and a comparison of a person with himself
// w(i) times. People who occur as probes only, as enrolled only, and as both are drawn apart. With
// probes and enrolled people all different this is the two-way ("pigeonhole") bootstrap of A. B.
// Owen, Annals of Applied Statistics 1 (2007) 386-411; with the same people on both sides, the
// bootstrap of exchangeable arrays of L. Davezies, X. D'Haultfoeuille, Y. Guyonvarch, Annals of
// Statistics 49 (2021) 845-862.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/measurement.hpp"
#include "fairness/biometrics/comparisons.hpp"
#include "stats/counts.hpp"

namespace isonomia::fairness {

// All comparisons of one probe person with one enrolled person.
struct PairCell {
    std::uint32_t probe = 0;
    std::uint32_t gallery = 0;
    std::uint16_t probe_leaf = 0;
    std::uint16_t gallery_leaf = 0;
    bool mated = false;
    std::uint64_t comparisons = 0;
    std::uint64_t errors = 0;  // mated: below the threshold; others: at or above it
};
[[nodiscard]] std::vector<PairCell> pair_table(const Comparisons& comparisons, double threshold);

// Groups of one set of attributes; each combination of group values belongs to one of them.
struct GroupSet {
    std::vector<std::vector<GroupValue>> groups;
    std::vector<std::size_t> group_of_leaf;
};
[[nodiscard]] std::vector<GroupSet> group_sets(const Comparisons& comparisons, bool intersections);

// A rate with the people behind it.
struct PeopleRate {
    stats::Proportion counts;
    std::uint64_t people = 0;          // who occur in these comparisons
    std::uint64_t disjoint_pairs = 0;  // pairs without a common person; mated: people
    std::vector<double> replicates;    // NaN: nothing to count
    std::optional<double> variance;    // instead of replicates (person_sums.hpp)
};

struct SetRates {
    std::vector<PeopleRate> false_non_match;  // per group, of probes of the group
    std::vector<PeopleRate> false_match;      // probe group * groups + gallery group
};

struct PairResampling {
    std::uint64_t seed = 1;
    std::uint64_t stream = 1;
    std::uint64_t replicates = 2000;
};

// One entry per set. Cells across groups have no replicates when a set has more than
// `crossed_groups_max` groups.
constexpr std::size_t crossed_groups_max = 40;
[[nodiscard]] std::vector<SetRates> rates_of_pairs(const std::vector<PairCell>& pairs,
                                                   std::uint32_t people,
                                                   const std::vector<GroupSet>& sets,
                                                   const PairResampling& resampling);

}  // namespace isonomia::fairness
