// One number for how unequally errors are spread over groups. All take one error rate per group.
#pragma once

#include <span>

#include "stats/counts.hpp"

namespace isonomia::fairness {

// Undefined with fewer than two groups, and where said.

// Gini coefficient with the factor n / (n - 1): 0 equal, 1 all errors in one group. Undefined when
// every rate is 0.
[[nodiscard]] stats::Defined<double> gini(std::span<const double> rates);

// alpha Gini(FMR) + (1 - alpha) Gini(FNMR). Source: J. J. Howard et al., ICPR 2022 workshops.
[[nodiscard]] stats::Defined<double> garbe(std::span<const double> fmr,
                                           std::span<const double> fnmr, double alpha = 0.5);

// 1 - (alpha (max - min FMR) + (1 - alpha) (max - min FNMR)). Source: T. de Freitas Pereira, S.
// Marcel, IEEE Transactions on Biometrics, Behavior, and Identity Science 4 (2022) 19-29.
[[nodiscard]] stats::Defined<double> fairness_discrepancy_rate(std::span<const double> fmr,
                                                               std::span<const double> fnmr,
                                                               double alpha = 0.5);

// (max / min FMR)^alpha (max / min FNMR)^(1 - alpha). Undefined when a group has no error. Source:
// P. Grother, NIST IR 8429 (draft), 2022.
[[nodiscard]] stats::Defined<double> inequity_rate(std::span<const double> fmr,
                                                   std::span<const double> fnmr,
                                                   double alpha = 0.5);

// max / geometric mean. Undefined when a group has no error. Source: as inequity_rate.
[[nodiscard]] stats::Defined<double> max_over_geometric_mean(std::span<const double> rates);

}  // namespace isonomia::fairness
