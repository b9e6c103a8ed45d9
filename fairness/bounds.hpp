// Worst and best case of a rate: what it can be when nothing is assumed about what is missing, or
// about who is among the wrongly recorded. Bounds, not confidence intervals: they hold whatever the
// reason, and sampling comes on top.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "fairness/metric.hpp"
#include "fairness/sample.hpp"

namespace isonomia::fairness {

// How much the rows of a group come to by outcome and prediction: their number, or the sum of their
// weights.
struct LabelSums {
    std::array<double, labelings> of{};

    LabelSums() = default;
    LabelSums(const Cell& cell);
    explicit LabelSums(std::span<const Weights> weights);  // one per labeling
    void add(const LabelSums& other);
    [[nodiscard]] double incomplete() const;  // without outcome, prediction or both
};

// The rate over every way to fill in the missing labels of the group, and over every way in which
// rows without a group may or may not belong to it. Sharp. Undefined when the denominator can only
// be 0. Source: C. F. Manski, Partial Identification of Probability Distributions (2003),
// chapter 1.
[[nodiscard]] stats::Defined<stats::Bounds> missing_bounds(Estimator rate, const LabelSums& group,
                                                           const LabelSums& unknown_group = {});

// What is missing in the groups of a slice. A row that lacks one of its group labels may belong to
// any group that its other labels allow.
class MissingLabels {
public:
    explicit MissingLabels(const Slice& slice);
    // Nothing where nothing is missing. Unlabelled rows belong to no group that lacks a label.
    [[nodiscard]] std::optional<stats::Bounds> bounds(Estimator rate,
                                                      const GroupValues& group) const;
    [[nodiscard]] bool any_without_group() const { return !without_group_.empty(); }

private:
    std::map<GroupValues, LabelSums> groups_;
    std::vector<std::pair<GroupValues, LabelSums>> without_group_;
};

// The rate against the true outcome, when at least `sensitivity` of those with it and at least
// `specificity` of those without it are recorded so, among the flagged and among the others,
// perhaps with another share in each. Among n recorded with r positives, the true ones are
// (r - (1 - t) n) / (s + t - 1), within [0, n], for some s >= sensitivity, t >= specificity. Both
// above 1/2, at most 1. Sampling error of the recording is left out. Source: W. J. Rogan,
// B. Gladen, American Journal of Epidemiology 107 (1978) 71-76, applied within predictions.
[[nodiscard]] stats::Defined<stats::Bounds> label_error_bounds(Estimator rate,
                                                               const Confusion& recorded,
                                                               double sensitivity,
                                                               double specificity);

// The rate among those who truly belong to the group, when at most a share `error` of those
// recorded in a group belong to another, and at most that share of those who belong to it are
// recorded in another. Whoever these are: a group of n rows has lost up to error n, and gained up
// to error / (1 - error) of those it kept, from no other group more than error of its rows. Rows
// without outcome or prediction count among n only, those without a label of a group not at all.
// The rate is that of every such group in which it is defined; the bounds are those of shares of a
// row, which whole rows cannot leave. `error` in (0, 1/2). Undefined where the recorded rate is.
[[nodiscard]] stats::Defined<stats::Bounds> group_label_error_bounds(Estimator rate,
                                                                     const Cube& cube,
                                                                     const GroupValues& group,
                                                                     double error);

}  // namespace isonomia::fairness
