// The parts of measure(), for measure*.cpp and their tests.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "fairness/bounds.hpp"
#include "fairness/cube.hpp"
#include "fairness/measure.hpp"
#include "fairness/metric.hpp"
#include "fairness/sample.hpp"
#include "fairness/selection.hpp"

namespace isonomia::fairness {

using Parameters = std::map<std::string, std::string>;

// A measurement with everything that the data set says about all of its figures.
[[nodiscard]] Measurement blank_measurement(const Dataset& dataset, const Metric& metric,
                                            const std::vector<GroupValue>& group);

// 'METRIC', 'METRIC/GROUP' or 'METRIC/GROUP~REFERENCE' behind the data set's id.
[[nodiscard]] std::string measurement_id(const Measurement& measurement);

// The deciding interval and the other one of a single rate.
void add_rate_intervals(Measurement& measurement, stats::Proportion counts, double level);

// What holds for all figures of one data set.
struct Plan {
    const Dataset& dataset;
    const Selection& wanted;
    Parameters parameters;  // how rows were read
    // Over all attributes: so many intervals hold together where a rule ranges over groups.
    std::size_t groups = 0;
    std::size_t comparisons = 0;
};

// Counts groups and comparisons, then measures each slice in turn, then searches the finest (all
// group attributes), then adjusts the p-values.
void measure_slices(const Dataset& dataset, const Selection& wanted, const Parameters& parameters,
                    const std::vector<Slice>& slices, const Slice& finest,
                    std::vector<Measurement>& measurements);

// The parts of it. Rates of every group, and every group against the reference group where all
// attributes state one.
void measure_rates(const Plan& plan, const Slice& slice, const MissingLabels& missing,
                   std::vector<Measurement>& measurements);
void compare_rates(const Plan& plan, const Slice& slice, const MissingLabels& missing,
                   std::vector<Measurement>& measurements);
// Figures of one, two or all groups' tables.
void measure_figures(const Plan& plan, const Slice& slice, std::vector<Measurement>& measurements);
// Every rate asked for, over all subgroups of the finest slice.
void search_subgroups(const Plan& plan, const Slice& finest,
                      std::vector<Measurement>& measurements);

[[nodiscard]] std::vector<GroupValue> group_of(const std::vector<std::string>& attributes,
                                               const GroupValues& values);
// The reference values of the cube's attributes; empty when one of them states none, or the
// combination does not occur.
[[nodiscard]] GroupValues reference_of(const Dataset& dataset, const Cube& cube);

// Whether a label of the group is missing: such rows are of any group, and are compared with none.
[[nodiscard]] bool is_unknown(const GroupValues& values);
[[nodiscard]] std::string counts_text(stats::Proportion counts);

// p_adjusted and adjustment of every measurement that has a p. Where the data set declares a
// family: Holm over all different hypotheses in it, with Benjamini and Hochberg's value as a
// parameter; else Holm over the groups compared by one metric on one attribute (or intersection). A
// difference, its ratio and their complements (false-positive and true-negative rate) test one
// hypothesis.
void adjust_family(const Dataset& dataset, std::vector<Measurement>& measurements);

// The sets of attributes to report: none, each alone, and with `intersections` every combination.
[[nodiscard]] std::vector<std::vector<std::string>> attribute_sets(
    const std::vector<std::string>& attributes, bool intersections);

[[nodiscard]] Result<MeasureResult> measure_counts(const Dataset& dataset);
[[nodiscard]] Result<MeasureResult> measure_published(const Dataset& dataset);

}  // namespace isonomia::fairness
