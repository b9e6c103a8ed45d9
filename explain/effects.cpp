#include "explain/effects.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <boost/math/distributions/students_t.hpp>

#include "explain/interval_level.hpp"
#include "stats/normal.hpp"
#include "stats/philox.hpp"

namespace isonomia::explain {

namespace {

std::vector<double> present(const std::vector<Row>& rows, std::size_t number) {
    std::vector<double> values;
    for (const Row& row : rows)
        if (!std::isnan(row[number])) values.push_back(row[number]);
    std::sort(values.begin(), values.end());
    return values;
}

// Up to `points` quantiles, each once.
std::vector<double> quantiles(const std::vector<double>& sorted, std::size_t points) {
    std::vector<double> result;
    for (std::size_t i = 0; i < points && !sorted.empty(); ++i)
        result.push_back(sorted[i * (sorted.size() - 1) / (points - 1)]);
    result.erase(std::unique(result.begin(), result.end()), result.end());
    return result;
}

struct Mean {
    double value = 0;
    double half = 0;  // of the interval
    std::uint64_t n = 0;
};

Mean mean_of(const std::vector<double>& values) {
    Mean mean;
    double squares = 0;
    for (const double x : values) {
        if (!std::isfinite(x)) continue;
        const double step = x - mean.value;
        mean.value += step / static_cast<double>(++mean.n);
        squares += step * (x - mean.value);
    }
    if (mean.n < 2) return mean;
    const auto n = static_cast<double>(mean.n);
    mean.half = boost::math::quantile(boost::math::students_t(n - 1), (1 + interval_level) / 2) *
                std::sqrt(squares / (n - 1) / n);
    return mean;
}

std::vector<double> with_value(const Scorer& score, std::vector<Row> rows, std::size_t number,
                               double value) {
    for (Row& row : rows)
        row[number] = value;
    return score(rows);
}

}  // namespace

std::vector<EffectPoint> partial_dependence(const Scorer& score, const ModelInput& input,
                                            std::size_t number, const std::vector<Row>& rows,
                                            const Row& person, std::size_t points) {
    std::vector<double> xs;
    for (std::size_t code = 0; code < input.categories.size(); ++code)
        xs.push_back(static_cast<double>(code));
    if (xs.empty()) xs = quantiles(present(rows, number), points);
    std::vector<EffectPoint> result;
    for (const double x : xs) {
        EffectPoint point;
        point.x = x;
        auto results = with_value(score, rows, number, x);
        const Mean mean = mean_of(results);
        point.value = mean.n > 0 ? mean.value : std::numeric_limits<double>::quiet_NaN();
        point.low = point.value - mean.half;
        point.high = point.value + mean.half;
        point.answered = mean.n;
        point.own = with_value(score, {person}, number, x).front();
        std::erase_if(results, [](double r) { return !std::isfinite(r); });
        std::sort(results.begin(), results.end());
        if (!results.empty()) {
            const auto last = static_cast<double>(results.size() - 1);
            point.ice_low = results[static_cast<std::size_t>(std::lround(0.05 * last))];
            point.ice_high = results[static_cast<std::size_t>(std::lround(0.95 * last))];
        }
        result.push_back(point);
    }
    for (const Row& row : rows) {
        if (std::isnan(row[number]) || result.empty()) continue;
        const auto nearest = std::min_element(
            result.begin(), result.end(), [&](const EffectPoint& a, const EffectPoint& b) {
                return std::abs(a.x - row[number]) < std::abs(b.x - row[number]);
            });
        ++nearest->n;
    }
    return result;
}

std::vector<LocalEffect> accumulated_effects(const Scorer& score, std::size_t number,
                                             const std::vector<Row>& rows, std::size_t bins) {
    const auto ends = quantiles(present(rows, number), bins + 1);
    if (ends.size() < 2) return {};
    std::vector<std::vector<Row>> low(ends.size() - 1);
    std::vector<std::vector<Row>> high(ends.size() - 1);
    for (const Row& row : rows) {
        if (std::isnan(row[number])) continue;
        const auto above = std::lower_bound(ends.begin() + 1, ends.end() - 1, row[number]);
        const auto bin = static_cast<std::size_t>(above - ends.begin()) - 1;
        low[bin].push_back(row);
        low[bin].back()[number] = ends[bin];
        high[bin].push_back(row);
        high[bin].back()[number] = ends[bin + 1];
    }
    std::vector<LocalEffect> result;
    const double z = stats::two_sided_quantile(interval_level);
    double sum = 0;
    double variance = 0;
    double centre = 0;
    double all = 0;
    std::vector<double> halves;
    for (std::size_t bin = 0; bin + 1 < ends.size(); ++bin) {
        const auto before = score(low[bin]);
        auto change = score(high[bin]);
        for (std::size_t i = 0; i < change.size(); ++i)
            change[i] -= before[i];
        const Mean mean = mean_of(change);
        double squares = 0;
        for (const double x : change)
            if (std::isfinite(x)) squares += (x - mean.value) * (x - mean.value);
        const double start = sum;
        sum += mean.value;
        const auto n = static_cast<double>(mean.n);
        if (mean.n > 1) variance += squares / (n - 1) / n;
        centre += n * (start + sum) / 2;
        all += n;
        halves.push_back(z * std::sqrt(variance));
        result.push_back({ends[bin + 1], sum, 0, 0, mean.n});
    }
    for (std::size_t bin = 0; bin < result.size(); ++bin) {
        result[bin].value -= all > 0 ? centre / all : 0;
        result[bin].low = result[bin].value - halves[bin];
        result[bin].high = result[bin].value + halves[bin];
    }
    return result;
}

std::optional<Importance> permutation_importance(const Scorer& score, std::size_t number,
                                                 const std::vector<Row>& rows,
                                                 const std::vector<double>& truths,
                                                 std::uint64_t seed, std::size_t times) {
    if (rows.size() < 2) return std::nullopt;
    const auto own = score(rows);
    std::vector<double> change(rows.size(), 0);
    stats::RandomStream random(seed, 6 + number);
    for (std::size_t t = 0; t < times; ++t) {
        std::vector<Row> shuffled = rows;
        for (std::size_t i = rows.size(); i > 1; --i)
            std::swap(shuffled[i - 1][number], shuffled[random.next() % i][number]);
        const auto now = score(shuffled);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const double before = truths.empty() ? 0 : std::pow(own[i] - truths[i], 2);
            const double after =
                truths.empty() ? std::abs(now[i] - own[i]) : std::pow(now[i] - truths[i], 2);
            change[i] += (after - before) / static_cast<double>(times);
        }
    }
    const Mean mean = mean_of(change);
    if (mean.n < 2) return std::nullopt;
    return Importance{mean.value, mean.value - mean.half, mean.value + mean.half, mean.n};
}

}  // namespace isonomia::explain
