#include "stats/mantel_haenszel.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <boost/math/special_functions/gamma.hpp>

#include "core/ensure.hpp"
#include "stats/normal.hpp"

namespace isonomia::stats {

namespace {

// One stratum as the textbooks write it: successes a, b of n1, failures likewise.
struct Table {
    double a, b, c, d;

    [[nodiscard]] double n1() const { return a + b; }
    [[nodiscard]] double n2() const { return c + d; }
    [[nodiscard]] double yes() const { return a + c; }
    [[nodiscard]] double no() const { return b + d; }
    [[nodiscard]] double n() const { return n1() + n2(); }
    // Whether both groups have units.
    [[nodiscard]] bool compares() const { return n1() > 0 && n2() > 0; }
    [[nodiscard]] bool varies() const { return compares() && yes() > 0 && no() > 0; }
};

Table table_of(const Stratum& s) {
    ensure(s.first.successes <= s.first.trials && s.second.successes <= s.second.trials,
           "successes do not exceed trials");
    return {static_cast<double>(s.first.successes),
            static_cast<double>(s.first.trials - s.first.successes),
            static_cast<double>(s.second.successes),
            static_cast<double>(s.second.trials - s.second.successes)};
}

constexpr std::string_view no_common_ratio =
    "no stratum has both results in a way that gives a common odds ratio";

Defined<double> odds_ratio_of(std::span<const Stratum> strata) {
    double up = 0;
    double down = 0;
    for (const Stratum& s : strata) {
        const Table t = table_of(s);
        if (!t.compares()) continue;
        up += t.a * t.d / t.n();
        down += t.b * t.c / t.n();
    }
    if (up == 0 || down == 0) return undefined(no_common_ratio);
    return up / down;
}

// The successes of the first group that the odds ratio leads to, given the margins.
double expected_successes(const Table& t, double odds) {
    const double low = std::max(0.0, t.yes() - t.n2());
    const double high = std::min(t.yes(), t.n1());
    if (odds == 1) return t.n1() * t.yes() / t.n();
    const double a = 1 - odds;
    const double b = t.n2() - t.yes() + odds * (t.n1() + t.yes());
    const double c = -odds * t.n1() * t.yes();
    const double root = std::sqrt(std::max(0.0, b * b - 4 * a * c));
    // a x² + b x + c = 0; the root between the margins is the one that stays finite at a = 0.
    return std::clamp(b > 0 ? -2 * c / (b + root) : (-b + root) / (2 * a), low, high);
}

}  // namespace

Defined<Estimated> common_odds_ratio(std::span<const Stratum> strata, double level) {
    ensure(level > 0 && level < 1, "the confidence level is in (0, 1)");
    const auto value = odds_ratio_of(strata);
    if (!value) return tl::unexpected(value.error());
    double r = 0, s = 0, pr = 0, mixed = 0, qs = 0;
    for (const Stratum& stratum : strata) {
        const Table t = table_of(stratum);
        if (!t.compares()) continue;
        const double up = t.a * t.d / t.n();
        const double down = t.b * t.c / t.n();
        const double p = (t.a + t.d) / t.n();
        const double q = (t.b + t.c) / t.n();
        r += up;
        s += down;
        pr += p * up;
        mixed += p * down + q * up;
        qs += q * down;
    }
    const double variance = pr / (2 * r * r) + mixed / (2 * r * s) + qs / (2 * s * s);
    const double half = two_sided_quantile(level) * std::sqrt(variance);
    return Estimated{*value, {*value * std::exp(-half), *value * std::exp(half)}};
}

Defined<CommonDifference> common_difference(std::span<const Stratum> strata, double level) {
    ensure(level > 0 && level < 1, "the confidence level is in (0, 1)");
    double up = 0, weight = 0, p = 0, q = 0;
    for (const Stratum& stratum : strata) {
        const Table t = table_of(stratum);
        if (!t.compares()) continue;
        const double n1 = t.n1();
        const double n2 = t.n2();
        const double n = t.n();
        up += (t.a * n2 - t.c * n1) / n;
        weight += n1 * n2 / n;
        p += (n1 * n1 * t.c - n2 * n2 * t.a + n1 * n2 * (n2 - n1) / 2) / (n * n);
        q += (t.a * (n2 - t.c) + t.c * (n1 - t.a)) / (2 * n);
    }
    if (weight == 0) return undefined("no stratum has units of both groups");
    CommonDifference result;
    result.value = up / weight;
    const double variance = (result.value * p + q) / (weight * weight);
    if (!(variance > 0)) {
        result.bounds =
            undefined("within the strata nothing varies, so the formula gives no width");
        return result;
    }
    const double half = two_sided_quantile(level) * std::sqrt(variance);
    result.bounds = Bounds{std::max(-1.0, result.value - half), std::min(1.0, result.value + half)};
    return result;
}

bool large_enough(std::span<const Stratum> strata) {
    double down = 0;  // from the mean of the sum to the least that the margins allow
    double up = 0;
    for (const Stratum& stratum : strata) {
        const Table t = table_of(stratum);
        if (!t.varies()) continue;
        const double mean = t.n1() * t.yes() / t.n();
        down += mean - std::max(0.0, t.yes() - t.n2());
        up += std::min(t.yes(), t.n1()) - mean;
    }
    return std::min(down, up) >= mantel_fleiss_min;
}

Defined<StratifiedTest> mantel_haenszel_test(std::span<const Stratum> strata) {
    double excess = 0;
    double variance = 0;
    for (const Stratum& stratum : strata) {
        const Table t = table_of(stratum);
        if (!t.varies()) continue;
        excess += t.a - t.n1() * t.yes() / t.n();
        variance += t.n1() * t.n2() * t.yes() * t.no() / (t.n() * t.n() * (t.n() - 1));
    }
    if (variance == 0) return undefined("in no stratum can anything vary");
    const double statistic = excess * excess / variance;
    return StratifiedTest{statistic, std::erfc(std::sqrt(statistic / 2)), 1};
}

Defined<Homogeneity> homogeneity(std::span<const Stratum> strata) {
    const auto odds = odds_ratio_of(strata);
    if (!odds) return tl::unexpected(odds.error());
    double squares = 0, excess = 0, variance = 0, used = 0;
    double least = std::numeric_limits<double>::infinity();
    for (const Stratum& stratum : strata) {
        const Table t = table_of(stratum);
        if (!t.varies()) continue;
        const double a = expected_successes(t, *odds);
        const double b = t.n1() - a;
        const double c = t.yes() - a;
        const double d = t.n2() - t.yes() + a;
        const double v = 1 / (1 / a + 1 / b + 1 / c + 1 / d);
        least = std::min({least, a, b, c, d});
        squares += (t.a - a) * (t.a - a) / v;
        excess += t.a - a;
        variance += v;
        ++used;
    }
    if (used < 2) return undefined("fewer than two strata in which anything can vary");
    Homogeneity result;
    result.expected_min = least;
    result.breslow_day = squares;
    result.tarone = std::max(0.0, squares - excess * excess / variance);
    result.degrees = used - 1;
    result.p = boost::math::gamma_q(result.degrees / 2, result.tarone / 2);
    return result;
}

}  // namespace isonomia::stats
