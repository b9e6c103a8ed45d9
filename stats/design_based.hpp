// Rates from weighted rows, or from persons with several rows. Their counts are not binomial: an
// exact binomial interval would be wrong without a trace.
//
// A rate is a ratio of totals R = sum A / sum D over independent units (weighted rows, or persons).
// Its variance comes from linearisation: V = m / (m - 1) sum (A - R D)² / (sum D)² over the m units
// with D > 0. Source: C.-E. Saerndal, B. Swensson, J. Wretman, Model Assisted Survey Sampling
// (1992) 5.6.
#pragma once

#include <span>

#include "stats/counts.hpp"

namespace isonomia::stats {

// What one unit adds to the numerator and to the denominator, 0 <= numerator <= denominator;
// `times` units add the same.
struct UnitTotals {
    double numerator = 0;
    double denominator = 0;
    double times = 1;
};

struct DesignRate {
    double rate = 0;
    double variance = 0;        // of the rate; 0 when nothing varies
    double units = 0;           // with a denominator
    double effective_size = 0;  // independent rows that would be as informative; > 0
};

// `rows` bounds the effective size from above. It is R (1 - R) / V, and where that says nothing (R
// is 0 or 1, one unit, V = 0) Kish's (sum D)² / sum D². Undefined when no unit has a denominator.
[[nodiscard]] Defined<DesignRate> design_rate(std::span<const UnitTotals> units, double rows);

// Covariance of two rates over the same units, the nth of one span being the nth of the other: a
// person may have rows in both groups. 0 where none does. Same m as above: units with either
// denominator.
[[nodiscard]] double design_covariance(std::span<const UnitTotals> first,
                                       std::span<const UnitTotals> second);

// Wilson's interval for a rate with a sample size that need not be whole; size > 0.
[[nodiscard]] Bounds wilson_effective(double rate, double size, double level);

// Newcombe's interval for rate1 - rate2 from the Wilson bounds of both, with the correlation of the
// two rates: d - sqrt(a² - 2 r a b + b²). Source: R. G. Newcombe, Statistics in Medicine 17 (1998)
// 2635-2650.
[[nodiscard]] Bounds newcombe_effective(const DesignRate& first, const DesignRate& second,
                                        double covariance, double level);

// exp(ln(rate1 / rate2) -+ z sqrt(V1 / rate1² + V2 / rate2² - 2 C / (rate1 rate2))). Undefined when
// a rate is 0 or the variance is.
[[nodiscard]] Defined<Bounds> log_ratio_effective(const DesignRate& first, const DesignRate& second,
                                                  double covariance, double level);

// Two-sided p of (rate1 - rate2) / sqrt(V1 + V2 - 2 C), normal. Undefined when the variance is 0.
[[nodiscard]] Defined<double> design_p(const DesignRate& first, const DesignRate& second,
                                       double covariance);

}  // namespace isonomia::stats
