#include "fairness/clustered_rate.hpp"

#include <algorithm>

#include <boost/math/distributions/students_t.hpp>

#include "stats/intervals.hpp"

namespace isonomia::fairness {

namespace {

double t_quantile(double degrees, double level) {
    return boost::math::quantile(boost::math::students_t(degrees), (1 + level) / 2);
}

}  // namespace

stats::Defined<ClusteredInterval> clustered_interval(stats::Proportion rate, double variance,
                                                     std::uint64_t units, double level,
                                                     std::optional<std::uint64_t> unrelated) {
    const auto value = stats::estimate(rate);
    if (!value) return tl::unexpected(value.error());
    if (units == 0) return stats::undefined("no independent units");
    const auto trials = static_cast<double>(rate.trials);
    const double alike = std::min(trials, static_cast<double>(unrelated.value_or(units)));
    if (rate.successes == 0 || rate.successes == rate.trials)
        return ClusteredInterval{stats::effective_bounds(*value, alike, level), alike};
    if (units < 2) return stats::undefined("one independent unit: its spread cannot be known");
    if (!(variance > 0))
        return stats::undefined("resampling people does not move the rate: there are too few");
    double size = *value * (1 - *value) / variance;
    if (rate.trials > 1) {
        const double ratio =
            t_quantile(trials - 1, level) / t_quantile(static_cast<double>(units) - 1, level);
        size *= ratio * ratio;
    }
    size = std::min(trials, size);
    stats::Bounds bounds = stats::effective_bounds(*value, size, level);
    if (*value * size < effective_events_min)
        bounds.high = std::max(bounds.high, stats::effective_bounds(0, alike, level).high);
    if ((1 - *value) * size < effective_events_min)
        bounds.low = std::min(bounds.low, stats::effective_bounds(1, alike, level).low);
    return ClusteredInterval{bounds, size};
}

double ratio_variance(const std::vector<stats::Proportion>& units) {
    double successes = 0;
    double trials = 0;
    double count = 0;
    for (const stats::Proportion& unit : units) {
        successes += static_cast<double>(unit.successes);
        trials += static_cast<double>(unit.trials);
        if (unit.trials > 0) ++count;
    }
    if (count < 2) return 0;
    const double rate = successes / trials;
    double squares = 0;
    for (const stats::Proportion& unit : units) {
        const double excess =
            static_cast<double>(unit.successes) - rate * static_cast<double>(unit.trials);
        squares += excess * excess;
    }
    return count / (count - 1) * squares / trials / trials;
}

}  // namespace isonomia::fairness
