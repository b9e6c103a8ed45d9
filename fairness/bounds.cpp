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

// A rate while rows are added to it.
struct Sums {
    double hits = 0;
    double all = 0;

    [[nodiscard]] std::optional<double> rate() const {
        return all > 0 ? std::optional(hits / all) : std::nullopt;
    }
};

// Adding a hit never lowers a rate and adding a miss never raises it.
void add(Sums& highest, Sums& lowest, const Choices& choices, double rows) {
    if (choices.hit || !choices.outside) highest.all += rows;
    if (choices.hit) highest.hits += rows;
    if (choices.miss || !choices.outside) lowest.all += rows;
    if (!choices.miss && !choices.outside) lowest.hits += rows;
}

void add_group(const Shares& shares, const LabelSums& group, bool may_be_elsewhere, Sums& highest,
               Sums& lowest) {
    constexpr std::array<Label, 3> labels{Label::negative, Label::positive, Label::missing};
    for (const Label outcome : labels)
        for (const Label prediction : labels)
            add(highest, lowest, choices_of(shares, outcome, prediction, may_be_elsewhere),
                group.of[labeling_of(outcome, prediction)]);
}

// The rows of a group by what they are to a rate.
struct RowsToRate {
    double hits = 0;
    double misses = 0;
    double all = 0;

    RowsToRate(const Shares& shares, const Cell& cell) : all(static_cast<double>(cell.rows())) {
        const Confusion c = cell.confusion();
        const std::array<std::uint64_t, 4> rows{c.true_positives, c.false_positives,
                                                c.true_negatives, c.false_negatives};
        for (std::size_t k = 0; k < rows.size(); ++k) {
            const auto [successes, trials] = shares.kind[k];
            (successes > 0 ? hits : misses) += static_cast<double>(rows[k] * trials);
        }
    }
};

// The highest rate that a group can have which recorded misses of others as its own, and lost hits
// to them: `elsewhere` at most. Fewer rows removed leave more to be added to; between the places
// where the one or the other limit begins to hold, the rate has no peak.
double highest_among_labels(double hits, double misses, double all, double elsewhere,
                            double error) {
    const double lost = error / (1 - error);  // for each row kept
    const double most = std::min(misses, error * all);
    double highest = 0;
    for (const double removed : {0.0, std::clamp(all - elsewhere / lost, 0.0, most), most}) {
        const double added = std::min(elsewhere, lost * (all - removed));
        const double counted = hits + misses - removed + added;
        if (counted > 0) highest = std::max(highest, (hits + added) / counted);
    }
    return highest;
}

bool is_incomplete(std::size_t labeling) {
    return labeling % 3 == static_cast<std::size_t>(Label::missing) ||
           labeling / 3 == static_cast<std::size_t>(Label::missing);
}

}  // namespace

LabelSums::LabelSums(const Cell& cell) {
    for (const Label outcome : {Label::negative, Label::positive, Label::missing})
        for (const Label prediction : {Label::negative, Label::positive, Label::missing})
            of[labeling_of(outcome, prediction)] =
                static_cast<double>(cell.count(outcome, prediction));
}

LabelSums::LabelSums(std::span<const Weights> weights) {
    for (std::size_t i = 0; i < of.size(); ++i)
        for (const auto& [weight, rows] : weights[i])
            of[i] += weight * static_cast<double>(rows);
}

void LabelSums::add(const LabelSums& other) {
    for (std::size_t i = 0; i < of.size(); ++i)
        of[i] += other.of[i];
}

double LabelSums::incomplete() const {
    double sum = 0;
    for (std::size_t i = 0; i < of.size(); ++i)
        if (is_incomplete(i)) sum += of[i];
    return sum;
}

stats::Defined<stats::Bounds> missing_bounds(Estimator rate, const LabelSums& group,
                                             const LabelSums& unknown_group) {
    const Shares shares(rate);
    Sums highest;
    Sums lowest;
    add_group(shares, group, false, highest, lowest);
    add_group(shares, unknown_group, true, highest, lowest);
    const auto low = lowest.rate();
    const auto high = highest.rate();
    if (!low && !high) return stats::undefined("nobody can be in the denominator");
    // With a denominator in one case only, all rows that can be counted point one way.
    return stats::Bounds{low ? *low : *high, high ? *high : *low};
}

MissingLabels::MissingLabels(const Slice& slice) {
    std::size_t place = 0;
    for (const auto& [values, cell] : slice.cube.cells()) {
        const LabelSums sums = slice.weighted
                                   ? LabelSums(std::span(slice.weights).subspan(place, labelings))
                                   : LabelSums(cell);
        place += labelings;
        groups_.emplace(values, sums);
        if (std::find(values.begin(), values.end(), "") != values.end())
            without_group_.emplace_back(values, sums);
    }
}

std::optional<stats::Bounds> MissingLabels::bounds(Estimator rate, const GroupValues& group) const {
    const LabelSums& own = groups_.at(group);
    LabelSums others;
    bool any = own.incomplete() > 0;
    const bool labelled = std::find(group.begin(), group.end(), "") == group.end();
    for (const auto& [values, sums] : without_group_) {
        bool possible = labelled;
        for (std::size_t i = 0; i < values.size(); ++i)
            possible = possible && (values[i].empty() || values[i] == group[i]);
        if (!possible) continue;
        others.add(sums);
        any = true;
    }
    if (!any) return std::nullopt;
    const auto bounds = missing_bounds(rate, own, others);
    return bounds ? std::optional(*bounds) : std::nullopt;
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

stats::Defined<stats::Bounds> group_label_error_bounds(Estimator rate, const Cube& cube,
                                                       const GroupValues& group, double error) {
    ensure(error > 0 && error < 0.5, "more than half are labelled rightly");
    const Shares shares(rate);
    const RowsToRate own(shares, cube.cells().at(group));
    if (own.hits + own.misses == 0) return stats::undefined("nobody is in the denominator");
    double hits = 0;
    double misses = 0;
    for (const auto& [values, cell] : cube.cells()) {
        if (values == group || std::find(values.begin(), values.end(), "") != values.end())
            continue;
        const RowsToRate other(shares, cell);
        hits += std::min(other.hits, error * other.all);
        misses += std::min(other.misses, error * other.all);
    }
    return stats::Bounds{1 - highest_among_labels(own.misses, own.hits, own.all, misses, error),
                         highest_among_labels(own.hits, own.misses, own.all, hits, error)};
}

}  // namespace isonomia::fairness
