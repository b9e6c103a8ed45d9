#include "fairness/likelihood_ratio/ratio_bounds.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace isonomia::fairness {

namespace {

using stats::Bounds;
using stats::Defined;
using stats::ScoreCount;
using stats::ScoreCounts;
using stats::undefined;

// log10 LR held within ±limit, ascending; asked at rising thresholds.
class Ladder {
public:
    Ladder(const ScoreCounts& ratios, double limit) : scores_(ratios.sorted()) {
        for (ScoreCount& one : scores_)
            one.score = std::clamp(one.score / std::log(10.0), -limit, limit);
    }

    // How many under H1 (positives) and H2 (negatives) lie below the threshold, or at it.
    struct Below {
        double h1 = 0;
        double h2 = 0;
    };
    [[nodiscard]] Below below(double threshold, bool or_equal) {
        while (next_ < scores_.size() && (scores_[next_].score < threshold ||
                                          (or_equal && scores_[next_].score == threshold))) {
            so_far_.h1 += static_cast<double>(scores_[next_].positives);
            so_far_.h2 += static_cast<double>(scores_[next_].negatives);
            ++next_;
        }
        return so_far_;
    }

    [[nodiscard]] double lowest() const { return scores_.front().score; }
    [[nodiscard]] double highest() const { return scores_.back().score; }
    [[nodiscard]] double lowest_h2() const {
        return std::find_if(scores_.begin(), scores_.end(),
                            [](const ScoreCount& one) { return one.negatives > 0; })
            ->score;
    }
    [[nodiscard]] double highest_h1() const {
        return std::find_if(scores_.rbegin(), scores_.rend(),
                            [](const ScoreCount& one) { return one.positives > 0; })
            ->score;
    }

private:
    std::vector<ScoreCount> scores_;
    std::size_t next_ = 0;
    Below so_far_;
};

constexpr std::string_view one_proposition =
    "likelihood ratios under one of the propositions are missing";

}  // namespace

Defined<Bounds> elub(const ScoreCounts& ratios) {
    if (ratios.positives() == 0 || ratios.negatives() == 0) return undefined(one_proposition);
    constexpr double step = 0.01;
    Ladder ladder(ratios, 9);
    const auto n1 = static_cast<double>(ratios.positives());
    const auto n2 = static_cast<double>(ratios.negatives());
    // With n ratios under a proposition, nothing beyond n + 1 can be supported.
    const double from = std::max(ladder.lowest(), -std::log10(n1 + 1));
    const double to = std::min(ladder.highest(), std::log10(n2 + 1));
    const auto first = std::min(0L, std::lround(std::floor(from / step)));
    const auto last = std::max(0L, std::lround(std::floor(to / step)) + 1);
    long low = first;
    long high = last;
    bool high_found = false;
    for (long i = first; i <= last; ++i) {
        const double log_threshold = static_cast<double>(i) * step;
        const double threshold = std::pow(10.0, log_threshold);
        const auto below = ladder.below(log_threshold, true);
        const double without = std::min(threshold, 1.0);
        const double with = (below.h1 + 1) / (n1 + 1) + threshold * (n2 - below.h2 + 1) / (n2 + 1);
        if (without / with >= 1) continue;
        if (i <= 0) low = i + 1;
        if (i >= 0 && !high_found) {
            high = i - 1;
            high_found = true;
        }
    }
    return Bounds{static_cast<double>(std::min(low, 0L)) * step,
                  static_cast<double>(std::max(high, 0L)) * step};
}

Defined<Bounds> invariance_bounds(const ScoreCounts& ratios, std::optional<double> grid_from) {
    if (ratios.positives() == 0 || ratios.negatives() == 0) return undefined(one_proposition);
    constexpr double step = 0.001;
    Ladder ladder(ratios, 20);
    const auto n1 = static_cast<double>(ratios.positives());
    const auto n2 = static_cast<double>(ratios.negatives());
    const double start = grid_from.value_or(std::min(0.0, ladder.lowest()));
    const double end = std::max(0.0, ladder.highest());
    const auto steps = static_cast<long>(std::ceil((end + step - start) / step));
    double low = ladder.lowest_h2();
    double high = ladder.highest_h1();
    bool high_found = false;
    double before = start;
    bool low_failed = false;
    for (long i = 0; i < steps; ++i) {
        const double t = start + static_cast<double>(i) * step;
        const auto below = ladder.below(t, false);
        const double above_h1 = (n1 - below.h1 + 0.5) / (n1 + 1);
        const double above_h2 = (n2 - below.h2 + 0.5) / (n2 + 1);
        if (low_failed) low = t;  // the step after the last failure
        low_failed = t - std::log10(1 - above_h1) + std::log10(1 - above_h2) < 0;
        if (!high_found && std::log10(above_h1) - std::log10(above_h2) - t < 0) {
            high = i == 0 ? 0 : before;
            high_found = true;
        }
        before = t;
    }
    if (low_failed) low = 0;
    return Bounds{std::min(low, 0.0), std::max(high, 0.0)};
}

}  // namespace isonomia::fairness
