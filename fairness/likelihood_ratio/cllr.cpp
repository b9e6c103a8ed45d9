#include "fairness/likelihood_ratio/cllr.hpp"

#include <cmath>
#include <optional>

#include "stats/isotonic.hpp"

namespace isonomia::fairness {

namespace {

using stats::Defined;
using stats::PooledBlock;
using stats::ScoreCount;
using stats::ScoreCounts;
using stats::undefined;

constexpr std::string_view infinite_h1 =
    "infinite: a likelihood ratio is 0 although the first proposition is true";
constexpr std::string_view infinite_h2 =
    "infinite: a likelihood ratio is infinite although the second proposition is true";

std::optional<std::string_view> objection(const ScoreCounts& ratios) {
    if (ratios.positives() == 0) return "no likelihood ratio under the first proposition";
    if (ratios.negatives() == 0) return "no likelihood ratio under the second proposition";
    return std::nullopt;
}

// log2(1 + exp(x)); 0 and infinity at the ends.
double log2_1p_exp(double x) {
    const double natural = x > 0 ? x + std::log1p(std::exp(-x)) : std::log1p(std::exp(x));
    return natural / std::log(2.0);
}

double ln_of(std::uint64_t count) { return std::log(static_cast<double>(count)); }

// ln LR of a block after recalibration; -infinity and infinity for blocks of one kind.
double ln_ratio_of(const PooledBlock& block, const ScoreCounts& all) {
    return ln_of(block.positives) - ln_of(all.positives()) + ln_of(all.negatives()) -
           ln_of(block.negatives);
}

// The share of the prior for H1 and for H2.
double share_of_h1(double ln_odds) { return 1 / (1 + std::exp(-ln_odds)); }

double weighted(double h1, double h2, const ScoreCounts& ratios, double ln_odds) {
    const double share = share_of_h1(ln_odds);
    const double other = share_of_h1(-ln_odds);
    return share * h1 / static_cast<double>(ratios.positives()) +
           other * h2 / static_cast<double>(ratios.negatives());
}

}  // namespace

Defined<double> cross_entropy(const ScoreCounts& ratios, double ln_odds) {
    if (const auto reason = objection(ratios)) return undefined(*reason);
    double h1 = 0;
    double h2 = 0;
    for (const ScoreCount& one : ratios.sorted()) {
        if (one.positives > 0)
            h1 += static_cast<double>(one.positives) * log2_1p_exp(-one.score - ln_odds);
        if (one.negatives > 0)
            h2 += static_cast<double>(one.negatives) * log2_1p_exp(one.score + ln_odds);
    }
    if (std::isinf(h1)) return undefined(infinite_h1);
    if (std::isinf(h2)) return undefined(infinite_h2);
    return weighted(h1, h2, ratios, ln_odds);
}

Defined<double> cross_entropy_recalibrated(const ScoreCounts& ratios, double ln_odds) {
    if (const auto reason = objection(ratios)) return undefined(*reason);
    double h1 = 0;
    double h2 = 0;
    for (const PooledBlock& block : stats::pool_adjacent_violators(ratios)) {
        const double ln_ratio = ln_ratio_of(block, ratios);
        if (block.positives > 0)
            h1 += static_cast<double>(block.positives) * log2_1p_exp(-ln_ratio - ln_odds);
        if (block.negatives > 0)
            h2 += static_cast<double>(block.negatives) * log2_1p_exp(ln_ratio + ln_odds);
    }
    return weighted(h1, h2, ratios, ln_odds);
}

Defined<double> cllr(const ScoreCounts& ratios) { return cross_entropy(ratios, 0); }

Defined<double> cllr_min(const ScoreCounts& ratios) {
    return cross_entropy_recalibrated(ratios, 0);
}

Defined<double> dev_pav(const ScoreCounts& ratios) {
    if (const auto reason = objection(ratios)) return undefined(*reason);
    struct Place {
        double x;         // log10 LR
        double distance;  // recalibrated - x
    };
    std::vector<Place> curve;
    const auto& scores = ratios.sorted();
    for (const PooledBlock& block : stats::pool_adjacent_violators(ratios)) {
        if (block.positives == 0 || block.negatives == 0) continue;
        const double y = ln_ratio_of(block, ratios) / std::log(10.0);
        for (std::size_t i = block.first; i <= block.last; ++i) {
            const double x = scores[i].score / std::log(10.0);
            if (std::isinf(x))
                return undefined(
                    "infinite: a likelihood ratio of 0 or infinity has a finite "
                    "recalibration");
            curve.push_back({x, y - x});
        }
    }
    if (curve.empty())
        return undefined(
            "the likelihood ratios separate the propositions: no recalibration is "
            "finite");
    if (curve.size() == 1) return std::abs(curve[0].distance);
    double area = 0;
    for (std::size_t i = 1; i < curve.size(); ++i) {
        const double width = curve[i].x - curve[i - 1].x;
        const double a = curve[i - 1].distance;
        const double b = curve[i].distance;
        const double sum = std::abs(a) + std::abs(b);
        if (sum == 0) continue;
        const bool crosses = (a < 0) != (b < 0);  // two triangles instead of one trapezium
        area += crosses ? width * (a * a + b * b) / 2 / sum : width * sum / 2;
    }
    return area / (curve.back().x - curve.front().x);
}

stats::Proportion misleading_under_h1(const ScoreCounts& ratios) {
    stats::Proportion misleading{0, ratios.positives()};
    for (const ScoreCount& one : ratios.sorted())
        if (one.score < 0) misleading.successes += one.positives;
    return misleading;
}

stats::Proportion misleading_under_h2(const ScoreCounts& ratios) {
    stats::Proportion misleading{0, ratios.negatives()};
    for (const ScoreCount& one : ratios.sorted())
        if (one.score > 0) misleading.successes += one.negatives;
    return misleading;
}

}  // namespace isonomia::fairness
