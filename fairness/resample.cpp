#include "fairness/resample.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <thread>

#include <boost/math/distributions/students_t.hpp>

#include "stats/normal.hpp"

namespace isonomia::fairness {

void draw_units(stats::RandomStream& random, std::span<std::uint32_t> weights) {
    std::fill(weights.begin(), weights.end(), 0U);
    const auto units = static_cast<double>(weights.size());
    for (std::size_t i = 0; i < weights.size(); ++i)
        ++weights[static_cast<std::size_t>(random.uniform() * units)];
}

namespace {

// Sorted, without the undefined ones; nothing when there are too many of those.
stats::Defined<Spread> prepared(std::vector<double>& replicates) {
    Spread spread;
    const auto end = std::remove_if(replicates.begin(), replicates.end(),
                                    [](double value) { return std::isnan(value); });
    spread.left_out = static_cast<std::uint64_t>(replicates.end() - end);
    const std::size_t all = replicates.size();
    replicates.erase(end, replicates.end());
    if (replicates.empty() || spread.left_out * 20 > all)
        return stats::undefined("the figure is undefined in more than one replicate in twenty");
    std::sort(replicates.begin(), replicates.end());
    if (replicates.front() == replicates.back())
        return stats::undefined("all replicates are equal, so resampling gives no width");
    spread.replicates = replicates.size();
    double mean = 0;
    for (const double value : replicates)
        mean += value / static_cast<double>(replicates.size());
    double squares = 0;
    for (const double value : replicates)
        squares += (value - mean) * (value - mean);
    spread.standard_deviation = std::sqrt(squares / static_cast<double>(replicates.size()));
    return spread;
}

double quantile_of(const std::vector<double>& sorted, double q) {
    const double position = static_cast<double>(sorted.size() + 1) * q - 1;
    const double at = std::clamp(position, 0.0, static_cast<double>(sorted.size() - 1));
    const auto low = static_cast<std::size_t>(at);
    const std::size_t high = std::min(low + 1, sorted.size() - 1);
    if (std::isinf(sorted[low]) || sorted[low] == sorted[high]) return sorted[low];
    return sorted[low] + (sorted[high] - sorted[low]) * (at - static_cast<double>(low));
}

double acceleration_of(std::span<const double> without_each) {
    double mean = 0;
    double count = 0;
    for (const double value : without_each)
        if (std::isfinite(value)) {
            mean += value;
            ++count;
        }
    if (count < 2) return 0;
    mean /= count;
    double squares = 0;
    double cubes = 0;
    for (const double value : without_each)
        if (std::isfinite(value)) {
            const double u = mean - value;
            squares += u * u;
            cubes += u * u * u;
        }
    return squares > 0 ? cubes / (6 * std::pow(squares, 1.5)) : 0;
}

}  // namespace

stats::Defined<Spread> spread_of(std::vector<double> replicates, double level) {
    auto spread = prepared(replicates);
    if (!spread) return spread;
    spread->bounds = {quantile_of(replicates, (1 - level) / 2),
                      quantile_of(replicates, (1 + level) / 2)};
    return spread;
}

stats::Defined<Spread> corrected_spread_of(std::vector<double> replicates, double figure,
                                           std::span<const double> without_each,
                                           std::uint64_t units, double level) {
    if (units < 2) return stats::undefined("one independent unit: its spread cannot be known");
    auto spread = prepared(replicates);
    if (!spread) return spread;
    const auto [from, to] = std::equal_range(replicates.begin(), replicates.end(), figure);
    const auto all = static_cast<double>(replicates.size());
    const double below =
        static_cast<double>(from - replicates.begin()) + static_cast<double>(to - from) / 2;
    const double bias = stats::normal_quantile(std::clamp(below, 0.5, all - 0.5) / all);
    const double acceleration = acceleration_of(without_each);
    const auto n = static_cast<double>(units);
    const double z = boost::math::quantile(boost::math::students_t(n - 1), (1 + level) / 2) *
                     std::sqrt(n / (n - 1));
    const auto bound = [&](double at) {
        const double moved = bias + at;
        const double stretch = 1 - acceleration * moved;
        const double end = stretch > 0 ? bias + moved / stretch : at > 0 ? 40.0 : -40.0;
        return quantile_of(replicates, stats::normal_cdf(end));
    };
    spread->bounds = {bound(-z), bound(z)};
    return spread;
}

unsigned resampling_threads() { return std::clamp(std::thread::hardware_concurrency(), 1U, 8U); }

void for_each_replicate(std::uint64_t replicates,
                        const std::function<void(std::uint32_t replicate)>& body) {
    std::atomic<std::uint64_t> next{0};
    const auto work = [&] {
        for (std::uint64_t i = next++; i < replicates; i = next++)
            body(static_cast<std::uint32_t>(i));
    };
    std::vector<std::thread> others;
    const unsigned threads = resampling_threads();
    for (unsigned i = 1; i < threads; ++i)
        others.emplace_back(work);
    work();
    for (std::thread& other : others)
        other.join();
}

std::uint64_t affordable_replicates(std::uint64_t asked, std::uint64_t cost) {
    constexpr std::uint64_t operations_max = 2'000'000'000;
    return std::min(
        asked, std::max<std::uint64_t>(200, operations_max / std::max<std::uint64_t>(1, cost)));
}

}  // namespace isonomia::fairness
