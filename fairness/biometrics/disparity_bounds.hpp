// What an index of disparity can be while every group's error rates lie within their bounds.
//
// Resampling an index is no way to an interval: where groups are nearly equal, chance makes the
// index larger, drawing again adds to that, and in simulation such intervals held the true value
// 85 times of 100 at nominal 95. Rates whose intervals hold together, on the other hand, bound
// every function of them. The bounds here are outer ones: never too narrow.
#pragma once

#include <span>

#include "stats/counts.hpp"

namespace isonomia::fairness {

// One pair of bounds in [0, 1] per group; at least two groups. Sum over pairs of the least and
// largest distance, over the largest and least sum: undefined when every lower bound is 0.
[[nodiscard]] stats::Defined<stats::Bounds> gini_bounds(std::span<const stats::Bounds> rates);

[[nodiscard]] stats::Defined<stats::Bounds> garbe_bounds(std::span<const stats::Bounds> fmr,
                                                         std::span<const stats::Bounds> fnmr,
                                                         double alpha = 0.5);
[[nodiscard]] stats::Defined<stats::Bounds> fairness_discrepancy_bounds(
    std::span<const stats::Bounds> fmr, std::span<const stats::Bounds> fnmr, double alpha = 0.5);
// These two are undefined when a lower bound is 0: there is no upper end.
[[nodiscard]] stats::Defined<stats::Bounds> inequity_bounds(std::span<const stats::Bounds> fmr,
                                                            std::span<const stats::Bounds> fnmr,
                                                            double alpha = 0.5);
[[nodiscard]] stats::Defined<stats::Bounds> max_over_mean_bounds(
    std::span<const stats::Bounds> rates);

}  // namespace isonomia::fairness
