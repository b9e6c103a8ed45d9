#include "explain/quality.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "explain/limits.hpp"
#include "stats/philox.hpp"

namespace isonomia::explain {

namespace {

constexpr std::size_t checked_persons_max = 100;

std::vector<double> ranks_of_sizes(const std::vector<double>& values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::abs(values[a]) < std::abs(values[b]);
    });
    std::vector<double> ranks(values.size());
    for (std::size_t from = 0; from < order.size();) {
        std::size_t to = from;
        while (to < order.size() && std::abs(values[order[to]]) == std::abs(values[order[from]]))
            ++to;
        for (std::size_t i = from; i < to; ++i)
            ranks[order[i]] = static_cast<double>(from + to - 1) / 2;
        from = to;
    }
    return ranks;
}

std::size_t leader(const std::vector<double>& values) {
    return static_cast<std::size_t>(
        std::max_element(values.begin(), values.end(),
                         [](double a, double b) { return std::abs(a) < std::abs(b); }) -
        values.begin());
}

void shuffle(std::vector<std::size_t>& order, stats::RandomStream& random) {
    for (std::size_t i = order.size(); i > 1; --i)
        std::swap(order[i - 1], order[random.next() % i]);
}

double mean(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

// Mean score with the first k inputs of the order from `row` (insertion) or from the others.
std::vector<double> curve(const Scorer& score, const std::vector<std::size_t>& order,
                          const Row& row, const std::vector<Row>& others, bool insertion) {
    std::vector<Row> mixed;
    for (const Row& other : others) {
        Row now = insertion ? other : row;
        mixed.push_back(now);
        for (const std::size_t f : order) {
            now[f] = insertion ? row[f] : other[f];
            mixed.push_back(now);
        }
    }
    const auto results = score(mixed);
    std::vector<double> means(order.size() + 1, 0);
    for (std::size_t i = 0; i < results.size(); ++i)
        means[i % means.size()] += results[i] / static_cast<double>(others.size());
    return means;
}

}  // namespace

double rank_agreement(const std::vector<double>& a, const std::vector<double>& b) {
    const auto x = ranks_of_sizes(a);
    const auto y = ranks_of_sizes(b);
    const double middle = (static_cast<double>(x.size()) - 1) / 2;
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        xy += (x[i] - middle) * (y[i] - middle);
        xx += (x[i] - middle) * (x[i] - middle);
        yy += (y[i] - middle) * (y[i] - middle);
    }
    if (xx == 0 || yy == 0) return std::numeric_limits<double>::quiet_NaN();
    return xy / std::sqrt(xx * yy);
}

Stability stability(const Attributor& attribute, const Row& row, const std::vector<Row>& background,
                    const std::vector<ModelInput>& inputs, std::uint64_t seed, std::uint64_t tries,
                    double reach) {
    Stability result;
    const auto own = attribute(row, background);
    if (own.empty()) return result;
    const auto limits = limits_from(background, inputs.size());
    const double largest = std::abs(own[leader(own)]);
    stats::RandomStream random(seed, 7);
    for (std::uint64_t t = 0; t < tries; ++t) {
        Row moved = row;
        for (std::size_t f = 0; f < row.size(); ++f) {
            const double sway = 2 * random.uniform() - 1;
            if (inputs[f].type == InputType::category || std::isnan(row[f])) continue;
            const double step =
                limits[f].whole ? std::round(1.5 * sway) : sway * reach * limits[f].scale;
            moved[f] += step;
        }
        const auto now = attribute(moved, background);
        if (now.empty()) continue;
        ++result.tried;
        if (leader(now) == leader(own)) ++result.same_leader;
        const double agreement = rank_agreement(own, now);
        if (agreement < result.worst_agreement) result.worst_agreement = agreement;
        for (std::size_t f = 0; f < own.size(); ++f)
            if (largest > 0)
                result.largest_change =
                    std::max(result.largest_change, std::abs(now[f] - own[f]) / largest);
    }
    return result;
}

Faithfulness faithfulness(const Scorer& score, const std::vector<double>& attribution,
                          const Row& row, const std::vector<Row>& background, std::uint64_t seed,
                          std::size_t random_orders) {
    Faithfulness result;
    if (background.empty()) return result;
    std::vector<Row> others;
    const std::size_t skip = (background.size() + checked_persons_max - 1) / checked_persons_max;
    for (std::size_t i = 0; i < background.size(); i += skip)
        others.push_back(background[i]);
    std::vector<std::size_t> order(row.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return attribution[a] > attribution[b]; });
    auto deletion = curve(score, order, row, others, false);
    auto insertion = curve(score, order, row, others, true);
    const auto answered = [](const std::vector<double>& values) {
        return std::all_of(values.begin(), values.end(), [](double x) { return std::isfinite(x); });
    };
    if (!answered(deletion) || !answered(insertion)) return result;
    stats::RandomStream random(seed, 8);
    result.deletion_random.assign(order.size() + 1, 0);
    result.insertion_random.assign(order.size() + 1, 0);
    for (std::size_t r = 0; r < random_orders; ++r) {
        shuffle(order, random);
        const auto out = curve(score, order, row, others, false);
        const auto in = curve(score, order, row, others, true);
        for (std::size_t k = 0; k < out.size(); ++k) {
            result.deletion_random[k] += out[k] / static_cast<double>(random_orders);
            result.insertion_random[k] += in[k] / static_cast<double>(random_orders);
        }
    }
    result.deletion_area = mean(deletion);
    result.insertion_area = mean(insertion);
    result.deletion_area_random = mean(result.deletion_random);
    result.insertion_area_random = mean(result.insertion_random);
    result.deletion = std::move(deletion);
    result.insertion = std::move(insertion);
    return result;
}

BackgroundSpread background_spread(const Attributor& attribute, const Row& row,
                                   const std::vector<Row>& background, std::uint64_t seed,
                                   std::uint64_t draws) {
    BackgroundSpread result;
    if (background.size() < 4) return result;
    result.persons = background.size() / 2;
    std::vector<std::vector<double>> values(row.size());
    stats::RandomStream random(seed, 10);
    std::vector<std::size_t> order(background.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::uint64_t d = 0; d < draws; ++d) {
        shuffle(order, random);
        std::vector<Row> half;
        for (std::size_t i = 0; i < result.persons; ++i)
            half.push_back(background[order[i]]);
        const auto attribution = attribute(row, half);
        if (attribution.empty()) continue;
        ++result.backgrounds;
        for (std::size_t f = 0; f < row.size(); ++f)
            values[f].push_back(attribution[f]);
    }
    if (result.backgrounds == 0) return result;
    const auto last = static_cast<double>(result.backgrounds - 1);
    for (auto& list : values) {
        std::sort(list.begin(), list.end());
        result.low.push_back(list[static_cast<std::size_t>(std::lround(0.05 * last))]);
        result.high.push_back(list[static_cast<std::size_t>(std::lround(0.95 * last))]);
        result.sign_changes.push_back(list.front() < 0 && list.back() > 0);
    }
    return result;
}

}  // namespace isonomia::explain
