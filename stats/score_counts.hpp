// The distribution of a score among positives and negatives: distinct scores with counts. It is
// sufficient for every figure about ranking, thresholds and calibration, and distributions of
// shards, files or machines merge by addition.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace isonomia::stats {

// One distinct score. -infinity and infinity are scores; NaN is none.
struct ScoreCount {
    double score = 0;
    std::uint64_t negatives = 0;
    std::uint64_t positives = 0;

    bool operator==(const ScoreCount&) const = default;
};

class ScoreCounts {
public:
    void add(double score, bool positive, std::uint64_t count = 1);
    void merge(const ScoreCounts& other);

    // Ascending, each score once. Settles what was added since; equal for any order of adding.
    [[nodiscard]] const std::vector<ScoreCount>& sorted() const;

    [[nodiscard]] std::uint64_t negatives() const { return negatives_; }
    [[nodiscard]] std::uint64_t positives() const { return positives_; }
    [[nodiscard]] std::uint64_t all() const { return negatives_ + positives_; }

    // The counts of an ascending list; neighbours of one score are added up.
    [[nodiscard]] static ScoreCounts of(std::vector<ScoreCount> ascending);

    // Memory is bounded by the distinct scores and this many scores that wait to be sorted.
    static constexpr std::size_t waiting_max = std::size_t{1} << 20U;

private:
    void settle() const;
    mutable std::vector<ScoreCount> sorted_;
    mutable std::vector<ScoreCount> waiting_;
    std::uint64_t negatives_ = 0;
    std::uint64_t positives_ = 0;
};

}  // namespace isonomia::stats
