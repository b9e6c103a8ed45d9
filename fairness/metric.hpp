// A metric: one file of metrics/ each, described well enough that help and reports need nothing
// else.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fairness/confusion.hpp"
#include "stats/counts.hpp"

namespace isonomia::fairness {

enum class InputKind {
    confusion,   // a function of one group's 2x2 table
    comparison,  // a group's rate against the reference group's; derived, see comparison_of()
    reported,    // only ever taken over from a publication
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

struct Metric {
    std::string id;        // 'false_positive_rate'
    std::string title;     // 'False-positive rate'
    std::string question;  // what it answers, in words
    std::string formula;   // 'FP / (FP + TN)'
    std::string citation;
    std::string limits;  // what it does not show
    std::string unit;  // 'proportion', 'points' (a difference: 1 is 100 percentage points), 'ratio'
    InputKind input = InputKind::confusion;
    Estimator estimate = nullptr;  // for input kind confusion
};

// Generated from metrics/*.cpp, in the order of the file names.
[[nodiscard]] const std::vector<Metric>& all_metrics();

// Every rate can be compared with the same rate of the stated reference group.
enum class Comparison { difference, ratio };

// The descriptor of 'false_positive_rate_difference' or '..._ratio'.
[[nodiscard]] Metric comparison_of(const Metric& rate, Comparison comparison);

// Of all_metrics() and the comparisons derived from them; nothing when there is none of that id.
[[nodiscard]] std::optional<Metric> find_metric(std::string_view id);
[[nodiscard]] std::vector<std::string> metric_ids();

// The pages of docs/metrics that explain the metric: its own, or the rate's and then 'difference'
// or 'ratio'. Empty for an unknown id.
[[nodiscard]] std::vector<std::string> help_pages_of(std::string_view id);

}  // namespace isonomia::fairness
