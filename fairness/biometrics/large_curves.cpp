// Equal error rate and DET curve of comparisons that are too many to resample.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/text.hpp"
#include "fairness/biometrics/comparison_figures.hpp"
#include "fairness/biometrics/error_curves.hpp"
#include "fairness/clustered_rate.hpp"
#include "fairness/drafts.hpp"
#include "fairness/resample.hpp"
#include "stats/intervals.hpp"

namespace isonomia::fairness {

namespace {

// Scores by combination of group values: of mated comparisons by that of the probe, of others by
// both.
class ScoresOfLeaves {
public:
    explicit ScoresOfLeaves(const Comparisons& comparisons) : leaves_(comparisons.leaves.size()) {
        const std::size_t others = leaves_ * leaves_;
        std::vector<std::vector<double>> scores(others + leaves_);
        for (const ComparedPair& one : comparisons.list)
            scores[one.mated ? others + one.probe_leaf
                             : one.probe_leaf * leaves_ + one.gallery_leaf]
                .push_back(one.score);
        counts_.resize(scores.size());
        for_each_replicate(scores.size(), [&](std::uint32_t cell) {
            counts_[cell] = counted(scores[cell], cell >= others);
        });
    }

    [[nodiscard]] stats::ScoreCounts of_group(const GroupSet& set, std::size_t group) const {
        std::vector<stats::ScoreCount> all;
        std::vector<std::size_t> ends{0};
        const auto append = [&](const std::vector<stats::ScoreCount>& part) {
            if (part.empty()) return;
            all.insert(all.end(), part.begin(), part.end());
            ends.push_back(all.size());
        };
        for (std::size_t p = 0; p < leaves_; ++p) {
            if (set.group_of_leaf[p] != group) continue;
            append(counts_[leaves_ * leaves_ + p]);
            for (std::size_t g = 0; g < leaves_; ++g)
                if (set.group_of_leaf[g] == group) append(counts_[p * leaves_ + g]);
        }
        merge_parts(all, ends);
        return stats::ScoreCounts::of(std::move(all));
    }

private:
    // Ascending parts, two by two, until one is left.
    static void merge_parts(std::vector<stats::ScoreCount>& all, std::vector<std::size_t> ends) {
        const auto at = [&](std::size_t i) {
            return all.begin() + static_cast<std::ptrdiff_t>(ends[std::min(i, ends.size() - 1)]);
        };
        for (std::size_t width = 1; width + 1 < ends.size(); width *= 2)
            for (std::size_t i = 0; i + width < ends.size(); i += 2 * width)
                std::inplace_merge(at(i), at(i + width), at(i + 2 * width),
                                   [](const stats::ScoreCount& a, const stats::ScoreCount& b) {
                                       return a.score < b.score;
                                   });
    }

    static std::vector<stats::ScoreCount> counted(std::vector<double>& scores, bool mated) {
        std::sort(scores.begin(), scores.end());
        std::vector<stats::ScoreCount> counts;
        for (const double score : scores) {
            if (counts.empty() || counts.back().score != score)
                counts.push_back({score + 0.0, 0, 0});
            ++(mated ? counts.back().positives : counts.back().negatives);
        }
        std::vector<double>().swap(scores);
        return counts;
    }

    std::size_t leaves_;
    std::vector<std::vector<stats::ScoreCount>> counts_;
};

// Where the upper bounds of both rates cross, and where the lower ones do. At the threshold of
// equal errors both rates are the equal error rate, so it lies within the bounds of both there; the
// bounds of each rate hold at the level that makes both hold together, with the independent trials
// that the rates have at the point found.
stats::Bounds crossing(const std::vector<ErrorPoint>& curve, double match_trials,
                       double miss_trials, double level) {
    const double each = 1 - (1 - level) / 2;
    const auto bounds = [&](const ErrorPoint& point) {
        return std::pair(stats::effective_bounds(point.false_match, match_trials, each),
                         stats::effective_bounds(point.false_non_match, miss_trials, each));
    };
    // False matches fall with the threshold, false non-matches rise.
    const auto first_after = [&](const auto& crossed) {
        const auto it = std::partition_point(curve.begin(), curve.end(), [&](const ErrorPoint& p) {
            const auto [match, miss] = bounds(p);
            return !crossed(match, miss);
        });
        return static_cast<std::size_t>(it - curve.begin());
    };
    const std::size_t up = first_after([](const stats::Bounds& match, const stats::Bounds& miss) {
        return match.high <= miss.high;
    });
    const std::size_t down = first_after([](const stats::Bounds& match, const stats::Bounds& miss) {
        return match.low <= miss.low;
    });
    stats::Bounds result{1, 0};
    for (const std::size_t i : {up > 0 ? up - 1 : 0, std::min(up, curve.size() - 1)}) {
        const auto [match, miss] = bounds(curve[i]);
        result.high = std::max(result.high, std::min(match.high, miss.high));
    }
    for (const std::size_t i : {down > 0 ? down - 1 : 0, std::min(down, curve.size() - 1)}) {
        const auto [match, miss] = bounds(curve[i]);
        result.low = std::min(result.low, std::max(match.low, miss.low));
    }
    return result;
}

void add_interval(Measurement& m, const stats::ScoreCounts& scores, const PeopleRate& match,
                  const PeopleRate& miss, double level) {
    const auto of_match = interval_of(match, level);
    const auto of_miss = interval_of(miss, level);
    const auto curve = error_curve(scores);
    if (!of_match || !of_miss || !curve) {
        no_interval(m, of_match ? of_miss ? curve.error().reason : of_miss.error().reason
                                : of_match.error().reason);
        return;
    }
    m.parameters["effective_trials"] =
        fmt::format("{:.1f} of different people, {:.1f} of the same person",
                    of_match->effective_trials, of_miss->effective_trials);
    set_interval(m, crossing(*curve, of_match->effective_trials, of_miss->effective_trials, level),
                 level, "crossing-of-bounds-two-way");
}

}  // namespace

void add_large_curves(const ComparisonScene& scene, const PersonSums& sums,
                      std::vector<Measurement>& list) {
    const ScoresOfLeaves leaves(scene.comparisons);
    for (const GroupSet& set : scene.sets) {
        std::vector<stats::ScoreCounts> scores;
        std::vector<double> thresholds;
        for (std::size_t g = 0; g < set.groups.size(); ++g) {
            scores.push_back(leaves.of_group(set, g));
            const auto found = equal_error(scores.back());
            thresholds.push_back(found ? found->at.threshold : 0);
        }
        const SetRates rates = sums.rates(set, thresholds);
        for (std::size_t g = 0; g < set.groups.size(); ++g) {
            const PeopleRate& match = rates.false_match[g * set.groups.size() + g];
            const PeopleRate& miss = rates.false_non_match[g];
            const CurveOf curve{scores[g], std::max(match.people, miss.people),
                                match.counts.trials + miss.counts.trials};
            Measurement m = equal_error_draft(scene, curve, set.groups[g]);
            if (m.value) add_interval(m, scores[g], match, miss, scene.dataset.level);
            list.push_back(std::move(m));
            list.push_back(det(scene, curve, set.groups[g]));
        }
    }
}

}  // namespace isonomia::fairness
