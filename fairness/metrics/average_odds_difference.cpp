// Average odds difference: the mean of the gaps in true-positive and false-positive rate.
#include "fairness/table_rates.hpp"

namespace isonomia::fairness {

namespace {

constexpr std::string_view empty = "a group has no actual positives or no actual negatives";

stats::Defined<double> figure(const Tables& tables) {
    const auto hits = gap(tables, true_positive, empty);
    const auto alarms = gap(tables, false_positive, empty);
    if (!hits || !alarms) return stats::undefined(empty);
    return (*hits + *alarms) / 2;
}

stats::Defined<NamedBounds> interval(const Tables& tables, double level) {
    const Confusion a = tables[0];
    const Confusion b = tables[1];
    return sum_interval({{0.5, true_positive(a)},
                         {-0.5, true_positive(b)},
                         {0.5, false_positive(a)},
                         {-0.5, false_positive(b)}},
                        level);
}

std::string_view warning(const Tables& tables) {
    const auto hits = gap(tables, true_positive, empty);
    const auto alarms = gap(tables, false_positive, empty);
    if (!hits || !alarms || *hits * *alarms >= 0) return "";
    return "the gaps in true-positive and false-positive rate have opposite signs and cancel in "
           "this mean";
}

}  // namespace

Metric average_odds_difference_metric() {
    return {"average_odds_difference",
            "Average odds difference",
            "What is the mean of the gaps in true-positive and in false-positive rate?",
            "((TPR - TPR of the reference) + (FPR - FPR of the reference)) / 2",
            "Bellamy et al., IBM Journal 63 (2019) 4:1; interval: Zou and Donner, Statistics in "
            "Medicine 27 (2008) 1693-1702",
            "0 does not mean equal odds: a gap in one rate and the opposite gap in the other "
            "cancel; the larger gap stands under equalized_odds. It does not show why the groups "
            "differ, nor that anybody meant it, nor what the gap is elsewhere.",
            "points",
            InputKind::pair,
            nullptr,
            figure,
            interval,
            TestKind::permutation_within_outcomes,
            warning};
}

}  // namespace isonomia::fairness
