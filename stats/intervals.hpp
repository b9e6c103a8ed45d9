// Confidence intervals for proportions, their differences and their ratios.
//
// `level` is the nominal confidence, in (0, 1); z below is the (1 + level) / 2 quantile of the
// standard normal distribution. Counts up to 2^53 are exact; all results are within [0, 1] for a
// proportion,
// [-1, 1] for a difference, [0, infinity) for a ratio. Every function is undefined without trials.
#pragma once

#include "stats/counts.hpp"

namespace isonomia::stats {

// Clopper and Pearson's exact interval: all p for which neither tail of Binomial(n, p) at x falls
// below (1 - level) / 2. Low is the beta quantile B((1 - level) / 2; x, n - x + 1), 0 when x = 0;
// high is B((1 + level) / 2; x + 1, n - x), 1 when x = n. Covers at least `level` for every n and
// p; wider than needed on average. Source: C. J. Clopper, E. S. Pearson, Biometrika 26 (1934)
// 404-413.
[[nodiscard]] Defined<Bounds> clopper_pearson(Proportion p, double level);

// The beta quantiles of Clopper and Pearson for a mean `rate` in [0, 1] of values in [0, 1], as
// informative as `size` trials, which need not be whole; size > 0. At most as narrow as the trials
// themselves would give. Source: E. L. Korn, B. I. Graubard, Survey Methodology 24 (1998) 193-201.
[[nodiscard]] Bounds effective_bounds(double rate, double size, double level);

// Wilson's score interval, without continuity correction:
// (p + z²/2n ± z sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n). Covers `level` on average over p, less for
// some p. Source: E. B. Wilson, JASA 22 (1927) 209-212.
[[nodiscard]] Defined<Bounds> wilson(Proportion p, double level);

// Newcombe's hybrid score interval for p1 - p2 (his method 10, no continuity correction), from the
// Wilson bounds l, u of both: d - sqrt((p1-l1)² + (u2-p2)²), d + sqrt((u1-p1)² + (p2-l2)²). Works
// with zero cells. Source: R. G. Newcombe, Statistics in Medicine 17 (1998) 873-890.
[[nodiscard]] Defined<Bounds> newcombe(Proportion p1, Proportion p2, double level);

// p1 / p2; undefined when p2 is 0.
[[nodiscard]] Defined<double> risk_ratio(Proportion p1, Proportion p2);

// Katz's log interval for p1 / p2: exp(ln(p1/p2) ± z sqrt(1/x1 - 1/n1 + 1/x2 - 1/n2)). Undefined
// when a numerator is 0 (the logarithm is), and when both proportions are 1 (the formula would give
// width 0). Source: D. Katz et al., Biometrics 34 (1978) 469-474, method C.
[[nodiscard]] Defined<Bounds> katz(Proportion p1, Proportion p2, double level);

}  // namespace isonomia::stats
