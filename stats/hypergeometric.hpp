// The hypergeometric distribution of a 2x2 table with fixed margins, accurate for counts up to
// 10^12.
#pragma once

#include <cstdint>

#include "stats/counts.hpp"

namespace isonomia::stats {

// Sums of the noncentral distribution under one odds ratio.
struct TiltedSums {
    double mean_excess = 0;  // mean - x
    double at_least = 0;     // P(X >= x)
    double at_most = 0;      // P(X <= x)
};

class Hypergeometric {
public:
    // X = successes of the first group, given both group sizes and the sum of successes.
    Hypergeometric(Proportion p1, Proportion p2);

    [[nodiscard]] std::uint64_t low() const { return low_; }
    [[nodiscard]] std::uint64_t high() const { return high_; }
    [[nodiscard]] std::uint64_t mode() const { return mode_of(1); }  // for odds ratio 1

    // ln P(X = j) under odds ratio 1; low() <= j <= high(). Loader's saddle-point form keeps the
    // relative error near 1e-14 where lgamma would lose it: C. Loader, "Fast and Accurate
    // Computation of Binomial Probabilities", 2000.
    [[nodiscard]] double log_density(std::uint64_t j) const;

    // P(X <= j) / P(X = j) and P(X >= j) / P(X = j) under odds ratio 1.
    [[nodiscard]] double lower_sum(std::uint64_t j) const;
    [[nodiscard]] double upper_sum(std::uint64_t j) const;

    // Under odds ratio `odds` > 0.
    [[nodiscard]] TiltedSums tilted(std::uint64_t x, double odds) const;

private:
    [[nodiscard]] std::uint64_t mode_of(double odds) const;
    [[nodiscard]] double step_up(double j) const;    // P(j + 1) / P(j) under odds ratio 1
    [[nodiscard]] double step_down(double j) const;  // P(j - 1) / P(j)

    double first_;          // size of the first group
    double second_;         // size of the second group
    double drawn_;          // successes in both
    double all_drawn_ = 0;  // the part of log_density() that does not depend on j
    std::uint64_t low_;
    std::uint64_t high_;
};

}  // namespace isonomia::stats
