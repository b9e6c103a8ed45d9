// What the figures of areas are called and mean.
#pragma once

#include <vector>

#include "fairness/metric.hpp"

namespace isonomia::fairness {

// A part of score_metrics().
[[nodiscard]] std::vector<Metric> area_metrics();

}  // namespace isonomia::fairness
