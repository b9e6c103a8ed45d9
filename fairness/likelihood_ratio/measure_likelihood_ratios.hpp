// From a data set of the form likelihood-ratios to measurements.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/dataset.hpp"
#include "core/error.hpp"
#include "fairness/likelihood_ratio/read_ratios.hpp"
#include "fairness/likelihood_ratio/verbal_scale.hpp"
#include "fairness/measure.hpp"

namespace isonomia::fairness {

// For everybody and each group: Cllr, Cllr-min, the loss through calibration, devPAV, rates of
// misleading evidence, bounds, Tippett and cross-entropy curves; with a case's own ratio its place
// among the known ones, and its words on each scale.
//
// Intervals: BCa of resampled sources (rows, where no source is declared), kept apart by the
// propositions they occur under, from the data set's seed; rates: clustered_interval() over
// sources, Clopper-Pearson where each row is a source. Each figure states n (ratios) and, in its
// parameters, `sources` and `comparisons`. `missing` are the group's rows without ratio or
// proposition.
[[nodiscard]] std::vector<Measurement> measure_ratios(const Dataset& dataset, const Ratios& ratios,
                                                      const std::vector<VerbalScale>& scales);

[[nodiscard]] Result<MeasureResult> measure_likelihood_ratios(
    const Dataset& dataset, const std::filesystem::path& file, const std::string& name,
    const std::vector<VerbalScale>& scales = {});

}  // namespace isonomia::fairness
