#include "fairness/biometrics/disparity_indices.hpp"

#include <algorithm>
#include <cmath>

namespace isonomia::fairness {

namespace {

using stats::Defined;
using stats::undefined;

constexpr std::string_view one_group = "fewer than two groups: nothing to compare";
constexpr std::string_view no_error =
    "a group has no error in these data: the ratio to it has no value";

double spread(std::span<const double> rates) {
    const auto [low, high] = std::minmax_element(rates.begin(), rates.end());
    return *high - *low;
}

}  // namespace

Defined<double> gini(std::span<const double> rates) {
    if (rates.size() < 2) return undefined(one_group);
    double differences = 0;
    double sum = 0;
    for (const double a : rates) {
        sum += a;
        for (const double b : rates)
            differences += std::abs(a - b);
    }
    if (sum <= 0) return undefined("no group has an error: their spread has no value");
    const auto n = static_cast<double>(rates.size());
    return differences / (2 * n * sum) * n / (n - 1);
}

Defined<double> garbe(std::span<const double> fmr, std::span<const double> fnmr, double alpha) {
    const auto matches = gini(fmr);
    const auto misses = gini(fnmr);
    if (!matches) return matches;
    if (!misses) return misses;
    return alpha * *matches + (1 - alpha) * *misses;
}

Defined<double> fairness_discrepancy_rate(std::span<const double> fmr, std::span<const double> fnmr,
                                          double alpha) {
    if (fmr.size() < 2 || fnmr.size() < 2) return undefined(one_group);
    return 1 - (alpha * spread(fmr) + (1 - alpha) * spread(fnmr));
}

Defined<double> inequity_rate(std::span<const double> fmr, std::span<const double> fnmr,
                              double alpha) {
    if (fmr.size() < 2 || fnmr.size() < 2) return undefined(one_group);
    const auto [fmr_low, fmr_high] = std::minmax_element(fmr.begin(), fmr.end());
    const auto [fnmr_low, fnmr_high] = std::minmax_element(fnmr.begin(), fnmr.end());
    if (*fmr_low <= 0 || *fnmr_low <= 0) return undefined(no_error);
    return std::pow(*fmr_high / *fmr_low, alpha) * std::pow(*fnmr_high / *fnmr_low, 1 - alpha);
}

Defined<double> max_over_geometric_mean(std::span<const double> rates) {
    if (rates.size() < 2) return undefined(one_group);
    double logs = 0;
    for (const double rate : rates) {
        if (rate <= 0) return undefined(no_error);
        logs += std::log(rate);
    }
    const double mean = std::exp(logs / static_cast<double>(rates.size()));
    return *std::max_element(rates.begin(), rates.end()) / mean;
}

}  // namespace isonomia::fairness
