#include "stats/score_bounds.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "stats/calibration.hpp"

namespace isonomia::stats {

namespace {

// Scores of one order, or of the opposite one.
std::vector<ScoreCount> falling(const ScoreCounts& counts, bool turned) {
    std::vector<ScoreCount> list = counts.sorted();
    if (turned)
        for (ScoreCount& one : list)
            one.score = -one.score;
    else
        std::reverse(list.begin(), list.end());
    return list;
}

// The largest area for so many pairs that are ranked wrongly, ties half, where `free` units may
// still be of either class at no cost; nothing when one class stays empty.
std::optional<double> area(double wrong, double positives, double negatives, double free) {
    const double balanced = std::floor((negatives + free - positives) / 2);
    const double more = std::clamp(balanced, 0.0, free);
    const double pairs = (positives + more) * (negatives + free - more);
    if (pairs <= 0) return std::nullopt;
    return 1 - wrong / pairs;
}

std::optional<double> largest_area(const ScoreCounts& known, const MissingScores& missing,
                                   bool turned) {
    const auto scores = falling(known, turned);
    const auto open = falling(missing.unlabelled, turned);
    double positives = static_cast<double>(known.positives() + missing.positives);
    double negatives = static_cast<double>(known.negatives() + missing.negatives) +
                       static_cast<double>(missing.unlabelled.all());
    const auto free = static_cast<double>(missing.neither);
    // All unlabelled units as negatives: how many positives are below each unit, ties half.
    double wrong = 0;
    for (const auto* list : {&scores, &open}) {
        auto below = static_cast<double>(known.positives());
        auto next = scores.begin();
        for (const ScoreCount& one : *list) {
            for (; next != scores.end() && next->score > one.score; ++next)
                below -= static_cast<double>(next->positives);
            const bool tied = next != scores.end() && next->score == one.score;
            const double equal = tied ? static_cast<double>(next->positives) : 0;
            wrong += static_cast<double>(one.negatives) * (below - equal / 2);
        }
    }
    auto best = area(wrong, positives, negatives, free);
    // Then one after the other as positives, the highest first.
    auto below = static_cast<double>(known.positives());
    double above = 0;  // known negatives
    auto next = scores.begin();
    for (const ScoreCount& one : open) {
        for (; next != scores.end() && next->score > one.score; ++next) {
            below -= static_cast<double>(next->positives);
            above += static_cast<double>(next->negatives);
        }
        const bool tied = next != scores.end() && next->score == one.score;
        const double equal_positives = tied ? static_cast<double>(next->positives) : 0;
        const double equal_negatives = tied ? static_cast<double>(next->negatives) : 0;
        for (std::uint64_t moved = 0; moved < one.negatives; ++moved) {
            const auto before = static_cast<double>(moved);
            const double after = static_cast<double>(one.negatives) - before - 1;
            wrong += above + (equal_negatives + after) / 2 -
                     (below - equal_positives / 2 + before / 2);
            ++positives;
            --negatives;
            if (const auto now = area(wrong, positives, negatives, free))
                best = std::max(best.value_or(*now), *now);
        }
    }
    return best;
}

}  // namespace

void MissingScores::merge(const MissingScores& other) {
    unlabelled.merge(other.unlabelled);
    positives += other.positives;
    negatives += other.negatives;
    neither += other.neither;
}

Defined<Bounds> auc_bounds(const ScoreCounts& known, const MissingScores& missing) {
    const auto best = largest_area(known, missing, false);
    const auto worst = largest_area(known, missing, true);
    if (!best || !worst) return undefined("there can be no units of one of the two classes");
    return Bounds{1 - *worst, *best};
}

Defined<Bounds> brier_bounds(const ScoreCounts& known, const MissingScores& missing) {
    if (known.all() + missing.all() == 0) return undefined("no units");
    if (!are_probabilities(known) || !are_probabilities(missing.unlabelled))
        return undefined("the scores are not probabilities: one is outside 0 to 1");
    double low = 0;
    double high = 0;
    for (const ScoreCount& one : known.sorted()) {
        const double sum = static_cast<double>(one.positives) * (1 - one.score) * (1 - one.score) +
                           static_cast<double>(one.negatives) * one.score * one.score;
        low += sum;
        high += sum;
    }
    for (const ScoreCount& one : missing.unlabelled.sorted()) {
        const auto units = static_cast<double>(one.negatives);
        const double nearer = std::min(one.score, 1 - one.score);
        const double farther = std::max(one.score, 1 - one.score);
        low += units * nearer * nearer;
        high += units * farther * farther;
    }
    high += static_cast<double>(missing.positives + missing.negatives + missing.neither);
    const auto all = static_cast<double>(known.all() + missing.all());
    return Bounds{low / all, high / all};
}

}  // namespace isonomia::stats
