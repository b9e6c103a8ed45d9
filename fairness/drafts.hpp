// Measurements of scores, comparisons and likelihood ratios begin alike.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/dataset.hpp"
#include "core/measurement.hpp"
#include "fairness/measure_parts.hpp"
#include "stats/counts.hpp"

namespace isonomia::fairness {

// A measurement of the metric of that id, which must exist, for a group of the data set.
[[nodiscard]] Measurement draft(const Dataset& dataset, std::string_view metric,
                                const std::vector<GroupValue>& group, const Parameters& parameters);

void set_value(Measurement& measurement, const stats::Defined<double>& value);

// The deciding interval, or under 'interval_undefined' why there is none.
void set_interval(Measurement& measurement, const stats::Defined<stats::Bounds>& bounds,
                  double level, std::string method);
void no_interval(Measurement& measurement, std::string_view reason);

// Holm's adjustment of the p-values of a family; every member has one. `adjustment` says of what.
void adjust_by_holm(const std::vector<Measurement*>& family, const std::string& adjustment);

// What the figure can be, whatever is missing or wrongly recorded: nothing where nothing is.
void add_bounds(Measurement& measurement, const std::optional<stats::Bounds>& bounds,
                const char* method);
constexpr const char* missing_bounds_method = "missing-values-bounds";
constexpr const char* label_bounds_method = "label-error-bounds";
constexpr const char* group_label_bounds_method = "group-label-error-bounds";

// With every figure what the data set says about errors of outcomes and of group labels, and at
// those that have no bounds for it: why.
void explain_label_errors(const Dataset& dataset, std::span<Measurement> figures);

// At every figure behind which something is missing, and which has no worst and best case: why.
// `without_group`: some rows lack a group label, and may belong to any group.
void explain_no_bounds(std::span<Measurement> figures, std::string_view why,
                       bool without_group = false);

// At most `most` of `count` places, the first and the last among them, evenly spread.
[[nodiscard]] std::vector<std::size_t> thinned(std::size_t count, std::size_t most);
constexpr std::size_t curve_points_max = 400;

}  // namespace isonomia::fairness
