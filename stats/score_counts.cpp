#include "stats/score_counts.hpp"

#include <algorithm>
#include <cmath>

#include "core/ensure.hpp"

namespace isonomia::stats {

namespace {

// As many scores wait as are sorted, but at least so many: many small distributions stay small.
constexpr std::size_t waiting_min = std::size_t{1} << 10U;

// Adds up neighbours that share a score.
void compact(std::vector<ScoreCount>& scores) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        if (kept > 0 && scores[kept - 1].score == scores[i].score) {
            scores[kept - 1].negatives += scores[i].negatives;
            scores[kept - 1].positives += scores[i].positives;
        } else {
            scores[kept++] = scores[i];
        }
    }
    scores.resize(kept);
}

bool below(const ScoreCount& a, const ScoreCount& b) { return a.score < b.score; }

}  // namespace

void ScoreCounts::add(double score, bool positive, std::uint64_t count) {
    ensure(!std::isnan(score), "NaN is no score");
    if (count == 0) return;
    // 0.0 makes -0.0 the same bits as 0.0, so that every order of adding gives the same bytes.
    waiting_.push_back({score + 0.0, positive ? 0 : count, positive ? count : 0});
    (positive ? positives_ : negatives_) += count;
    if (waiting_.size() >= std::clamp(sorted_.size(), waiting_min, waiting_max)) settle();
}

void ScoreCounts::merge(const ScoreCounts& other) {
    const std::vector<ScoreCount> theirs = other.sorted();
    waiting_.insert(waiting_.end(), theirs.begin(), theirs.end());
    negatives_ += other.negatives_;
    positives_ += other.positives_;
    settle();
}

void ScoreCounts::settle() const {
    if (waiting_.empty()) return;
    std::sort(waiting_.begin(), waiting_.end(), below);
    compact(waiting_);
    std::vector<ScoreCount> merged;
    merged.reserve(sorted_.size() + waiting_.size());
    std::merge(sorted_.begin(), sorted_.end(), waiting_.begin(), waiting_.end(),
               std::back_inserter(merged), below);
    compact(merged);
    sorted_ = std::move(merged);
    waiting_.clear();
}

const std::vector<ScoreCount>& ScoreCounts::sorted() const {
    settle();
    return sorted_;
}

ScoreCounts ScoreCounts::of(std::vector<ScoreCount> ascending) {
    ensure(std::is_sorted(ascending.begin(), ascending.end(), below), "scores ascend");
    compact(ascending);
    ScoreCounts counts;
    for (const ScoreCount& one : ascending) {
        counts.negatives_ += one.negatives;
        counts.positives_ += one.positives;
    }
    counts.sorted_ = std::move(ascending);
    return counts;
}

}  // namespace isonomia::stats
