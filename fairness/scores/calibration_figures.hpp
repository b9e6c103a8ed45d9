// Calibration of one group's scores as measurements. For measure_scores.cpp.
#pragma once

#include <functional>
#include <vector>

#include "core/dataset.hpp"
#include "core/measurement.hpp"
#include "stats/score_counts.hpp"

namespace isonomia::fairness {

// `begin` makes the measurement of a metric with everything that all figures of the group share.
void add_calibration(const Dataset& dataset, const stats::ScoreCounts& counts,
                     const std::function<Measurement(std::string_view metric)>& begin,
                     std::uint64_t stream, std::vector<Measurement>& list);

}  // namespace isonomia::fairness
