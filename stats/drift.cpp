#include "stats/drift.hpp"

#include <algorithm>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <numeric>

#include "core/ensure.hpp"

namespace isonomia::stats {

namespace {

double total(std::span<const std::uint64_t> counts) {
    std::uint64_t sum = 0;
    for (const std::uint64_t count : counts)
        sum += count;
    return static_cast<double>(sum);
}

// The two sums, step by step; `see` is told both after every period.
template <class Period, class See>
Defined<double> walk(Proportion baseline, std::size_t periods, Period period, See see) {
    if (baseline.trials == 0) return undefined("the baseline has no units");
    double events = static_cast<double>(baseline.successes);
    double units = static_cast<double>(baseline.trials);
    for (std::size_t t = 0; t < periods; ++t) {
        events += static_cast<double>(period(t).successes);
        units += static_cast<double>(period(t).trials);
    }
    const double rate = events / units;
    if (rate <= 0 || rate >= 1) return undefined("the rate is the same for every unit");
    const double before =
        static_cast<double>(baseline.successes) / static_cast<double>(baseline.trials);
    double up = 0;
    double down = 0;
    double highest = 0;
    for (std::size_t t = 0; t < periods; ++t) {
        const double n = static_cast<double>(period(t).trials);
        if (n > 0) {
            const double z = (static_cast<double>(period(t).successes) - n * before) /
                             std::sqrt(n * rate * (1 - rate));
            up = std::max(0.0, up + z - cusum_allowance);
            down = std::max(0.0, down - z - cusum_allowance);
        }
        see(t, up, down);
        highest = std::max({highest, up, down});
    }
    return highest;
}

}  // namespace

Defined<double> population_stability_index(std::span<const std::uint64_t> baseline,
                                           std::span<const std::uint64_t> current) {
    ensure(baseline.size() == current.size(), "both lists have the same bins");
    if (baseline.size() < 2) return undefined("fewer than two bins");
    const double n = total(baseline);
    const double m = total(current);
    if (n == 0) return undefined("the baseline has no units");
    if (m == 0) return undefined("the period has no units");
    const double added = static_cast<double>(baseline.size()) / 2;
    double index = 0;
    for (std::size_t i = 0; i < baseline.size(); ++i) {
        const double q = (static_cast<double>(baseline[i]) + 0.5) / (n + added);
        const double p = (static_cast<double>(current[i]) + 0.5) / (m + added);
        index += (p - q) * std::log(p / q);
    }
    return index;
}

Defined<TwoSampleChiSquare> two_sample_chi_square(std::span<const std::uint64_t> baseline,
                                                  std::span<const std::uint64_t> current) {
    ensure(baseline.size() == current.size(), "both lists have the same bins");
    const double n = total(baseline);
    const double m = total(current);
    if (n == 0) return undefined("the baseline has no units");
    if (m == 0) return undefined("the period has no units");
    TwoSampleChiSquare result;
    result.expected_min = n + m;
    std::size_t bins = 0;
    for (std::size_t i = 0; i < baseline.size(); ++i) {
        const auto a = static_cast<double>(baseline[i]);
        const auto b = static_cast<double>(current[i]);
        if (a + b == 0) continue;
        ++bins;
        for (const auto& [seen, size] : {std::pair{a, n}, std::pair{b, m}}) {
            const double expected = (a + b) * size / (n + m);
            result.statistic += (seen - expected) * (seen - expected) / expected;
            result.expected_min = std::min(result.expected_min, expected);
        }
    }
    if (bins < 2) return undefined("fewer than two bins");
    result.degrees = bins - 1;
    result.p = boost::math::gamma_q(static_cast<double>(result.degrees) / 2, result.statistic / 2);
    return result;
}

Defined<Cusum> cusum(Proportion baseline, std::span<const Proportion> periods) {
    Cusum result;
    const auto highest = walk(
        baseline, periods.size(), [&](std::size_t t) { return periods[t]; },
        [&](std::size_t t, double up, double down) {
            result.points.push_back({up, down});
            if (std::max(up, down) > result.highest) {
                result.highest = std::max(up, down);
                result.at = t;
            }
        });
    if (!highest) return tl::unexpected(highest.error());
    return result;
}

Defined<double> cusum_highest(std::span<const std::uint64_t> events_and_others) {
    ensure(events_and_others.size() >= 2 && events_and_others.size() % 2 == 0,
           "two counts per period, the baseline first");
    const auto pair = [&](std::size_t i) {
        return Proportion{events_and_others[2 * i],
                          events_and_others[2 * i] + events_and_others[2 * i + 1]};
    };
    return walk(
        pair(0), events_and_others.size() / 2 - 1, [&](std::size_t t) { return pair(t + 1); },
        [](std::size_t, double, double) {});
}

std::vector<double> ranks(std::span<const double> values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    std::vector<double> result(values.size());
    for (std::size_t from = 0; from < order.size();) {
        std::size_t to = from;
        while (to < order.size() && values[order[to]] == values[order[from]])
            ++to;
        for (std::size_t i = from; i < to; ++i)
            result[order[i]] = static_cast<double>(from + to + 1) / 2;
        from = to;
    }
    return result;
}

Defined<double> rank_correlation(std::span<const double> x, std::span<const double> y) {
    ensure(x.size() == y.size(), "pairs have two sides");
    if (x.size() < 3) return undefined("fewer than three pairs");
    const auto a = ranks(x);
    const auto b = ranks(y);
    const double mean = (static_cast<double>(x.size()) + 1) / 2;
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        xy += (a[i] - mean) * (b[i] - mean);
        xx += (a[i] - mean) * (a[i] - mean);
        yy += (b[i] - mean) * (b[i] - mean);
    }
    if (xx == 0 || yy == 0) return undefined("one side is the same everywhere");
    return xy / std::sqrt(xx * yy);
}

}  // namespace isonomia::stats
