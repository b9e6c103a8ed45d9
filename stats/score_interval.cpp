#include "stats/score_interval.hpp"

#include <algorithm>
#include <cmath>

#include <boost/math/tools/toms748_solve.hpp>

#include "core/ensure.hpp"
#include "stats/normal.hpp"

namespace isonomia::stats {

namespace {

struct Two {
    double x1, n1, x2, n2;

    [[nodiscard]] double p1() const { return x1 / n1; }
    [[nodiscard]] double p2() const { return x2 / n2; }
    [[nodiscard]] double correction() const { return (n1 + n2) / (n1 + n2 - 1); }
};

// The zero of a function that falls from a positive (or infinite) value at `low` to a negative one
// at `high`.
template <class Function>
double falling_root(const Function& f, double low, double high) {
    const auto close = [](double a, double b) { return b - a <= 4e-16 * std::abs(a + b); };
    boost::uintmax_t rounds = 300;
    const auto [a, b] = boost::math::tools::toms748_solve(f, low, high, close, rounds);
    return (a + b) / 2;
}

// The most likely second rate among pairs with p1 - p2 = d: the likelihood is concave in it.
double likely_given_difference(const Two& t, double d) {
    const double low = std::max(0.0, -d);
    const double high = std::min(1.0, 1 - d);
    const auto slope = [&](double p) {
        double sum = 0;
        if (t.x2 > 0) sum += t.x2 / p;
        if (t.x2 < t.n2) sum -= (t.n2 - t.x2) / (1 - p);
        if (t.x1 > 0) sum += t.x1 / (p + d);
        if (t.x1 < t.n1) sum -= (t.n1 - t.x1) / (1 - p - d);
        return sum;
    };
    const double width = high - low;
    const double first = low + width * 1e-15;
    const double last = high - width * 1e-15;
    if (!(first < last)) return low;
    if (slope(first) <= 0) return low;
    if (slope(last) >= 0) return high;
    return falling_root(slope, first, last);
}

// (p1 - p2 - d) in standard deviations; falls in d. 0 / 0 counts as 0.
double distance_given_difference(const Two& t, double d) {
    const double rate2 = likely_given_difference(t, d);
    const double rate1 = std::clamp(rate2 + d, 0.0, 1.0);
    const double variance =
        (rate1 * (1 - rate1) / t.n1 + rate2 * (1 - rate2) / t.n2) * t.correction();
    const double excess = t.p1() - t.p2() - d;
    if (excess == 0) return 0;
    return variance > 0 ? excess / std::sqrt(variance) : std::copysign(1e300, excess);
}

// The same for p1 - r p2, with the closed form of the most likely second rate.
double distance_given_ratio(const Two& t, double r) {
    const double a = (t.n1 + t.n2) * r;
    const double b = t.n1 * r + t.x1 + t.n2 + t.x2 * r;
    const double c = t.x1 + t.x2;
    const double rate2 = std::min(1.0, 2 * c / (b + std::sqrt(std::max(0.0, b * b - 4 * a * c))));
    const double rate1 = std::min(1.0, rate2 * r);
    const double variance =
        (rate1 * (1 - rate1) / t.n1 + r * r * rate2 * (1 - rate2) / t.n2) * t.correction();
    const double excess = t.p1() - r * t.p2();
    if (excess == 0) return 0;
    return variance > 0 ? excess / std::sqrt(variance) : std::copysign(1e300, excess);
}

Defined<Two> checked(Proportion p1, Proportion p2, double level) {
    ensure(p1.successes <= p1.trials && p2.successes <= p2.trials,
           "successes do not exceed trials");
    ensure(level > 0 && level < 1, "the confidence level is in (0, 1)");
    if (p1.trials == 0 || p2.trials == 0)
        return undefined("one of the two groups has no units to count");
    return Two{static_cast<double>(p1.successes), static_cast<double>(p1.trials),
               static_cast<double>(p2.successes), static_cast<double>(p2.trials)};
}

}  // namespace

Defined<Bounds> score_difference(Proportion p1, Proportion p2, double level) {
    const auto t = checked(p1, p2, level);
    if (!t) return tl::unexpected(t.error());
    const double z = two_sided_quantile(level);
    const double centre = t->p1() - t->p2();
    const auto over = [&](double d) { return distance_given_difference(*t, d) - z; };
    const auto under = [&](double d) { return distance_given_difference(*t, d) + z; };
    return Bounds{over(-1) <= 0 ? -1 : falling_root(over, -1, centre),
                  under(1) >= 0 ? 1 : falling_root(under, centre, 1)};
}

Defined<Bounds> score_ratio(Proportion p1, Proportion p2, double level) {
    const auto t = checked(p1, p2, level);
    if (!t) return tl::unexpected(t.error());
    if (p2.successes == 0) return undefined("the rate it is divided by is 0");
    const double z = two_sided_quantile(level);
    const auto over = [&](double w) { return distance_given_ratio(*t, std::exp(w)) - z; };
    const auto under = [&](double w) { return distance_given_ratio(*t, std::exp(w)) + z; };
    const double start = p1.successes == 0 ? 0 : std::log(t->p1() / t->p2());
    double high = start;
    while (under(high) > 0)
        high += 1;
    double below = high - 1;
    while (under(below) < 0)
        below -= 1;
    const double top = std::exp(falling_root(under, below, high));
    if (p1.successes == 0) return Bounds{0, top};
    double low = start;
    while (over(low) < 0)
        low -= 1;
    return Bounds{std::exp(falling_root(over, low, start)), top};
}

}  // namespace isonomia::stats
