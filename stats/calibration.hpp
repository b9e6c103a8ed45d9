// How well scores that claim to be probabilities agree with what happened.
#pragma once

#include <cstdint>
#include <vector>

#include "stats/counts.hpp"
#include "stats/score_counts.hpp"

namespace isonomia::stats {

// Every score is in [0, 1].
[[nodiscard]] bool are_probabilities(const ScoreCounts& counts);

// Neighbouring scores that are looked at together; a tie is never split.
struct Bin {
    double low = 0;      // lowest score in it
    double high = 0;     // highest
    double mean = 0;     // of the scores
    Proportion outcome;  // positives of all
};

// One bin per distinct score; [0, 0.1), …, [0.9, 1], empty ones left out (needs probabilities);
// `bins` groups of about equal size, fewer where ties are large.
[[nodiscard]] std::vector<Bin> bins_by_score(const ScoreCounts& counts);
[[nodiscard]] std::vector<Bin> bins_of_equal_width(const ScoreCounts& counts, std::size_t bins);
[[nodiscard]] std::vector<Bin> bins_of_equal_size(const ScoreCounts& counts, std::size_t bins);

// Sum over the bins of their share of units times |mean score - share of positives|. Undefined
// without units. Source: M. P. Naeini, G. Cooper, M. Hauskrecht, AAAI 2015, 2901-2907.
[[nodiscard]] Defined<double> expected_calibration_error(const std::vector<Bin>& bins);

// Mean squared distance of score and outcome, and its exact parts over the distinct scores: brier =
// reliability - resolution + uncertainty. Undefined without units or when a score is no
// probability. Source: G. W. Brier, Monthly Weather Review 78 (1950) 1-3; A. H. Murphy, Journal of
// Applied Meteorology 12 (1973) 595-600.
struct Brier {
    double score = 0;
    double reliability = 0;  // 0 is best
    double resolution = 0;
    double uncertainty = 0;
    double standard_error = 0;  // of the score, units independent
    std::uint64_t units = 0;
    std::uint64_t large = 0;  // squared distances above 1/4: the score was on the wrong side
};
[[nodiscard]] Defined<Brier> brier(const ScoreCounts& counts);

// For the score: beta quantiles of Clopper and Pearson at the size n' at which a proportion of this
// value has the variance of the mean, for squared distances are in [0, 1] and often skewed: seldom
// large, as an event is. Where fewer than `large_min` are above 1/4, or so few are not, their mean
// may rest on what has not been seen yet, and n' is the number of units: no mean of values in
// [0, 1] varies more.
constexpr std::uint64_t large_min = 20;
[[nodiscard]] Bounds brier_interval(const Brier& brier, double level);

// A coefficient of a logistic regression of the outcome on logit(score), with its Wald interval.
struct Coefficient {
    double value = 0;
    double standard_error = 0;
    Bounds bounds;
};

// The intercept with the slope held at 1 (0 is best: above, risks are understated), and the slope
// with a free intercept (1 is best: below, scores are too extreme). Undefined, with the reason: no
// units, one class only, a score that is no probability or is 0 or 1, one distinct score (slope),
// scores that separate the classes wholly or but for one tie, so that no finite slope fits. Source:
// D. R. Cox, Biometrika 45 (1958) 562-565.
[[nodiscard]] Defined<Coefficient> calibration_in_the_large(const ScoreCounts& counts,
                                                            double level);
[[nodiscard]] Defined<Coefficient> calibration_slope(const ScoreCounts& counts, double level);

// Sum over bins of (O - E)² / (n m (1 - m)), m the mean score, chi-square with as many degrees of
// freedom as bins: the scores were not fitted to these data. Undefined without bins or when a bin's
// mean is 0 or 1. Source: D. W. Hosmer, S. Lemeshow, Communications in Statistics A 9 (1980)
// 1043-1069.
struct HosmerLemeshow {
    double statistic = 0;
    std::size_t degrees = 0;
    double p = 1;
    double expected_min = 0;  // the least number with or without the outcome expected in a bin
};
// Below 5 expected the chi-square distribution does not hold (W. G. Cochran, Biometrics 10 (1954)
// 417-451).
[[nodiscard]] Defined<HosmerLemeshow> hosmer_lemeshow(const std::vector<Bin>& bins);

}  // namespace isonomia::stats
