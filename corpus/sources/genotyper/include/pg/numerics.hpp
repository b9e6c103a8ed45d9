// Numerical tools: densities, sums of logarithms, minimisation, small statistics.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

namespace pg {

// log(sum(exp(x))) without overflow; minus infinity for nothing.
[[nodiscard]] double log_sum_exp(std::span<const double> values);

// Logarithm of the density of a gamma distribution at x > 0.
[[nodiscard]] double log_gamma_density(double x, double shape, double scale);
// Share of a gamma distribution below x.
[[nodiscard]] double gamma_below(double x, double shape, double scale);
// Logarithm of the density of an exponential distribution at x >= 0.
[[nodiscard]] double log_exponential_density(double x, double rate);
[[nodiscard]] double log_normal_density(double x, double mean, double deviation);

[[nodiscard]] double mean_of(std::span<const double> values);
[[nodiscard]] double variance_of(std::span<const double> values);
[[nodiscard]] double median_of(std::vector<double> values);
[[nodiscard]] double quantile_of(std::vector<double> values, double share);

struct Line {
    double intercept = 0;
    double slope = 0;
};
// Least squares through points of x and y.
[[nodiscard]] Line fit_line(std::span<const double> x, std::span<const double> y);

struct Minimum {
    std::vector<double> at;
    double value = 0;
    std::size_t steps = 0;
};

using Objective = std::function<double(const std::vector<double>&)>;

// Downhill simplex of Nelder and Mead. `status` is 0, or 1 when it did not settle.
[[nodiscard]] Minimum minimise(const Objective& objective, const std::vector<double>& start,
                               double step, std::size_t steps_max, int& status);

// Minimum of a function of one variable between low and high, by golden section.
[[nodiscard]] double minimise_between(const std::function<double(double)>& objective, double low,
                                      double high, double width);

}  // namespace pg
