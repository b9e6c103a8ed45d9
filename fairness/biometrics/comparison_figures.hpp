// Parts of measure_comparisons().
#pragma once

#include <vector>

#include "core/dataset.hpp"
#include "core/measurement.hpp"
#include "fairness/biometrics/comparisons.hpp"
#include "fairness/biometrics/pair_table.hpp"

namespace isonomia::fairness {

struct ComparisonScene {
    const Dataset& dataset;
    const Comparisons& comparisons;
    const std::vector<GroupSet>& sets;
};

[[nodiscard]] Measurement begin(const ComparisonScene& scene, std::string_view metric,
                                const std::vector<GroupValue>& group);

// Value, counts, deciding interval and percentiles of a rate of comparisons.
void fill(Measurement& measurement, const PeopleRate& rate, bool mated, const Dataset& dataset);

// FMR, FNMR, matrix and indices at the threshold.
void add_rates(const ComparisonScene& scene, double threshold, std::vector<Measurement>& list);
// FMR and FNMR at the case's score, and the chance of a false match in the list searched.
void add_case_score(const ComparisonScene& scene, std::vector<Measurement>& list);
// Equal error rate and DET curve.
void add_curves(const ComparisonScene& scene, std::vector<Measurement>& list);
// Searches, where probes are named.
void add_searches(const ComparisonScene& scene, std::vector<Measurement>& list);

}  // namespace isonomia::fairness
