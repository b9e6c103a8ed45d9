// Parts of measure_comparisons().
#pragma once

#include <vector>

#include "core/dataset.hpp"
#include "core/measurement.hpp"
#include "fairness/biometrics/comparisons.hpp"
#include "fairness/biometrics/pair_table.hpp"
#include "fairness/biometrics/person_sums.hpp"
#include "fairness/clustered_rate.hpp"
#include "stats/score_counts.hpp"

namespace isonomia::fairness {

struct ComparisonScene {
    const Dataset& dataset;
    const Comparisons& comparisons;
    const std::vector<GroupSet>& sets;
};

[[nodiscard]] Measurement begin(const ComparisonScene& scene, std::string_view metric,
                                const std::vector<GroupValue>& group);

// The deciding interval of a rate of comparisons, by people.
[[nodiscard]] stats::Defined<ClusteredInterval> interval_of(const PeopleRate& rate, double level);

// Value, counts, deciding interval and percentiles of a rate of comparisons.
void fill(Measurement& measurement, const PeopleRate& rate, bool mated, const Dataset& dataset);

// FMR, FNMR, matrix and indices at the threshold. `sums` where comparisons are too many to
// resample, else nothing.
void add_rates(const ComparisonScene& scene, const PersonSums* sums, double threshold,
               std::vector<Measurement>& list);
// FMR and FNMR at the case's score, and the chance of a false match in the list searched.
void add_case_score(const ComparisonScene& scene, const PersonSums* sums,
                    std::vector<Measurement>& list);
// Equal error rate and DET curve with its band, by resampling; of very many comparisons, without.
void add_curves(const ComparisonScene& scene, std::vector<Measurement>& list);
void add_large_curves(const ComparisonScene& scene, const PersonSums& sums,
                      std::vector<Measurement>& list);

// What a group's curves need.
struct CurveOf {
    const stats::ScoreCounts& scores;
    std::uint64_t people = 0;
    std::uint64_t comparisons = 0;
};
[[nodiscard]] Measurement equal_error_draft(const ComparisonScene& scene, const CurveOf& group,
                                            const std::vector<GroupValue>& key);  // no interval yet
[[nodiscard]] Measurement det(const ComparisonScene& scene, const CurveOf& group,
                              const std::vector<GroupValue>& key);

// Searches, where probes are named.
void add_searches(const ComparisonScene& scene, std::vector<Measurement>& list);

}  // namespace isonomia::fairness
