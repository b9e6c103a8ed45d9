#include "stats/bootstrap.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/ensure.hpp"
#include "stats/draw.hpp"
#include "stats/in_threads.hpp"
#include "stats/normal.hpp"

namespace isonomia::stats {

namespace {

constexpr double undefined_share_max = 0.01;

void add(const Pattern& pattern, std::uint64_t times, std::span<std::uint64_t> counts) {
    for (const Pattern::Part& part : pattern.parts)
        counts[part.cell] += times * part.count;
}

std::vector<std::uint64_t> units_of(std::span<const Pattern> patterns) {
    std::vector<std::uint64_t> units;
    for (const Pattern& pattern : patterns)
        units.push_back(pattern.units);
    return units;
}

std::uint64_t sum(const std::vector<std::uint64_t>& units) {
    std::uint64_t total = 0;
    for (const std::uint64_t count : units)
        total += count;
    return total;
}

// Quantile of sorted values at (B + 1) q.
double quantile(const std::vector<double>& sorted, double q) {
    const double position = (static_cast<double>(sorted.size()) + 1) * q - 1;
    if (position <= 0) return sorted.front();
    const auto below = static_cast<std::size_t>(position);
    if (below + 1 >= sorted.size()) return sorted.back();
    const double share = position - static_cast<double>(below);
    return sorted[below] + share * (sorted[below + 1] - sorted[below]);
}

// The acceleration constant: every cluster left out once.
Defined<double> acceleration(std::span<const Pattern> patterns,
                             const std::vector<std::uint64_t>& counts, const Figure& figure) {
    std::vector<std::uint64_t> without = counts;
    std::vector<std::pair<double, double>> values;  // figure, how many clusters give it
    double mean = 0;
    double total = 0;
    for (const Pattern& pattern : patterns) {
        if (pattern.units == 0) continue;
        for (const Pattern::Part& part : pattern.parts)
            without[part.cell] -= part.count;
        const auto value = figure(without);
        add(pattern, 1, without);
        if (!value) return undefined("without one of the units the figure is undefined");
        const auto units = static_cast<double>(pattern.units);
        values.emplace_back(*value, units);
        mean += units * *value;
        total += units;
    }
    mean /= total;
    double squares = 0;
    double cubes = 0;
    for (const auto& [value, units] : values) {
        const double excess = mean - value;
        squares += units * excess * excess;
        cubes += units * excess * excess * excess;
    }
    if (squares == 0) return undefined("no unit changes the figure");
    return cubes / (6 * std::pow(squares, 1.5));
}

Defined<Bounds> bias_corrected(const std::vector<double>& sorted, double figure,
                               Defined<double> accelerated, double level) {
    if (!accelerated) return tl::unexpected(accelerated.error());
    const auto [from, to] = std::equal_range(sorted.begin(), sorted.end(), figure);
    const double below =
        static_cast<double>(from - sorted.begin()) + static_cast<double>(to - from) / 2;
    const double share = below / static_cast<double>(sorted.size());
    if (share <= 0 || share >= 1) return undefined("all replicates lie on one side of the figure");
    const double bias = normal_quantile(share);
    const auto place = [&](double z) {
        const double shifted = bias + z;
        return normal_cdf(bias + shifted / (1 - *accelerated * shifted));
    };
    const double z = two_sided_quantile(level);
    if (*accelerated * (bias - z) >= 1 || *accelerated * (bias + z) >= 1)
        return undefined("the acceleration is too large for the formula");
    return Bounds{quantile(sorted, place(-z)), quantile(sorted, place(z))};
}

}  // namespace

std::vector<Pattern> independent_units(std::span<const std::uint64_t> counts) {
    std::vector<Pattern> patterns;
    for (std::size_t i = 0; i < counts.size(); ++i)
        if (counts[i] > 0) patterns.push_back({{{static_cast<std::uint32_t>(i), 1}}, counts[i]});
    return patterns;
}

std::vector<double> bootstrap_replicates(std::span<const Pattern> patterns, std::size_t cells,
                                         const Figure& figure, const Resampling& resampling) {
    ensure(resampling.replicates <= std::numeric_limits<std::uint32_t>::max(),
           "a replicate's number has 32 bits");
    const std::vector<std::uint64_t> units = units_of(patterns);
    const std::uint64_t total = sum(units);
    std::vector<double> values(resampling.replicates);
    in_threads(values.size(), resampling.threads, [&](std::uint64_t from, std::uint64_t to) {
        std::vector<std::uint64_t> drawn(units.size());
        std::vector<std::uint64_t> counts(cells);
        for (std::uint64_t r = from; r < to; ++r) {
            RandomStream random(resampling.seed, resampling.stream, static_cast<std::uint32_t>(r));
            draw_multinomial(random, total, units, drawn);
            std::fill(counts.begin(), counts.end(), 0);
            for (std::size_t i = 0; i < drawn.size(); ++i)
                if (drawn[i] > 0) add(patterns[i], drawn[i], counts);
            const auto value = figure(counts);
            values[r] = value ? *value : std::numeric_limits<double>::quiet_NaN();
        }
    });
    return values;
}

Defined<Bootstrap> bootstrap(std::span<const Pattern> patterns, std::size_t cells,
                             const Figure& figure, const Resampling& resampling) {
    ensure(resampling.level > 0 && resampling.level < 1, "the confidence level is in (0, 1)");
    ensure(resampling.replicates > 0, "there are replicates");
    const std::uint64_t units = sum(units_of(patterns));
    if (units == 0) return undefined("no units to resample");
    std::vector<std::uint64_t> counts(cells);
    for (const Pattern& pattern : patterns)
        add(pattern, pattern.units, counts);
    const auto here = figure(counts);
    if (!here) return tl::unexpected(here.error());
    if (units == 1) return undefined("one unit cannot be resampled");
    auto values = bootstrap_replicates(patterns, cells, figure, resampling);
    const auto end = std::remove_if(values.begin(), values.end(),
                                    [](double value) { return std::isnan(value); });
    Bootstrap result;
    result.figure = *here;
    result.left_out = static_cast<std::uint64_t>(values.end() - end);
    if (static_cast<double>(result.left_out) >
        undefined_share_max * static_cast<double>(values.size()))
        return undefined("the figure is undefined in more than one of a hundred replicates");
    values.erase(end, values.end());
    std::sort(values.begin(), values.end());
    const double tail = (1 - resampling.level) / 2;
    result.percentile = {quantile(values, tail), quantile(values, 1 - tail)};
    result.bca =
        bias_corrected(values, *here, acceleration(patterns, counts, figure), resampling.level);
    return result;
}

}  // namespace isonomia::stats
