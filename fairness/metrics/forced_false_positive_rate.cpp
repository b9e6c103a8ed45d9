// Forced false-positive rate: what the group's prevalence and the reference group's predictive
// value and misses force.
#include "fairness/table_rates.hpp"

namespace isonomia::fairness {

namespace {

stats::Defined<double> figure(const Tables& tables) {
    const Confusion own = tables[0];
    const auto value = stats::estimate(predictive(tables[1]));
    const auto hits = stats::estimate(true_positive(tables[1]));
    if (own.all() == 0)
        return stats::undefined("no rows with both outcome and prediction in this group");
    if (own.negatives() == 0) return stats::undefined("no actual negatives in this group");
    if (!value || !hits)
        return stats::undefined("the reference group has no actual positives or nobody flagged");
    if (*value == 0) return stats::undefined("the reference group has no right flag");
    const double odds = static_cast<double>(own.positives()) / static_cast<double>(own.negatives());
    const double forced = odds * (1 - *value) / *value * *hits;
    if (forced > 1)
        return stats::undefined(
            "above 1: at this prevalence no system has that predictive value and false-negative "
            "rate");
    return forced;
}

}  // namespace

Metric forced_false_positive_rate_metric() {
    return {"forced_false_positive_rate",
            "Forced false-positive rate",
            "With the positive predictive value and the false-negative rate of the reference "
            "group, what would the false-positive rate of this group have to be?",
            "p / (1 - p) * (1 - PPV) / PPV * (1 - FNR), p the prevalence in the group, PPV and "
            "FNR of the reference group",
            "Chouldechova, Big Data 5 (2017) 153-163, equation 2.6",
            "It is arithmetic, no estimate of what a system would do: with unequal prevalence, "
            "equal predictive value and equal false-negative rate force unequal false-positive "
            "rates. The prevalence is that of the recorded outcome, which may itself be unequal.",
            "proportion",
            InputKind::pair,
            nullptr,
            figure,
            nullptr,
            TestKind::none,
            nullptr};
}

}  // namespace isonomia::fairness
