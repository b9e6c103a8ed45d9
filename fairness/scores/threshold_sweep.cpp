#include "fairness/scores/threshold_sweep.hpp"

#include <algorithm>
#include <initializer_list>

#include "core/ensure.hpp"
#include "fairness/bounds.hpp"
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

// Splits scores by a rising threshold.
class Split {
public:
    explicit Split(const ScoreCounts& counts)
        : scores_(counts.sorted()),
          positives_(counts.positives()),
          negatives_(counts.negatives()) {}

    void to(double threshold) {
        for (; next_ < scores_.size() && scores_[next_].score < threshold; ++next_) {
            positives_ -= scores_[next_].positives;
            negatives_ -= scores_[next_].negatives;
        }
    }
    [[nodiscard]] std::uint64_t positives() const { return positives_; }  // flagged
    [[nodiscard]] std::uint64_t negatives() const { return negatives_; }

private:
    const std::vector<ScoreCount>& scores_;
    std::uint64_t positives_;
    std::uint64_t negatives_;
    std::size_t next_ = 0;
};

// A rate as thresholds rise, down from all flagged.
class Falling {
public:
    Falling(const ScoreCounts& counts, SweptRate rate)
        : split_(counts), rate_(rate), all_(total(counts, rate)) {}

    [[nodiscard]] double at(double threshold) {
        split_.to(threshold);
        const auto flagged = counted({0, split_.negatives(), split_.positives()}, rate_);
        return static_cast<double>(flagged) / static_cast<double>(all_);
    }

private:
    Split split_;
    SweptRate rate_;
    std::uint64_t all_;
};

std::vector<double> thresholds_of(std::initializer_list<const ScoreCounts*> groups) {
    std::vector<double> thresholds;
    for (const ScoreCounts* counts : groups)
        for (const ScoreCount& one : counts->sorted())
            thresholds.push_back(one.score);
    std::sort(thresholds.begin(), thresholds.end());
    thresholds.erase(std::unique(thresholds.begin(), thresholds.end()), thresholds.end());
    return thresholds;
}

Estimator estimator_of(SweptRate rate) {
    switch (rate) {
        case SweptRate::true_positive:
            return find_metric("true_positive_rate")->estimate;
        case SweptRate::false_positive:
            return find_metric("false_positive_rate")->estimate;
        case SweptRate::selection:
            break;
    }
    return find_metric("selection_rate")->estimate;
}

// A group's rows at a rising threshold, those without score or outcome among them.
class CellAtThreshold {
public:
    explicit CellAtThreshold(const PartlyKnown& group)
        : group_(group), known_(group.known), unlabelled_(group.missing.unlabelled) {}

    [[nodiscard]] Cell at(double threshold) {
        known_.to(threshold);
        unlabelled_.to(threshold);
        const stats::MissingScores& missing = group_.missing;
        Cell cell;
        cell.add(Label::positive, Label::positive, known_.positives());
        cell.add(Label::negative, Label::positive, known_.negatives());
        cell.add(Label::positive, Label::negative, group_.known.positives() - known_.positives());
        cell.add(Label::negative, Label::negative, group_.known.negatives() - known_.negatives());
        cell.add(Label::missing, Label::positive, unlabelled_.negatives());
        cell.add(Label::missing, Label::negative,
                 missing.unlabelled.negatives() - unlabelled_.negatives());
        cell.add(Label::positive, Label::missing, missing.positives);
        cell.add(Label::negative, Label::missing, missing.negatives);
        cell.add(Label::missing, Label::missing, missing.neither);
        return cell;
    }

private:
    PartlyKnown group_;
    Split known_;
    Split unlabelled_;
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
    Falling of_group(group, rate);
    Falling of_reference(reference, rate);
    Sweep result;
    const double half = *own + *other;
    for (const double threshold : thresholds_of({&group, &reference})) {
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

stats::Bounds missing_shift(const PartlyKnown& group, SweptRate rate) {
    const Estimator estimate = estimator_of(rate);
    CellAtThreshold cells(group);
    stats::Bounds shift;
    for (const ScoreCount& one : group.known.sorted()) {
        const Cell cell = cells.at(one.score);
        const auto value = estimate({cell.confusion()}).value();
        const auto bounds = missing_bounds(estimate, cell);
        ensure(value.has_value() && bounds.has_value(), "the sweep is defined");
        shift.low = std::min(shift.low, bounds->low - *value);
        shift.high = std::max(shift.high, bounds->high - *value);
    }
    return shift;
}

stats::Bounds missing_shift(const PartlyKnown& group, const PartlyKnown& reference,
                            SweptRate rate) {
    const Estimator estimate = estimator_of(rate);
    CellAtThreshold of_group(group);
    CellAtThreshold of_reference(reference);
    stats::Bounds shift;
    for (const double threshold : thresholds_of({&group.known, &reference.known})) {
        const Cell here = of_group.at(threshold);
        const Cell there = of_reference.at(threshold);
        const auto own = missing_bounds(estimate, here);
        const auto other = missing_bounds(estimate, there);
        const auto first = estimate({here.confusion()}).value();
        const auto second = estimate({there.confusion()}).value();
        ensure(own && other && first && second, "the sweep is defined");
        const double gap = *first - *second;
        shift.low = std::min(shift.low, own->low - other->high - gap);
        shift.high = std::max(shift.high, own->high - other->low - gap);
    }
    return shift;
}

}  // namespace isonomia::fairness
