// From a data set of the form comparisons to measurements, in the terms of ISO/IEC 19795-1 and -10.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/dataset.hpp"
#include "core/error.hpp"
#include "fairness/biometrics/comparisons.hpp"
#include "fairness/measure.hpp"

namespace isonomia::fairness {

// For everybody and each group: equal error rate and DET curve; at the data set's threshold FMR
// (both people of the group) and FNMR, per attribute the matrix of FMR across groups and the
// indices of disparity; where probes are named FPIR, FNIR, TPIR, CMC and failures to acquire; at a
// case's own score FMR, FNMR and the chance of a false match in a list of the stated size.
//
// Intervals of rates: clustered_interval() with the variance from resampled people
// (pair_table.hpp), percentiles of the same replicates beside it. With no error, the interval rests
// on disjoint pairs of people, never on comparisons. Indices: what they can be while all rates stay
// within bounds that hold together (disparity_bounds.hpp). Rates of searches: clustered_interval()
// over probe persons, for the gallery as it is. Each figure states `people` and `comparisons` in
// its parameters.
//
// More than `resampled_max` comparisons are not resampled: variances are linearised
// (person_sums.hpp), and the interval of the equal error rate lies where the bounds of FMR and FNMR
// cross. People with several combinations of group values are resampled all the same.
constexpr std::size_t resampled_comparisons_max = 2'000'000;
[[nodiscard]] std::vector<Measurement> measure_comparison_list(
    const Dataset& dataset, const Comparisons& comparisons,
    std::size_t resampled_max = resampled_comparisons_max);

[[nodiscard]] Result<MeasureResult> measure_comparisons(const Dataset& dataset,
                                                        const std::filesystem::path& file,
                                                        const std::string& name);

}  // namespace isonomia::fairness
