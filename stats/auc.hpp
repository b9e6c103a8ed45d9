// The area under the ROC curve: the chance that a random positive scores above a random negative,
// ties counted half.
#pragma once

#include <vector>

#include "stats/counts.hpp"
#include "stats/score_counts.hpp"

namespace isonomia::stats {

struct Auc {
    double value = 0;     // in [0, 1]
    double variance = 0;  // DeLong's; 0 with perfect separation or a constant score
    double degrees = 0;   // of freedom of the variance, after Satterthwaite; 0 where it is 0
    double fewest = 0;    // the number of positives or of negatives, whichever is smaller
};

// Undefined without a positive or without a negative; the variance needs two of each and is
// undefined with it. Source: E. R. DeLong, D. M. DeLong, D. L. Clarke-Pearson, Biometrics 44 (1988)
// 837-845. O(distinct scores).
[[nodiscard]] Defined<double> auc(const ScoreCounts& counts);
[[nodiscard]] Defined<Auc> delong(const ScoreCounts& counts);

// The beta quantiles of Clopper and Pearson at the size n' at which a proportion of this value has
// DeLong's variance, made smaller by (z / t)² because that is itself estimated: value ± z
// sqrt(variance) misses far more often than it says where the area is large or the groups are small
// (30 with and 30 without the outcome, area 0.95: 11 in 100). Where fewer than `misranked_min` of
// the smaller class are misranked, fewest * min(value, 1 - value), the variance rests on too few of
// them, and n' is `fewest`: no area varies more than a proportion of so many trials (Z. W.
// Birnbaum, O. M. Klose, Annals of Mathematical Statistics 28 (1957) 1017-1023). Always defined.
constexpr double misranked_min = 5;
[[nodiscard]] Bounds delong_interval(const Auc& auc, double level);

struct AucDifference {
    double value = 0;  // first - second
    Bounds bounds;
    double p = 1;  // two-sided, normal
    double standard_error = 0;
};

// Of two groups of different people. Undefined when either is, when a group has fewer positives or
// negatives than `compared_min` (with 20 to 30 of each, areas of 0.86 were found to differ from
// themselves in 9 of 100 simulated samples at a level of 5), or when a variance is 0.
constexpr std::uint64_t compared_min = 50;
[[nodiscard]] Defined<AucDifference> auc_difference(const ScoreCounts& first,
                                                    const ScoreCounts& second, double level);

// Of two scores of the same units.
struct ScoredUnit {
    double first = 0;
    double second = 0;
    bool positive = false;
};
[[nodiscard]] Defined<AucDifference> auc_difference_paired(const std::vector<ScoredUnit>& units,
                                                           double level);

}  // namespace isonomia::stats
