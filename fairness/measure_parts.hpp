// The parts of measure(), for measure*.cpp and their tests.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "fairness/cube.hpp"
#include "fairness/measure.hpp"
#include "fairness/metric.hpp"

namespace isonomia::fairness {

using Parameters = std::map<std::string, std::string>;

// A measurement with everything that the data set says about all of its figures.
[[nodiscard]] Measurement blank_measurement(const Dataset& dataset, const Metric& metric,
                                            const std::vector<GroupValue>& group);

// 'METRIC', 'METRIC/GROUP' or 'METRIC/GROUP~REFERENCE' behind the data set's id.
[[nodiscard]] std::string measurement_id(const Measurement& measurement);

// The deciding interval and the other one of a single rate.
void add_rate_intervals(Measurement& measurement, stats::Proportion counts, double level);

// All rates of every cell, then every cell against the reference group where all attributes state
// one.
void measure_cube(const Dataset& dataset, const Cube& cube, const Parameters& parameters,
                  std::vector<Measurement>& measurements);

// The sets of attributes to report: none, each alone, and with `intersections` every combination.
[[nodiscard]] std::vector<std::vector<std::string>> attribute_sets(
    const std::vector<std::string>& attributes, bool intersections);

[[nodiscard]] Result<MeasureResult> measure_counts(const Dataset& dataset);
[[nodiscard]] Result<MeasureResult> measure_published(const Dataset& dataset);

}  // namespace isonomia::fairness
