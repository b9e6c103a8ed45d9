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
    double equal_units = 0;     // equally large units that would be as informative, at most units
    double effective_size = 0;  // independent rows that would be as informative; > 0
};

// equal_units is Kish's (sum D)² / sum D². The effective size is at most `rows`,
// and of weighted rows at most equal_units. It is R (1 - R) / V, and where that says nothing (R is
// 0 or 1, one unit, V = 0) equal_units. Undefined when no unit has a denominator. Source of
// equal_units: L. Kish, Survey Sampling (1965) 11.7.
[[nodiscard]] Defined<DesignRate> design_rate(std::span<const UnitTotals> units, bool weighted,
                                              double rows);

// Covariance of two rates over the same units, the nth of one span being the nth of the other: a
// person may have rows in both groups. 0 where none does. Same m as above: units with either
// denominator.
[[nodiscard]] double design_covariance(std::span<const UnitTotals> first,
                                       std::span<const UnitTotals> second);

// The exact interval at the effective size, made smaller by (z / t)² because the variance is itself
// estimated: beta quantiles with x' = R n'. t has equal_units - 1 degrees of freedom. With a rate
// of 0 or 1 nothing is estimated, and equal_units are the trials, at most the rows. Undefined below
// two equal units. Source: E. L. Korn, B. I. Graubard, Survey Methodology 24 (1998) 193-201.
[[nodiscard]] Defined<Bounds> design_bounds(const DesignRate& rate, double level);

// An interval for rate1 - rate2 from the bounds of both, with the correlation of the two rates:
// d - sqrt(a² - 2 r a b + b²). Undefined where one of the bounds is. Source: R. G. Newcombe,
// Statistics in Medicine 17 (1998) 2635-2650.
[[nodiscard]] Defined<Bounds> design_difference(const DesignRate& first, const DesignRate& second,
                                                double covariance, double level);

// exp(ln(rate1 / rate2) -+ t sqrt(V1 / rate1² + V2 / rate2² - 2 C / (rate1 rate2))), t with the
// smaller equal_units - 1 degrees of freedom. Undefined when a rate is 0, when a variance is 0 and
// below two equal units.
[[nodiscard]] Defined<Bounds> design_ratio(const DesignRate& first, const DesignRate& second,
                                           double covariance, double level);

// What the difference of two rates is divided by in a test, and the degrees of freedom of its t.
struct DesignScale {
    double standard_error = 0;  // > 0
    double degrees = 0;
};

// Two-sided p of (rate1 - rate2) / sqrt(r (1 - r) (1 / n1 + 1 / n2 - 2 c / sqrt(n1 n2))), n the
// effective sizes, r the rate of both together, c the correlation; t with the smaller equal_units -
// 1 degrees of freedom. Undefined when a variance is 0 and when a side has fewer than
// `tested_units_min` equal units: the spread between units is then not known well enough.
constexpr double tested_units_min = 10;
[[nodiscard]] Defined<double> design_p(const DesignRate& first, const DesignRate& second,
                                       double covariance);
[[nodiscard]] Defined<DesignScale> design_scale(const DesignRate& first, const DesignRate& second,
                                                double covariance);

}  // namespace isonomia::stats
