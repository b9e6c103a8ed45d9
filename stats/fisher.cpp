#include "stats/fisher.hpp"

#include <algorithm>
#include <cmath>

#include <boost/math/tools/toms748_solve.hpp>

#include "core/ensure.hpp"
#include "stats/hypergeometric.hpp"

namespace isonomia::stats {

namespace {

constexpr double tie_tolerance = 1e-7;  // R's: probabilities this close count as equal

Defined<Hypergeometric> distribution_of(Proportion p1, Proportion p2) {
    ensure(p1.successes <= p1.trials && p2.successes <= p2.trials,
           "successes do not exceed trials");
    if (p1.trials == 0 || p2.trials == 0)
        return undefined("one of the two groups has no units to count");
    if (p1.trials > fisher_units_max || p2.trials > fisher_units_max - p1.trials)
        return undefined("more than 10^12 units: the exact test is not computed");
    Hypergeometric distribution(p1, p2);
    if (distribution.low() == distribution.high())
        return undefined("all units have the same result: no other table is possible");
    return distribution;
}

// The last value of [from, to] for which `holds`, given that it holds at `from` and once false
// stays so.
template <class Predicate>
std::uint64_t last_that(std::uint64_t from, std::uint64_t to, const Predicate& holds) {
    while (from < to) {
        const std::uint64_t middle = from + (to - from + 1) / 2;
        if (holds(middle))
            from = middle;
        else
            to = middle - 1;
    }
    return from;
}

double two_sided(const Hypergeometric& distribution, std::uint64_t x) {
    const double limit = distribution.log_density(x) + std::log1p(tie_tolerance);
    const auto extreme = [&](std::uint64_t j) { return distribution.log_density(j) <= limit; };
    const std::uint64_t mode = distribution.mode();
    if (extreme(mode)) return 1;
    double p = 0;
    if (extreme(distribution.low())) {
        const std::uint64_t j = last_that(distribution.low(), mode, extreme);
        p += std::exp(distribution.log_density(j)) * distribution.lower_sum(j);
    }
    if (extreme(distribution.high())) {
        const std::uint64_t below =
            last_that(mode, distribution.high(), [&](std::uint64_t j) { return !extreme(j); });
        p += std::exp(distribution.log_density(below + 1)) * distribution.upper_sum(below + 1);
    }
    return std::min(1.0, p);
}

// The zero of a function that increases in ln(odds), starting from a guess.
template <class Function>
double solve_odds(const Function& increasing, double guess) {
    double low = guess;
    double high = guess;
    for (double step = 1; increasing(low) > 0; step *= 2)
        low -= step;
    for (double step = 1; increasing(high) < 0; step *= 2)
        high += step;
    if (low == high) return std::exp(guess);
    const auto close = [](double a, double b) { return b - a < 1e-14; };
    boost::uintmax_t rounds = 200;
    const auto [a, b] = boost::math::tools::toms748_solve(increasing, low, high, close, rounds);
    return std::exp((a + b) / 2);
}

}  // namespace

Defined<double> fisher_p(Proportion p1, Proportion p2) {
    return distribution_of(p1, p2).map(
        [&](const Hypergeometric& d) { return two_sided(d, p1.successes); });
}

Defined<double> fisher_p_attainable(Proportion p1, Proportion p2) {
    return distribution_of(p1, p2).map([](const Hypergeometric& d) {
        return std::min(two_sided(d, d.low()), two_sided(d, d.high()));
    });
}

Defined<OddsRatio> conditional_odds_ratio(Proportion p1, Proportion p2, double level) {
    ensure(level > 0 && level < 1, "the confidence level is in (0, 1)");
    const auto distribution = distribution_of(p1, p2);
    if (!distribution) return tl::unexpected(distribution.error());
    const std::uint64_t x = p1.successes;
    const double tail = (1 - level) / 2;
    const auto half = [](std::uint64_t count) { return static_cast<double>(count) + 0.5; };
    const double guess = std::log(half(x) / half(p1.trials - x) * half(p2.trials - p2.successes) /
                                  half(p2.successes));
    const auto sums = [&](double log_odds) { return distribution->tilted(x, std::exp(log_odds)); };

    OddsRatio result;
    const bool smallest = x == distribution->low();
    const bool largest = x == distribution->high();
    if (smallest)
        result.estimate = 0;
    else if (!largest)
        result.estimate = solve_odds([&](double w) { return sums(w).mean_excess; }, guess);
    if (!smallest)
        result.low = solve_odds([&](double w) { return sums(w).at_least - tail; }, guess);
    if (!largest) result.high = solve_odds([&](double w) { return tail - sums(w).at_most; }, guess);
    return result;
}

}  // namespace isonomia::stats
