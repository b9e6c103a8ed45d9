#include "stats/auc.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/erf.hpp>

#include "stats/intervals.hpp"

namespace isonomia::stats {

namespace {

constexpr std::string_view no_positives = "no positives: nothing to rank above the negatives";
constexpr std::string_view no_negatives = "no negatives: nothing to rank below the positives";
constexpr std::string_view too_few = "fewer than two positives or two negatives";
constexpr std::string_view too_few_to_compare =
    "one of the two groups has fewer than 50 positives or 50 negatives: too few for the normal "
    "approximation";
constexpr std::string_view no_spread_of_one =
    "in one of the two groups positives and negatives are perfectly separated, or all scores are "
    "the same: how far its area may vary is not known";

// Twice the pairs in which the positive is above, plus those that are tied: an integer, exact.
Defined<double> area(const ScoreCounts& counts) {
    if (counts.positives() == 0) return undefined(no_positives);
    if (counts.negatives() == 0) return undefined(no_negatives);
    double twice = 0;
    double below = 0;
    for (const ScoreCount& one : counts.sorted()) {
        const auto n = static_cast<double>(one.negatives);
        twice += static_cast<double>(one.positives) * (2 * below + n);
        below += n;
    }
    return twice / 2 / static_cast<double>(counts.positives()) /
           static_cast<double>(counts.negatives());
}

double z_of(double level) { return std::sqrt(2.0) * boost::math::erf_inv(level); }

AucDifference difference_of(double value, double variance, double level) {
    const double sd = std::sqrt(variance);
    const double half = z_of(level) * sd;
    return {value,
            {std::max(-1.0, value - half), std::min(1.0, value + half)},
            std::erfc(std::abs(value) / sd / std::sqrt(2.0)),
            sd};
}

// The share of the other class that each unit beats, ties half, in the order of the units.
std::vector<double> placements(const std::vector<ScoredUnit>& units, double ScoredUnit::* score) {
    std::vector<std::size_t> order(units.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return units[a].*score < units[b].*score; });
    const auto positives = static_cast<double>(std::count_if(
        units.begin(), units.end(), [](const ScoredUnit& unit) { return unit.positive; }));
    const double negatives = static_cast<double>(units.size()) - positives;
    std::vector<double> result(units.size());
    double positives_below = 0;
    double negatives_below = 0;
    for (std::size_t from = 0, to = 0; from < order.size(); from = to) {
        double p = 0;
        double n = 0;
        for (to = from; to < order.size() && units[order[to]].*score == units[order[from]].*score;
             ++to)
            (units[order[to]].positive ? p : n) += 1;
        for (std::size_t i = from; i < to; ++i)
            result[order[i]] = units[order[i]].positive
                                   ? (negatives_below + n / 2) / negatives
                                   : (positives - positives_below - p / 2) / positives;
        positives_below += p;
        negatives_below += n;
    }
    return result;
}

}  // namespace

Defined<double> auc(const ScoreCounts& counts) { return area(counts); }

Defined<Auc> delong(const ScoreCounts& counts) {
    const auto value = area(counts);
    if (!value) return tl::unexpected(value.error());
    if (counts.positives() < 2 || counts.negatives() < 2) return undefined(too_few);
    const auto positives = static_cast<double>(counts.positives());
    const auto negatives = static_cast<double>(counts.negatives());
    double below_negatives = 0;
    double below_positives = 0;
    double of_positives = 0;  // sums of squared deviations
    double of_negatives = 0;
    for (const ScoreCount& one : counts.sorted()) {
        const auto n = static_cast<double>(one.negatives);
        const auto p = static_cast<double>(one.positives);
        const double beaten = (below_negatives + n / 2) / negatives - *value;
        const double beating = (positives - below_positives - p / 2) / positives - *value;
        of_positives += p * beaten * beaten;
        of_negatives += n * beating * beating;
        below_negatives += n;
        below_positives += p;
    }
    const double first = of_positives / (positives - 1) / positives;
    const double second = of_negatives / (negatives - 1) / negatives;
    const double variance = first + second;
    const double parts = first * first / (positives - 1) + second * second / (negatives - 1);
    return Auc{*value, variance, parts > 0 ? variance * variance / parts : 0,
               std::min(positives, negatives)};
}

Bounds delong_interval(const Auc& auc, double level) {
    double size = auc.fewest;
    const double misranked = auc.fewest * std::min(auc.value, 1 - auc.value);
    if (misranked >= misranked_min && auc.variance > 0) {
        const double t =
            boost::math::quantile(boost::math::students_t(auc.degrees), (1 + level) / 2);
        const double ratio = z_of(level) / t;
        size = std::max(size, auc.value * (1 - auc.value) / auc.variance * ratio * ratio);
    }
    return effective_bounds(auc.value, size, level);
}

Defined<AucDifference> auc_difference(const ScoreCounts& first, const ScoreCounts& second,
                                      double level) {
    const auto a = delong(first);
    const auto b = delong(second);
    if (!a) return tl::unexpected(a.error());
    if (!b) return tl::unexpected(b.error());
    for (const ScoreCounts* counts : {&first, &second})
        if (std::min(counts->positives(), counts->negatives()) < compared_min)
            return undefined(too_few_to_compare);
    if (a->variance <= 0 || b->variance <= 0) return undefined(no_spread_of_one);
    return difference_of(a->value - b->value, a->variance + b->variance, level);
}

Defined<AucDifference> auc_difference_paired(const std::vector<ScoredUnit>& units, double level) {
    const auto first = placements(units, &ScoredUnit::first);
    const auto second = placements(units, &ScoredUnit::second);
    double sum[2] = {0, 0};
    double count[2] = {0, 0};
    for (std::size_t i = 0; i < units.size(); ++i) {
        const std::size_t side = units[i].positive ? 1 : 0;
        sum[side] += first[i] - second[i];
        count[side] += 1;
    }
    if (count[0] < 2 || count[1] < 2) return undefined(too_few);
    double squares[2] = {0, 0};
    for (std::size_t i = 0; i < units.size(); ++i) {
        const std::size_t side = units[i].positive ? 1 : 0;
        const double deviation = first[i] - second[i] - sum[side] / count[side];
        squares[side] += deviation * deviation;
    }
    const double variance =
        squares[0] / (count[0] - 1) / count[0] + squares[1] / (count[1] - 1) / count[1];
    if (variance <= 0) return undefined("the two scores rank every unit alike");
    return difference_of(sum[1] / count[1], variance, level);
}

}  // namespace isonomia::stats
