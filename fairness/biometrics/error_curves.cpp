#include "fairness/biometrics/error_curves.hpp"

#include <cmath>
#include <limits>

namespace isonomia::fairness {

stats::Defined<std::vector<ErrorPoint>> error_curve(const stats::ScoreCounts& scores) {
    if (scores.positives() == 0) return stats::undefined("no comparisons of the same person");
    if (scores.negatives() == 0) return stats::undefined("no comparisons of different people");
    const auto same = static_cast<double>(scores.positives());
    const auto different = static_cast<double>(scores.negatives());
    std::uint64_t matched = scores.negatives();
    std::uint64_t missed = 0;
    std::vector<ErrorPoint> curve;
    const auto add = [&](double threshold) {
        curve.push_back({threshold, static_cast<double>(matched) / different,
                         static_cast<double>(missed) / same});
    };
    for (const stats::ScoreCount& one : scores.sorted()) {
        add(one.score);
        matched -= one.negatives;
        missed += one.positives;
    }
    add(std::numeric_limits<double>::infinity());
    return curve;
}

EqualError equal_error_on(const std::vector<ErrorPoint>& curve) {
    ErrorPoint best = curve.front();
    for (const ErrorPoint& point : curve)
        if (std::abs(point.false_match - point.false_non_match) <
            std::abs(best.false_match - best.false_non_match))
            best = point;
    return {(best.false_match + best.false_non_match) / 2, best};
}

stats::Defined<EqualError> equal_error(const stats::ScoreCounts& scores) {
    const auto curve = error_curve(scores);
    if (!curve) return tl::unexpected(curve.error());
    return equal_error_on(*curve);
}

}  // namespace isonomia::fairness
