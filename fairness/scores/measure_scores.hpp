// From a data set of the form scores to measurements.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/dataset.hpp"
#include "core/error.hpp"
#include "fairness/measure.hpp"
#include "fairness/scores/read_scores.hpp"

namespace isonomia::fairness {

// For everybody and each group: AUC (DeLong), ROC curve, distribution, rates at every threshold
// with simultaneous bands, reliability diagram, and where scores are probabilities calibration
// error, Brier score with its parts, intercept, slope and Hosmer-Lemeshow. Against the reference
// group, where one is stated: difference of AUC, gaps at every threshold with the range in which
// they are significant, largest gap of the distributions.
//
// p-values of a kind are adjusted after Holm over the groups that are compared on one attribute.
// Each figure states n (rows with score and outcome), `people` in its parameters and `missing`.
[[nodiscard]] std::vector<Measurement> measure_score_cube(const Dataset& dataset,
                                                          const ScoreCube& cube);

// With a time column also drift (fairness/scores/drift_figures.hpp). S0110 a reference group that
// does not occur; those of read_scores.
[[nodiscard]] Result<MeasureResult> measure_scores(const Dataset& dataset,
                                                   const std::filesystem::path& file,
                                                   const std::string& name);

}  // namespace isonomia::fairness
