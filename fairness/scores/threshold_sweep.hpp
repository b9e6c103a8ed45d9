// Rates at every threshold, with bands that hold at all of them at once.
#pragma once

#include <optional>
#include <vector>

#include "stats/counts.hpp"
#include "stats/score_bounds.hpp"
#include "stats/score_counts.hpp"

namespace isonomia::fairness {

enum class SweptRate { true_positive, false_positive, selection };

// Flagged are scores at or above the threshold.
struct SweepPoint {
    double threshold = 0;  // a score that occurs
    double value = 0;      // the rate, or the gap to the reference
    stats::Bounds band;    // simultaneous
};

struct Sweep {
    std::vector<SweepPoint> points;  // by rising threshold
    // Gaps only: where the band leaves 0 out. From the lowest to the highest such threshold;
    // between them there may be others.
    std::optional<stats::Bounds> significant;
    std::size_t significant_points = 0;
};

// The rate at every score that occurs. Band: Dvoretzky, Kiefer and Wolfowitz, cut to [0, 1].
// Undefined without rows to count.
[[nodiscard]] stats::Defined<Sweep> sweep(const stats::ScoreCounts& counts, SweptRate rate,
                                          double level);

// The rate of `group` minus that of `reference` at every score that occurs in either. The band adds
// up the half-widths of both at level (1 + level) / 2, so that both hold together (Bonferroni).
[[nodiscard]] stats::Defined<Sweep> sweep_gap(const stats::ScoreCounts& group,
                                              const stats::ScoreCounts& reference, SweptRate rate,
                                              double level);

// What is known of a group, and what is not.
struct PartlyKnown {
    const stats::ScoreCounts& known;
    const stats::MissingScores& missing;
};

// How far missing scores and outcomes can move the rate at any threshold of sweep(), down (low, at
// most 0) and up (high): the furthest of the sharp bounds there. The sweep must be defined.
[[nodiscard]] stats::Bounds missing_shift(const PartlyKnown& group, SweptRate rate);

// The same of sweep_gap(): the worst of one group beside the best of the other.
[[nodiscard]] stats::Bounds missing_shift(const PartlyKnown& group, const PartlyKnown& reference,
                                          SweptRate rate);

}  // namespace isonomia::fairness
