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

// The order of values, found out only where it is asked for: sorting them all would take longer
// than drawing them.
class Ranks {
public:
    explicit Ranks(std::vector<double> values) : values_(std::move(values)) {}

    // The value at (B + 1) q, linear between neighbours.
    [[nodiscard]] double quantile(double q) {
        const double position = (static_cast<double>(values_.size()) + 1) * q - 1;
        if (position <= 0) return at(0);
        const auto below = static_cast<std::size_t>(position);
        if (below + 1 >= values_.size()) return at(values_.size() - 1);
        const double share = position - static_cast<double>(below);
        return at(below) + share * (at(below + 1) - at(below));
    }

    // Of values equal to `figure` half count.
    [[nodiscard]] double share_below(double figure) const {
        double below = 0;
        for (const double value : values_)
            below += value < figure ? 1 : value == figure ? 0.5 : 0;
        return below / static_cast<double>(values_.size());
    }

private:
    [[nodiscard]] double at(std::size_t place) {
        const auto next = std::lower_bound(settled_.begin(), settled_.end(), place);
        if (next != settled_.end() && *next == place) return values_[place];
        const auto begin = values_.begin();
        const auto offset = [&](std::size_t i) { return begin + static_cast<std::ptrdiff_t>(i); };
        std::nth_element(next == settled_.begin() ? begin : offset(*(next - 1) + 1), offset(place),
                         next == settled_.end() ? values_.end() : offset(*next));
        settled_.insert(next, place);
        return values_[place];
    }

    std::vector<double> values_;
    std::vector<std::size_t> settled_;  // ascending places that hold what they would if sorted
};

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

Defined<Bounds> bias_corrected(Ranks& ranks, double figure, Defined<double> accelerated,
                               double level) {
    if (!accelerated) return tl::unexpected(accelerated.error());
    const double share = ranks.share_below(figure);
    if (share <= 0 || share >= 1) return undefined("all replicates lie on one side of the figure");
    const double bias = normal_quantile(share);
    const auto place = [&](double z) {
        const double shifted = bias + z;
        return normal_cdf(bias + shifted / (1 - *accelerated * shifted));
    };
    const double z = two_sided_quantile(level);
    if (*accelerated * (bias - z) >= 1 || *accelerated * (bias + z) >= 1)
        return undefined("the acceleration is too large for the formula");
    return Bounds{ranks.quantile(place(-z)), ranks.quantile(place(z))};
}

Defined<Bootstrap> summary_of(double here, std::vector<double> values,
                              std::span<const Pattern> patterns,
                              const std::vector<std::uint64_t>& counts, const Figure& figure,
                              double level) {
    const auto end = std::remove_if(values.begin(), values.end(),
                                    [](double value) { return std::isnan(value); });
    Bootstrap result;
    result.figure = here;
    result.left_out = static_cast<std::uint64_t>(values.end() - end);
    if (static_cast<double>(result.left_out) >
        undefined_share_max * static_cast<double>(values.size()))
        return undefined("the figure is undefined in more than one of a hundred replicates");
    values.erase(end, values.end());
    Ranks ranks(std::move(values));
    const double tail = (1 - level) / 2;
    result.percentile = {ranks.quantile(tail), ranks.quantile(1 - tail)};
    result.bca = bias_corrected(ranks, here, acceleration(patterns, counts, figure), level);
    return result;
}

}  // namespace

std::vector<Pattern> independent_units(std::span<const std::uint64_t> counts) {
    std::vector<Pattern> patterns;
    for (std::size_t i = 0; i < counts.size(); ++i)
        if (counts[i] > 0) patterns.push_back({{{static_cast<std::uint32_t>(i), 1}}, counts[i]});
    return patterns;
}

std::vector<std::vector<double>> bootstrap_replicates(std::span<const Pattern> patterns,
                                                      std::size_t cells,
                                                      std::span<const Figure> figures,
                                                      const Resampling& resampling) {
    ensure(resampling.replicates <= std::numeric_limits<std::uint32_t>::max(),
           "a replicate's number has 32 bits");
    const std::vector<std::uint64_t> units = units_of(patterns);
    const std::uint64_t total = sum(units);
    std::vector<std::vector<double>> values(figures.size(),
                                            std::vector<double>(resampling.replicates));
    const auto draw = [&](std::uint64_t from, std::uint64_t to) {
        std::vector<std::uint64_t> drawn(units.size());
        std::vector<std::uint64_t> counts(cells);
        for (std::uint64_t r = from; r < to; ++r) {
            RandomStream random(resampling.seed, resampling.stream, static_cast<std::uint32_t>(r));
            draw_multinomial(random, total, units, drawn);
            std::fill(counts.begin(), counts.end(), 0);
            for (std::size_t i = 0; i < drawn.size(); ++i)
                if (drawn[i] > 0) add(patterns[i], drawn[i], counts);
            for (std::size_t k = 0; k < figures.size(); ++k)
                values[k][r] =
                    figures[k](counts).value_or(std::numeric_limits<double>::quiet_NaN());
        }
    };
    in_threads(resampling.replicates, resampling.threads, draw);
    return values;
}

std::vector<Defined<Bootstrap>> bootstrap(std::span<const Pattern> patterns, std::size_t cells,
                                          std::span<const Figure> figures,
                                          const Resampling& resampling) {
    ensure(resampling.level > 0 && resampling.level < 1, "the confidence level is in (0, 1)");
    ensure(resampling.replicates > 0, "there are replicates");
    std::vector<Defined<Bootstrap>> results(figures.size(), undefined("no units to resample"));
    const std::uint64_t units = sum(units_of(patterns));
    if (units == 0) return results;
    std::vector<std::uint64_t> counts(cells);
    for (const Pattern& pattern : patterns)
        add(pattern, pattern.units, counts);
    for (std::size_t k = 0; k < figures.size(); ++k) {
        const auto here = figures[k](counts);
        if (!here)
            results[k] = tl::unexpected(here.error());
        else if (units == 1)
            results[k] = undefined("one unit cannot be resampled");
        else
            results[k] = Bootstrap{*here, {}};
    }
    if (units == 1) return results;
    auto values = bootstrap_replicates(patterns, cells, figures, resampling);
    in_threads(figures.size(), resampling.threads, [&](std::uint64_t from, std::uint64_t to) {
        for (std::uint64_t k = from; k < to; ++k)
            if (results[k])
                results[k] = summary_of(results[k]->figure, std::move(values[k]), patterns, counts,
                                        figures[k], resampling.level);
    });
    return results;
}

Defined<Bootstrap> bootstrap(std::span<const Pattern> patterns, std::size_t cells,
                             const Figure& figure, const Resampling& resampling) {
    return bootstrap(patterns, cells, std::span(&figure, 1), resampling).front();
}

}  // namespace isonomia::stats
