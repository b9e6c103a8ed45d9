// A metric: one file of metrics/ each, described well enough that help and reports need nothing
// else.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fairness/confusion.hpp"
#include "fairness/tables.hpp"
#include "stats/counts.hpp"

namespace isonomia::fairness {

enum class InputKind {
    confusion,    // a rate of one group's 2x2 table
    attempts,     // a rate of attempts, failed or not, counted like outcomes
    comparison,   // a group's rate against the reference group's; derived, see comparison_of()
    reported,     // no function of a 2x2 table: taken over from a publication, or from comparisons
    scores,       // a function of scores, comparisons, likelihood ratios or areas
    group,        // a figure of one group's 2x2 table that is no rate
    pair,         // of two tables: a group's, then the reference group's
    groups,       // of the tables of all groups of an attribute, in the order of the cube
    conditional,  // of two tables per stratum: a group's, then everybody else's
};

// What an estimator may look at: the data of one group.
struct View {
    Confusion counts;
};

// Numerator and denominator, and the reason to give when the denominator is 0 (a literal).
struct Estimate {
    stats::Proportion counts;
    std::string_view if_empty;

    [[nodiscard]] stats::Defined<double> value() const {
        if (counts.trials == 0) return stats::undefined(if_empty);
        return stats::estimate(counts);
    }
};

using Estimator =
    Estimate (*)(const View&);  // pure, no allocation: intervals and resampling call it

// A figure of several tables: pure, no allocation. How many there are, and in which order, says the
// input kind.
using FigureOfTables = stats::Defined<double> (*)(const Tables&);

// An interval that needs no resampling, for independent rows.
struct NamedBounds {
    stats::Bounds bounds;
    const char* method;
};
using IntervalOfTables = stats::Defined<NamedBounds> (*)(const Tables&, double level);

// What a reader of the figure must know about these tables; "" when there is nothing.
using WarningOfTables = std::string_view (*)(const Tables&);

// Why these tables are too few to resample, beside the least number of rows; "" where they are not.
using ObjectionOfTables = std::string_view (*)(const Tables&);

enum class TestKind {
    none,
    fisher,                       // of the rate `estimate` in both groups
    permutation,                  // of the group labels
    permutation_within_outcomes,  // among actual positives, and among actual negatives
};

// Why a distance has no resampled interval.
constexpr std::string_view not_below_0 =
    "the figure is never negative, and resampling adds chance differences to those of the data: "
    "the "
    "interval would miss 0 where nothing differs";

struct Metric {
    std::string id;        // 'false_positive_rate'
    std::string title;     // 'False-positive rate'
    std::string question;  // what it answers, in words
    std::string formula;   // 'FP / (FP + TN)'
    std::string citation;
    std::string limits;  // what it does not show
    std::string unit;  // 'proportion', 'points' (a difference: 1 is 100 percentage points), 'ratio'
    InputKind input = InputKind::confusion;
    Estimator estimate =
        nullptr;  // for kinds confusion and attempts, and for Fisher's test of a pair
    FigureOfTables figure = nullptr;      // for kinds group, pair, groups, conditional
    IntervalOfTables interval = nullptr;  // for the same; nothing: bootstrap
    TestKind test = TestKind::none;       // for the same
    WarningOfTables warning = nullptr;
    bool distance =
        false;  // never negative, 0 without a difference: not resampled, see `not_below_0`
    ObjectionOfTables too_few = nullptr;  // of a resampled figure
};

// A rate of one 2x2 table, with the source and the unit that all of these share.
[[nodiscard]] Metric rate_of_table(std::string id, std::string title, std::string question,
                                   std::string formula, std::string limits, Estimator estimate);

// Whether the figure is one of one, two or all groups' tables, with `figure` set.
[[nodiscard]] bool is_figure(const Metric& metric);

// Whether it is a rate that groups are compared by: kinds confusion and attempts.
[[nodiscard]] bool is_rate(const Metric& metric);

// Generated from metrics/*.cpp, in the order of the file names.
[[nodiscard]] const std::vector<Metric>& all_metrics();

// Figures of scores, comparisons and likelihood ratios; measured together, so described together.
[[nodiscard]] const std::vector<Metric>& score_metrics();
[[nodiscard]] const std::vector<Metric>& comparison_metrics();
[[nodiscard]] const std::vector<Metric>& likelihood_ratio_metrics();

// Every rate can be compared with the same rate of the stated reference group, in total or within
// strata, and searched for the subgroup in which it differs most from everybody else's.
enum class Comparison {
    difference,
    ratio,
    stratified_difference,
    worst_subgroup,
    split_sample_subgroup,  // searched for in one half of the rows, measured in the other
};
constexpr std::array<Comparison, 5> all_comparisons{
    Comparison::difference, Comparison::ratio, Comparison::stratified_difference,
    Comparison::worst_subgroup, Comparison::split_sample_subgroup};

// The descriptor of 'false_positive_rate_difference' or '..._ratio'.
[[nodiscard]] Metric comparison_of(const Metric& rate, Comparison comparison);

// Of all these lists and the comparisons derived from rates; nothing when there is none of that id.
[[nodiscard]] std::optional<Metric> find_metric(std::string_view id);
[[nodiscard]] std::vector<std::string> metric_ids();

// The pages of docs/metrics that explain the metric: its own, or the rate's and then 'difference'
// or 'ratio'. Empty for an unknown id.
[[nodiscard]] std::vector<std::string> help_pages_of(std::string_view id);

}  // namespace isonomia::fairness
