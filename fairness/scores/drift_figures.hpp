// Has what a scored system does moved away from a baseline? Period by period, for everybody and
// each group.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "core/measurement.hpp"
#include "fairness/scores/read_scores.hpp"

namespace isonomia::fairness {

// One group's scores by period, in the order of the periods.
struct TimedGroup {
    std::vector<GroupValue> key;
    std::map<std::string, stats::ScoreCounts, PeriodOrder> periods;
};

// The baseline: periods up to the one that the data set names, else the first. Each later period
// against it by `population_stability_index` (ten bins of about equal size of the baseline's
// scores) and `score_drift` (Kolmogorov and Smirnov); each period is a group value of the time
// column. And over all later periods cumulative sums of the outcome rate, and where the data set
// has a threshold of the selection, true-positive and false-positive rate, each with one
// permutation p for all periods. p-values of a figure are adjusted after Holm over all groups and
// periods. S0114 a baseline before the first period, or after which nothing comes.
[[nodiscard]] Status add_drift(const Dataset& dataset, const std::vector<TimedGroup>& groups,
                               const std::map<std::string, std::string>& parameters,
                               std::vector<Measurement>& list);

}  // namespace isonomia::fairness
