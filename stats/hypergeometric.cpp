#include "stats/hypergeometric.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <boost/math/special_functions/log1p.hpp>

namespace isonomia::stats {

namespace {

// A tail is cut where the rest, bounded by a geometric series (the distribution is log-concave), is
// below this share of the sum.
constexpr double tail_share = 1e-17;

// ln(n!) minus Stirling's approximation to it.
double stirling_error(double n) {
    if (n <= 15)
        return std::lgamma(n + 1) - (n + 0.5) * std::log(n) + n -
               0.5 * std::log(2 * std::numbers::pi);
    const double n2 = n * n;
    return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 / n2) / n2) / n2) / n2) /
           n;
}

// x ln(x / mean) + mean - x, the deviance part, without cancellation near x = mean; x > 0.
double deviance(double x, double mean) {
    const double excess = (mean - x) / x;
    if (std::abs(excess) < 0.5) return -x * boost::math::log1pmx(excess);
    return x * std::log(x / mean) + mean - x;
}

// ln of the binomial probability of x in n with chance p = 1 - q.
double log_binomial(double x, double n, double p, double q) {
    if (x == 0) return n * (p < 0.1 ? std::log1p(-p) : std::log(q));
    if (x == n) return n * (q < 0.1 ? std::log1p(-q) : std::log(p));
    const double rest = n - x;
    return stirling_error(n) - stirling_error(x) - stirling_error(rest) - deviance(x, n * p) -
           deviance(rest, n * q) -
           0.5 * (std::log(2 * std::numbers::pi) + std::log(x) + std::log1p(-x / n));
}

// Sum of terms that start at 1 and shrink by step(j), from j towards `end`. visit(j, term) sees
// each.
template <class Step, class Visit>
void sum_tail(double j, double end, double direction, const Step& step, const Visit& visit) {
    double term = 1;
    double total = 1;
    while (j != end) {
        const double shrink = step(j);
        term *= shrink;
        j += direction;
        total += term;
        visit(j, term);
        if (shrink < 1 && term * shrink < tail_share * total * (1 - shrink)) break;
    }
}

}  // namespace

Hypergeometric::Hypergeometric(Proportion p1, Proportion p2)
    : first_(static_cast<double>(p1.trials)),
      second_(static_cast<double>(p2.trials)),
      drawn_(static_cast<double>(p1.successes + p2.successes)) {
    const std::uint64_t drawn = p1.successes + p2.successes;
    low_ = drawn > p2.trials ? drawn - p2.trials : 0;
    high_ = std::min(drawn, p1.trials);
    if (low_ == high_) return;
    const double all = first_ + second_;
    all_drawn_ = log_binomial(drawn_, all, drawn_ / all, (all - drawn_) / all);
}

double Hypergeometric::log_density(std::uint64_t j) const {
    if (low_ == high_) return 0;
    const double all = first_ + second_;
    const double p = drawn_ / all;
    const double q = (all - drawn_) / all;
    const auto x = static_cast<double>(j);
    return log_binomial(x, first_, p, q) + log_binomial(drawn_ - x, second_, p, q) - all_drawn_;
}

double Hypergeometric::step_up(double j) const {
    return (first_ - j) / (j + 1) * ((drawn_ - j) / (second_ - drawn_ + j + 1));
}

double Hypergeometric::step_down(double j) const {
    return j / (first_ - j + 1) * ((second_ - drawn_ + j) / (drawn_ - j + 1));
}

// The root of P(j + 1) = P(j), a quadratic in j: Liao and Rosen, The American Statistician 55
// (2001) 366.
std::uint64_t Hypergeometric::mode_of(double odds) const {
    const double a = odds - 1;
    const double b = (first_ + drawn_ + 2) * odds + second_ - drawn_;
    const double c = (first_ + 1) * (drawn_ + 1) * odds;
    const double discriminant = std::sqrt(std::max(0.0, b * b - 4 * a * c));
    // Two forms of one root; each is free of cancellation where it is used (b < 0 only if a < 0).
    const double root = b < 0 ? (b - discriminant) / (2 * a) : 2 * c / (b + discriminant);
    return static_cast<std::uint64_t>(
        std::clamp(std::floor(root), static_cast<double>(low_), static_cast<double>(high_)));
}

double Hypergeometric::lower_sum(std::uint64_t j) const {
    double sum = 1;
    sum_tail(
        static_cast<double>(j), static_cast<double>(low_), -1,
        [&](double i) { return step_down(i); }, [&](double, double term) { sum += term; });
    return sum;
}

double Hypergeometric::upper_sum(std::uint64_t j) const {
    double sum = 1;
    sum_tail(
        static_cast<double>(j), static_cast<double>(high_), 1, [&](double i) { return step_up(i); },
        [&](double, double term) { sum += term; });
    return sum;
}

TiltedSums Hypergeometric::tilted(std::uint64_t x, double odds) const {
    const auto at = static_cast<double>(x);
    const auto centre = static_cast<double>(mode_of(odds));
    double total = 0;
    double moment = 0;  // around the mode, so that nothing cancels
    double at_least = 0;
    double at_most = 0;
    const auto add = [&](double j, double term) {
        total += term;
        moment += (j - centre) * term;
        if (j >= at) at_least += term;
        if (j <= at) at_most += term;
    };
    add(centre, 1);
    sum_tail(
        centre, static_cast<double>(high_), 1, [&](double j) { return odds * step_up(j); }, add);
    sum_tail(
        centre, static_cast<double>(low_), -1, [&](double j) { return step_down(j) / odds; }, add);
    return {(centre - at) + moment / total, at_least / total, at_most / total};
}

}  // namespace isonomia::stats
