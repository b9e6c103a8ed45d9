// Rates of one 2x2 table as metrics of several tables need them, and what follows from them.
#pragma once

#include <initializer_list>
#include <utility>
#include <vector>

#include "fairness/confusion.hpp"
#include "fairness/metric.hpp"
#include "stats/counts.hpp"

namespace isonomia::fairness {

using RateOfTable = stats::Proportion (*)(const Confusion&);

[[nodiscard]] inline stats::Proportion selected(const Confusion& c) {
    return {c.flagged(), c.all()};
}
[[nodiscard]] inline stats::Proportion true_positive(const Confusion& c) {
    return {c.true_positives, c.positives()};
}
[[nodiscard]] inline stats::Proportion false_positive(const Confusion& c) {
    return {c.false_positives, c.negatives()};
}
[[nodiscard]] inline stats::Proportion predictive(const Confusion& c) {
    return {c.true_positives, c.flagged()};
}

// The same rate of the first table less that of the second; undefined, with the reason given, when
// one has an empty denominator.
[[nodiscard]] stats::Defined<double> gap(const Tables& tables, RateOfTable rate,
                                         std::string_view if_empty);

// Newcombe's interval for it.
[[nodiscard]] stats::Defined<NamedBounds> gap_interval(const Tables& tables, RateOfTable rate,
                                                       double level);

// Interval for the sum of factor * rate from Wilson's of each; the rates come from different rows.
[[nodiscard]] stats::Defined<NamedBounds> sum_interval(
    std::initializer_list<std::pair<double, stats::Proportion>> terms, double level);

// Entropy of benefits b = prediction - outcome + 1 (2 for the wrongly flagged, 0 for the missed, 1
// for the others) over all rows. alpha 2: mean of ((b / mu)² - 1) / 2; alpha 1: Theil's mean of
// (b / mu) ln(b / mu). `between`: every row has its group's mean benefit instead. Undefined without
// rows, and when the mean benefit is 0 (everybody was missed). Source: T. Speicher et al., KDD
// 2018.
[[nodiscard]] stats::Defined<double> benefit_entropy(const Tables& tables, int alpha, bool between);

}  // namespace isonomia::fairness
