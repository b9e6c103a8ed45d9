// Errors of both kinds at every threshold.
#pragma once

#include <vector>

#include "stats/counts.hpp"
#include "stats/score_counts.hpp"

namespace isonomia::fairness {

// Counts hold comparison scores; positive: of the same person. A score at or above the threshold is
// a match.
struct ErrorPoint {
    double threshold = 0;
    double false_match = 0;
    double false_non_match = 0;
};
// One point per score that occurs, and one above all; undefined without comparisons of either kind.
[[nodiscard]] stats::Defined<std::vector<ErrorPoint>> error_curve(const stats::ScoreCounts& scores);

// The point where |FMR - FNMR| is least, the lowest threshold of several; the rate is their mean.
// No interpolation: both errors belong to a threshold that can be set. Undefined as error_curve.
struct EqualError {
    double rate = 0;
    ErrorPoint at;
};
[[nodiscard]] EqualError equal_error_on(const std::vector<ErrorPoint>& curve);  // not empty
[[nodiscard]] stats::Defined<EqualError> equal_error(const stats::ScoreCounts& scores);

}  // namespace isonomia::fairness
