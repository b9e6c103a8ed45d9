#include "fairness/bounds.hpp"

#include <algorithm>
#include <array>

#include "core/ensure.hpp"

namespace isonomia::fairness {

namespace {

constexpr std::array<Confusion, 4> one_of_each{
    {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}}};

// What one row of each kind adds to numerator and denominator.
struct Shares {
    std::array<stats::Proportion, 4> kind;

    explicit Shares(Estimator rate) {
        for (std::size_t k = 0; k < kind.size(); ++k)
            kind[k] = rate({one_of_each[k]}).counts;
    }
};

// What rows of these labels can be turned into.
struct Choices {
    bool hit = false;      // in numerator and denominator
    bool miss = false;     // in the denominator only
    bool outside = false;  // in neither
};

Choices choices_of(const Shares& shares, Label outcome, Label prediction, bool may_be_elsewhere) {
    Choices choices;
    choices.outside = may_be_elsewhere;
    constexpr std::array<std::array<Label, 2>, 4> labels{{{Label::positive, Label::positive},
                                                          {Label::negative, Label::positive},
                                                          {Label::negative, Label::negative},
                                                          {Label::positive, Label::negative}}};
    for (std::size_t k = 0; k < labels.size(); ++k) {
        if (outcome != Label::missing && outcome != labels[k][0]) continue;
        if (prediction != Label::missing && prediction != labels[k][1]) continue;
        const stats::Proportion share = shares.kind[k];
        if (share.trials == 0)
            choices.outside = true;
        else if (share.successes > 0)
            choices.hit = true;
        else
            choices.miss = true;
    }
    return choices;
}

// Adding a hit never lowers a rate and adding a miss never raises it.
void add(stats::Proportion& highest, stats::Proportion& lowest, const Choices& choices,
         std::uint64_t rows) {
    if (choices.hit || !choices.outside) highest.trials += rows;
    if (choices.hit) highest.successes += rows;
    if (choices.miss || !choices.outside) lowest.trials += rows;
    if (!choices.miss && !choices.outside) lowest.successes += rows;
}

void add_cell(const Shares& shares, const Cell& cell, bool may_be_elsewhere,
              stats::Proportion& highest, stats::Proportion& lowest) {
    constexpr std::array<Label, 3> labels{Label::negative, Label::positive, Label::missing};
    for (const Label outcome : labels)
        for (const Label prediction : labels)
            add(highest, lowest, choices_of(shares, outcome, prediction, may_be_elsewhere),
                cell.count(outcome, prediction));
}

}  // namespace

stats::Defined<stats::Bounds> missing_bounds(Estimator rate, const Cell& cell,
                                             const Cell* unknown_group) {
    const Shares shares(rate);
    stats::Proportion highest;
    stats::Proportion lowest;
    add_cell(shares, cell, false, highest, lowest);
    if (unknown_group != nullptr) add_cell(shares, *unknown_group, true, highest, lowest);
    const auto low = stats::estimate(lowest);
    const auto high = stats::estimate(highest);
    if (!low && !high) return tl::unexpected(low.error());
    // With a denominator in one case only, all rows that can be counted point one way.
    return stats::Bounds{low.value_or(high.value_or(0)), high.value_or(low.value_or(0))};
}

UnknownGroups::UnknownGroups(const Cube& cube) {
    for (const auto& [values, cell] : cube.cells())
        if (std::find(values.begin(), values.end(), "") != values.end())
            cells_.emplace_back(values, cell);
}

std::optional<Cell> UnknownGroups::of(const GroupValues& group) const {
    if (std::find(group.begin(), group.end(), "") != group.end()) return std::nullopt;
    std::optional<Cell> sum;
    for (const auto& [values, cell] : cells_) {
        bool possible = true;
        for (std::size_t i = 0; i < values.size(); ++i)
            possible = possible && (values[i].empty() || values[i] == group[i]);
        if (!possible) continue;
        if (!sum) sum = Cell();
        sum->add(cell);
    }
    return sum;
}

stats::Defined<stats::Bounds> label_error_bounds(Estimator rate, const Confusion& recorded,
                                                 double sensitivity, double specificity) {
    ensure(sensitivity > 0.5 && sensitivity <= 1 && specificity > 0.5 && specificity <= 1,
           "more than half are recorded rightly");
    const Shares shares(rate);
    const auto true_positives = [&](std::uint64_t positives, std::uint64_t all) {
        const auto r = static_cast<double>(positives);
        const auto n = static_cast<double>(all);
        stats::Bounds range{n, 0};
        for (const double s : {sensitivity, 1.0})
            for (const double t : {specificity, 1.0}) {
                const double truth = std::clamp((r - (1 - t) * n) / (s + t - 1), 0.0, n);
                range.low = std::min(range.low, truth);
                range.high = std::max(range.high, truth);
            }
        return range;
    };
    const auto flagged = true_positives(recorded.true_positives, recorded.flagged());
    const auto others = true_positives(recorded.false_negatives, recorded.not_flagged());
    stats::Bounds bounds{2, -1};
    for (const double tp : {flagged.low, flagged.high})
        for (const double fn : {others.low, others.high}) {
            const std::array<double, 4> rows{tp, static_cast<double>(recorded.flagged()) - tp,
                                             static_cast<double>(recorded.not_flagged()) - fn, fn};
            double hits = 0;
            double all = 0;
            for (std::size_t k = 0; k < rows.size(); ++k) {
                hits += rows[k] * static_cast<double>(shares.kind[k].successes);
                all += rows[k] * static_cast<double>(shares.kind[k].trials);
            }
            if (all <= 0) return stats::undefined("the denominator could be 0");
            bounds.low = std::min(bounds.low, std::max(0.0, hits / all));
            bounds.high = std::max(bounds.high, std::min(1.0, hits / all));
        }
    return bounds;
}

}  // namespace isonomia::fairness
