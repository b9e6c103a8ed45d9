#include "stats/intervals.hpp"

#include <algorithm>
#include <cmath>

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/erf.hpp>

#include "core/ensure.hpp"

namespace isonomia::stats {

namespace {

constexpr std::string_view no_trials = "no units to count: the denominator is 0";
constexpr std::string_view no_trials_in_one = "one of the two groups has no units to count";

void check(Proportion p, double level) {
    ensure(p.successes <= p.trials, "successes do not exceed trials");
    ensure(level > 0 && level < 1, "the confidence level is in (0, 1)");
}

double normal_quantile_of(double level) { return std::sqrt(2.0) * boost::math::erf_inv(level); }

double ratio(Proportion p) {
    return static_cast<double>(p.successes) / static_cast<double>(p.trials);
}

}  // namespace

Defined<Bounds> clopper_pearson(Proportion p, double level) {
    check(p, level);
    if (p.trials == 0) return undefined(no_trials);
    const double tail = (1 - level) / 2;
    const auto x = static_cast<double>(p.successes);
    const auto rest = static_cast<double>(p.trials - p.successes);
    return Bounds{p.successes == 0 ? 0 : boost::math::ibeta_inv(x, rest + 1, tail),
                  p.successes == p.trials ? 1 : boost::math::ibetac_inv(x + 1, rest, tail)};
}

Bounds effective_bounds(double rate, double size, double level) {
    const double tail = (1 - level) / 2;
    const double x = rate * size;
    const double rest = size - x;
    return {rate <= 0 ? 0 : boost::math::ibeta_inv(x, rest + 1, tail),
            rate >= 1 ? 1 : boost::math::ibetac_inv(x + 1, rest, tail)};
}

Defined<Bounds> wilson(Proportion p, double level) {
    check(p, level);
    if (p.trials == 0) return undefined(no_trials);
    const auto n = static_cast<double>(p.trials);
    const double z = normal_quantile_of(level);
    const double share = ratio(p);
    const double z2n = z * z / n;
    const double centre = share + z2n / 2;
    const double half = z * std::sqrt(share * (1 - share) / n + z2n / (4 * n));
    // At 0 and n one bound is exact; the formula would leave rounding noise.
    return Bounds{p.successes == 0 ? 0 : (centre - half) / (1 + z2n),
                  p.successes == p.trials ? 1 : (centre + half) / (1 + z2n)};
}

Defined<Bounds> newcombe(Proportion p1, Proportion p2, double level) {
    const auto first = wilson(p1, level);
    const auto second = wilson(p2, level);
    if (!first || !second) return undefined(no_trials_in_one);
    const double share1 = ratio(p1);
    const double share2 = ratio(p2);
    const double difference = share1 - share2;
    return Bounds{
        std::max(-1.0, difference - std::hypot(share1 - first->low, second->high - share2)),
        std::min(1.0, difference + std::hypot(first->high - share1, share2 - second->low))};
}

Defined<double> risk_ratio(Proportion p1, Proportion p2) {
    if (p1.trials == 0 || p2.trials == 0) return undefined(no_trials_in_one);
    if (p2.successes == 0) return undefined("the rate it is divided by is 0");
    return ratio(p1) / ratio(p2);
}

Defined<Bounds> katz(Proportion p1, Proportion p2, double level) {
    check(p1, level);
    check(p2, level);
    const auto value = risk_ratio(p1, p2);
    if (!value) return tl::unexpected(value.error());
    if (p1.successes == 0) return undefined("the ratio is 0, so its logarithm has no interval");
    if (p1.successes == p1.trials && p2.successes == p2.trials)
        return undefined("both rates are 1, so the formula gives no width");
    const auto excess = [](Proportion p) {  // 1/x - 1/n without cancellation
        return static_cast<double>(p.trials - p.successes) / static_cast<double>(p.successes) /
               static_cast<double>(p.trials);
    };
    const double half = normal_quantile_of(level) * std::sqrt(excess(p1) + excess(p2));
    return Bounds{*value * std::exp(-half), *value * std::exp(half)};
}

}  // namespace isonomia::stats
