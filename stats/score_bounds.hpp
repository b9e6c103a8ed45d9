// Worst and best case of figures of scores where scores or outcomes are missing: what they can be
// when nothing is assumed about what is missing. Bounds, not confidence intervals: sampling comes
// on top. Source: C. F. Manski, Partial Identification of Probability Distributions (2003),
// chapter 1.
#pragma once

#include <cstdint>

#include "stats/counts.hpp"
#include "stats/score_counts.hpp"

namespace isonomia::stats {

// What is not known of some units of a group.
struct MissingScores {
    ScoreCounts unlabelled;       // score known, outcome not: counted as negatives
    std::uint64_t positives = 0;  // outcome known, score not
    std::uint64_t negatives = 0;
    std::uint64_t neither = 0;

    [[nodiscard]] std::uint64_t all() const {
        return unlabelled.all() + positives + negatives + neither;
    }
    void merge(const MissingScores& other);
};

// The area under the ROC curve over every way to fill in what is missing. Sharp: with k unlabelled
// units as positives the area is largest when they are the k highest, and units without a score do
// no harm at the ends; k and the units of neither are tried or balanced. Undefined when there can
// be no positive or no negative. O(distinct scores + unlabelled units).
[[nodiscard]] Defined<Bounds> auc_bounds(const ScoreCounts& known, const MissingScores& missing);

// The Brier score likewise: a unit without a score adds between 0 and 1. Undefined without units
// and when a score is no probability.
[[nodiscard]] Defined<Bounds> brier_bounds(const ScoreCounts& known, const MissingScores& missing);

}  // namespace isonomia::stats
