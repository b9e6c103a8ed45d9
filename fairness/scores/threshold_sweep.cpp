#include "fairness/scores/threshold_sweep.hpp"

#include <algorithm>

#include "stats/kolmogorov.hpp"

namespace isonomia::fairness {

namespace {

using stats::ScoreCount;
using stats::ScoreCounts;

std::uint64_t counted(const ScoreCount& one, SweptRate rate) {
    switch (rate) {
        case SweptRate::true_positive:
            return one.positives;
        case SweptRate::false_positive:
            return one.negatives;
        case SweptRate::selection:
            break;
    }
    return one.positives + one.negatives;
}

std::uint64_t total(const ScoreCounts& counts, SweptRate rate) {
    return counted({0, counts.negatives(), counts.positives()}, rate);
}

std::string_view nothing(SweptRate rate) {
    switch (rate) {
        case SweptRate::true_positive:
            return "no actual positives in this group";
        case SweptRate::false_positive:
            return "no actual negatives in this group";
        case SweptRate::selection:
            break;
    }
    return "no rows in this group";
}

// Steps down from all flagged as thresholds rise.
class Falling {
public:
    Falling(const ScoreCounts& counts, SweptRate rate)
        : scores_(counts.sorted()), rate_(rate), all_(total(counts, rate)), flagged_(all_) {}

    [[nodiscard]] double at(double threshold) {
        while (next_ < scores_.size() && scores_[next_].score < threshold)
            flagged_ -= counted(scores_[next_++], rate_);
        return static_cast<double>(flagged_) / static_cast<double>(all_);
    }

private:
    const std::vector<ScoreCount>& scores_;
    SweptRate rate_;
    std::uint64_t all_;
    std::uint64_t flagged_;
    std::size_t next_ = 0;
};

}  // namespace

stats::Defined<Sweep> sweep(const ScoreCounts& counts, SweptRate rate, double level) {
    const auto half = stats::dkw_half_width(total(counts, rate), level);
    if (!half) return stats::undefined(nothing(rate));
    Falling falling(counts, rate);
    Sweep result;
    for (const ScoreCount& one : counts.sorted()) {
        const double value = falling.at(one.score);
        result.points.push_back(
            {one.score, value, {std::max(0.0, value - *half), std::min(1.0, value + *half)}});
    }
    return result;
}

stats::Defined<Sweep> sweep_gap(const ScoreCounts& group, const ScoreCounts& reference,
                                SweptRate rate, double level) {
    const double each = (1 + level) / 2;
    const auto own = stats::dkw_half_width(total(group, rate), each);
    if (!own) return stats::undefined(nothing(rate));
    const auto other = stats::dkw_half_width(total(reference, rate), each);
    if (!other) return stats::undefined("the rate of the reference group is undefined");
    std::vector<double> thresholds;
    for (const auto* counts : {&group, &reference})
        for (const ScoreCount& one : counts->sorted())
            thresholds.push_back(one.score);
    std::sort(thresholds.begin(), thresholds.end());
    thresholds.erase(std::unique(thresholds.begin(), thresholds.end()), thresholds.end());
    Falling of_group(group, rate);
    Falling of_reference(reference, rate);
    Sweep result;
    const double half = *own + *other;
    for (const double threshold : thresholds) {
        const double gap = of_group.at(threshold) - of_reference.at(threshold);
        const stats::Bounds band{std::max(-1.0, gap - half), std::min(1.0, gap + half)};
        result.points.push_back({threshold, gap, band});
        if (band.low <= 0 && band.high >= 0) continue;
        ++result.significant_points;
        if (!result.significant) result.significant = stats::Bounds{threshold, threshold};
        result.significant->high = threshold;
    }
    return result;
}

}  // namespace isonomia::fairness
