// Worst and best case of a rate: what it can be when nothing is assumed about what is missing, or
// about who is among the wrongly recorded. Bounds, not confidence intervals: they hold whatever the
// reason, and sampling comes on top.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "fairness/cube.hpp"
#include "fairness/metric.hpp"

namespace isonomia::fairness {

// The rate over every way to fill in the missing labels of the group, and over every way in which
// rows without a group may or may not belong to it (`unknown_group`, or nothing). Sharp. Undefined
// when the denominator can only be 0. Source: C. F. Manski, Partial Identification of Probability
// Distributions (2003), chapter 1.
[[nodiscard]] stats::Defined<stats::Bounds> missing_bounds(Estimator rate, const Cell& cell,
                                                           const Cell* unknown_group);

// The rows of a cube that lack one of its labels, and may belong to any group that their other
// labels allow.
class UnknownGroups {
public:
    explicit UnknownGroups(const Cube& cube);
    // Those that may belong to the group; nothing when there are none. A group that itself lacks a
    // label has none.
    [[nodiscard]] std::optional<Cell> of(const GroupValues& group) const;

private:
    std::vector<std::pair<GroupValues, Cell>> cells_;
};

// The rate against the true outcome, when at least `sensitivity` of those with it and at least
// `specificity` of those without it are recorded so, among the flagged and among the others,
// perhaps with another share in each. Among n recorded with r positives, the true ones are (r - (1
// - t) n) / (s + t - 1), within [0, n], for some s >= sensitivity, t >= specificity. Both above
// 1/2, at most
// 1. Sampling error of the recording is left out. Source: W. J. Rogan, B. Gladen, American Journal
// of Epidemiology 107 (1978) 71-76, applied within predictions.
[[nodiscard]] stats::Defined<stats::Bounds> label_error_bounds(Estimator rate,
                                                               const Confusion& recorded,
                                                               double sensitivity,
                                                               double specificity);

}  // namespace isonomia::fairness
