#include "fairness/biometrics/disparity_bounds.hpp"

#include <algorithm>
#include <cmath>

namespace isonomia::fairness {

namespace {

using stats::Bounds;
using stats::Defined;
using Rates = std::span<const Bounds>;

constexpr std::string_view no_upper_end =
    "a group's error rate may be 0, so the index has no upper end";

double least(Rates rates, double Bounds::* end) {
    double value = rates.front().*end;
    for (const Bounds& one : rates)
        value = std::min(value, one.*end);
    return value;
}

double largest(Rates rates, double Bounds::* end) {
    double value = rates.front().*end;
    for (const Bounds& one : rates)
        value = std::max(value, one.*end);
    return value;
}

// Of the largest rate less the smallest.
Bounds range_of(Rates rates) {
    return {std::max(0.0, largest(rates, &Bounds::low) - least(rates, &Bounds::high)),
            largest(rates, &Bounds::high) - least(rates, &Bounds::low)};
}

// Of the largest rate over the smallest.
Bounds quotient_of(Rates rates) {
    return {std::max(1.0, largest(rates, &Bounds::low) / least(rates, &Bounds::high)),
            largest(rates, &Bounds::high) / least(rates, &Bounds::low)};
}

}  // namespace

Defined<Bounds> gini_bounds(Rates rates) {
    Bounds distance{0, 0};
    Bounds sum{0, 0};
    for (std::size_t i = 0; i < rates.size(); ++i) {
        sum.low += rates[i].low;
        sum.high += rates[i].high;
        for (std::size_t j = 0; j < i; ++j) {
            distance.low +=
                std::max({0.0, rates[i].low - rates[j].high, rates[j].low - rates[i].high});
            distance.high += std::max(rates[i].high - rates[j].low, rates[j].high - rates[i].low);
        }
    }
    if (sum.low <= 0) return stats::undefined("every group's error rate may be 0");
    // Mean distance over twice the mean, with n / (n - 1): sum over pairs / ((n - 1) sum).
    const double pairs = static_cast<double>(rates.size()) - 1;
    return Bounds{distance.low / (pairs * sum.high),
                  std::min(1.0, distance.high / (pairs * sum.low))};
}

Defined<Bounds> garbe_bounds(Rates fmr, Rates fnmr, double alpha) {
    const auto match = gini_bounds(fmr);
    if (!match) return match;
    const auto miss = gini_bounds(fnmr);
    if (!miss) return miss;
    return Bounds{alpha * match->low + (1 - alpha) * miss->low,
                  alpha * match->high + (1 - alpha) * miss->high};
}

Defined<Bounds> fairness_discrepancy_bounds(Rates fmr, Rates fnmr, double alpha) {
    const Bounds match = range_of(fmr);
    const Bounds miss = range_of(fnmr);
    return Bounds{1 - (alpha * match.high + (1 - alpha) * miss.high),
                  1 - (alpha * match.low + (1 - alpha) * miss.low)};
}

Defined<Bounds> inequity_bounds(Rates fmr, Rates fnmr, double alpha) {
    if (least(fmr, &Bounds::low) <= 0 || least(fnmr, &Bounds::low) <= 0)
        return stats::undefined(no_upper_end);
    const Bounds match = quotient_of(fmr);
    const Bounds miss = quotient_of(fnmr);
    return Bounds{std::pow(match.low, alpha) * std::pow(miss.low, 1 - alpha),
                  std::pow(match.high, alpha) * std::pow(miss.high, 1 - alpha)};
}

Defined<Bounds> max_over_mean_bounds(Rates rates) {
    if (least(rates, &Bounds::low) <= 0) return stats::undefined(no_upper_end);
    double low = 0;
    double high = 0;
    for (const Bounds& one : rates) {
        low += std::log(one.low) / static_cast<double>(rates.size());
        high += std::log(one.high) / static_cast<double>(rates.size());
    }
    return Bounds{std::max(1.0, largest(rates, &Bounds::low) / std::exp(high)),
                  largest(rates, &Bounds::high) / std::exp(low)};
}

}  // namespace isonomia::fairness
