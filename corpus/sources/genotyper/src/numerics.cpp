#include "pg/numerics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>

namespace pg {

double log_sum_exp(std::span<const double> values) {
    double top = -std::numeric_limits<double>::infinity();
    for (const double value : values) top = std::max(top, value);
    if (!std::isfinite(top)) return top;
    double sum = 0;
    for (const double value : values) sum += std::exp(value - top);
    return top + std::log(sum);
}

double log_gamma_density(double x, double shape, double scale) {
    if (x <= 0 || shape <= 0 || scale <= 0)
        throw std::domain_error("a gamma density needs positive arguments");
    return (shape - 1) * std::log(x) - x / scale - std::lgamma(shape) - shape * std::log(scale);
}

namespace {

// Series for the lower incomplete gamma function, for x below shape + 1.
double lower_series(double x, double shape) {
    double term = 1 / shape;
    double sum = term;
    for (int i = 1; i < 500; ++i) {
        term *= x / (shape + i);
        sum += term;
        if (term < sum * 1e-15) break;
    }
    return sum * std::exp(-x + shape * std::log(x) - std::lgamma(shape));
}

// Continued fraction for the upper incomplete gamma function, for larger x.
double upper_fraction(double x, double shape) {
    const double tiny = 1e-300;
    double b = x + 1 - shape;
    double c = 1 / tiny;
    double d = 1 / b;
    double h = d;
    for (int i = 1; i < 500; ++i) {
        const double a = -i * (i - shape);
        b += 2;
        d = 1 / (a * d + b);
        c = b + a / c;
        const double change = c * d;
        h *= change;
        if (std::fabs(change - 1) < 1e-15) break;
    }
    return h * std::exp(-x + shape * std::log(x) - std::lgamma(shape));
}

}  // namespace

double gamma_below(double x, double shape, double scale) {
    if (shape <= 0 || scale <= 0) throw std::domain_error("a gamma distribution needs positive parameters");
    const double at = x / scale;
    if (at <= 0) return 0;
    return at < shape + 1 ? lower_series(at, shape) : 1 - upper_fraction(at, shape);
}

double log_exponential_density(double x, double rate) { return std::log(rate) - rate * x; }

double log_normal_density(double x, double mean, double deviation) {
    const double z = (x - mean) / deviation;
    return -0.5 * z * z - std::log(deviation) - 0.918938533204672742;
}

double mean_of(std::span<const double> values) {
    if (values.empty()) throw std::domain_error("the mean of nothing");
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double variance_of(std::span<const double> values) {
    if (values.size() < 2) throw std::domain_error("a variance needs two values");
    const double mean = mean_of(values);
    double sum = 0;
    for (const double value : values) sum += (value - mean) * (value - mean);
    return sum / static_cast<double>(values.size() - 1);
}

double median_of(std::vector<double> values) {
    if (values.empty()) throw std::domain_error("the median of nothing");
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

double quantile_of(std::vector<double> values, double share) {
    if (values.empty()) throw std::domain_error("a quantile of nothing");
    std::sort(values.begin(), values.end());
    const double place = share * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    if (below + 1 >= values.size()) return values.back();
    const double part = place - static_cast<double>(below);
    return values[below] * (1 - part) + values[below + 1] * part;
}

Line fit_line(std::span<const double> x, std::span<const double> y) {
    Line line;
    double slope;
    const double mean_x = mean_of(x);
    const double mean_y = mean_of(y);
    double across = 0;
    double spread = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        across += (x[i] - mean_x) * (y[i] - mean_y);
        spread += (x[i] - mean_x) * (x[i] - mean_x);
    }
    if (spread > 0) slope = across / spread;
    line.slope = slope;
    line.intercept = mean_y - line.slope * mean_x;
    return line;
}

namespace {

struct Corner {
    std::vector<double> at;
    double value = 0;
};

std::vector<double> centre_of(const std::vector<Corner>& corners) {
    std::vector<double> centre(corners.front().at.size(), 0.0);
    for (std::size_t c = 0; c + 1 < corners.size(); ++c)
        for (std::size_t i = 0; i < centre.size(); ++i) centre[i] += corners[c].at[i];
    for (double& value : centre) value /= static_cast<double>(corners.size() - 1);
    return centre;
}

std::vector<double> between(const std::vector<double>& centre, const std::vector<double>& away,
                            double factor) {
    std::vector<double> point(centre.size());
    for (std::size_t i = 0; i < centre.size(); ++i)
        point[i] = centre[i] + factor * (away[i] - centre[i]);
    return point;
}

void shrink(std::vector<Corner>& corners, const Objective& objective) {
    for (std::size_t c = 1; c < corners.size(); ++c) {
        corners[c].at = between(corners[0].at, corners[c].at, 0.5);
        corners[c].value = objective(corners[c].at);
    }
}

std::vector<Corner> first_corners(const Objective& objective, const std::vector<double>& start,
                                  double step) {
    std::vector<Corner> corners{{start, objective(start)}};
    for (std::size_t i = 0; i < start.size(); ++i) {
        std::vector<double> at = start;
        at[i] += step;
        corners.push_back({at, objective(at)});
    }
    return corners;
}

}  // namespace

Minimum minimise(const Objective& objective, const std::vector<double>& start, double step,
                 std::size_t steps_max, int& status) {
    std::vector<Corner> corners = first_corners(objective, start, step);
    const auto by_value = [](const Corner& a, const Corner& b) { return a.value < b.value; };
    Minimum minimum;
    status = 1;
    for (minimum.steps = 0; minimum.steps < steps_max; ++minimum.steps) {
        std::stable_sort(corners.begin(), corners.end(), by_value);
        if (corners.back().value - corners.front().value < 1e-9) {
            status = 0;
            break;
        }
        const std::vector<double> centre = centre_of(corners);
        Corner& worst = corners.back();
        const std::vector<double> mirrored = between(centre, worst.at, -1);
        const double at_mirror = objective(mirrored);
        if (at_mirror < corners.front().value) {
            const std::vector<double> further = between(centre, worst.at, -2);
            const double at_further = objective(further);
            worst = at_further < at_mirror ? Corner{further, at_further} : Corner{mirrored, at_mirror};
        } else if (at_mirror < corners[corners.size() - 2].value) {
            worst = {mirrored, at_mirror};
        } else {
            const std::vector<double> nearer = between(centre, worst.at, 0.5);
            const double at_nearer = objective(nearer);
            if (at_nearer < worst.value)
                worst = {nearer, at_nearer};
            else
                shrink(corners, objective);
        }
    }
    std::stable_sort(corners.begin(), corners.end(), by_value);
    minimum.at = corners.front().at;
    minimum.value = corners.front().value;
    return minimum;
}

double minimise_between(const std::function<double(double)>& objective, double low, double high,
                        double width) {
    const double golden = 0.6180339887498949;
    double left = high - golden * (high - low);
    double right = low + golden * (high - low);
    double at_left = objective(left);
    double at_right = objective(right);
    while (high - low > width) {
        if (at_left < at_right) {
            high = right;
            right = left;
            at_right = at_left;
            left = high - golden * (high - low);
            at_left = objective(left);
        } else {
            low = left;
            left = right;
            at_left = at_right;
            right = low + golden * (high - low);
            at_right = objective(right);
        }
    }
    return low + (high - low) / 2;
}

}  // namespace pg
