#include "fairness/resample.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <thread>

namespace isonomia::fairness {

void draw_units(stats::RandomStream& random, std::span<std::uint32_t> weights) {
    std::fill(weights.begin(), weights.end(), 0U);
    const auto units = static_cast<double>(weights.size());
    for (std::size_t i = 0; i < weights.size(); ++i)
        ++weights[static_cast<std::size_t>(random.uniform() * units)];
}

stats::Defined<Spread> spread_of(std::vector<double> replicates, double level) {
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
    const auto quantile = [&](double q) {
        const double position = static_cast<double>(replicates.size() + 1) * q - 1;
        const double last = static_cast<double>(replicates.size() - 1);
        const double at = std::clamp(position, 0.0, last);
        const auto low = static_cast<std::size_t>(at);
        const std::size_t high = std::min(low + 1, replicates.size() - 1);
        if (std::isinf(replicates[low]) || replicates[low] == replicates[high])
            return replicates[low];
        return replicates[low] +
               (replicates[high] - replicates[low]) * (at - static_cast<double>(low));
    };
    spread.bounds = {quantile((1 - level) / 2), quantile((1 + level) / 2)};
    double mean = 0;
    for (const double value : replicates)
        mean += value / static_cast<double>(replicates.size());
    double squares = 0;
    for (const double value : replicates)
        squares += (value - mean) * (value - mean);
    spread.standard_deviation = std::sqrt(squares / static_cast<double>(replicates.size()));
    return spread;
}

void for_each_replicate(std::uint64_t replicates,
                        const std::function<void(std::uint32_t replicate)>& body) {
    std::atomic<std::uint64_t> next{0};
    const auto work = [&] {
        for (std::uint64_t i = next++; i < replicates; i = next++)
            body(static_cast<std::uint32_t>(i));
    };
    std::vector<std::thread> others;
    const unsigned threads = std::min(8U, std::max(1U, std::thread::hardware_concurrency()));
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
