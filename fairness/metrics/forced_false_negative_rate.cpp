// Forced false-negative rate: what the group's prevalence and the reference group's predictive
// value and false alarms force.
#include "fairness/table_rates.hpp"

namespace isonomia::fairness {

namespace {

stats::Defined<double> figure(const Tables& tables) {
    const Confusion own = tables[0];
    const auto value = stats::estimate(predictive(tables[1]));
    const auto alarms = stats::estimate(false_positive(tables[1]));
    if (own.all() == 0)
        return stats::undefined("no rows with both outcome and prediction in this group");
    if (own.positives() == 0) return stats::undefined("no actual positives in this group");
    if (own.negatives() == 0) return stats::undefined("no actual negatives in this group");
    if (!value || !alarms)
        return stats::undefined("the reference group has no actual negatives or nobody flagged");
    if (*value == 1)
        return stats::undefined("the reference group has no wrong flag: any false-negative rate");
    const double odds = static_cast<double>(own.positives()) / static_cast<double>(own.negatives());
    const double forced = 1 - *alarms / odds * *value / (1 - *value);
    if (forced < 0)
        return stats::undefined(
            "below 0: at this prevalence no system has that predictive value and false-positive "
            "rate");
    return forced;
}

}  // namespace

Metric forced_false_negative_rate_metric() {
    return {"forced_false_negative_rate",
            "Forced false-negative rate",
            "With the positive predictive value and the false-positive rate of the reference "
            "group, what would the false-negative rate of this group have to be?",
            "1 - FPR * (1 - p) / p * PPV / (1 - PPV), p the prevalence in the group, PPV and FPR "
            "of the reference group",
            "Chouldechova, Big Data 5 (2017) 153-163, equation 2.6",
            "It is arithmetic, no estimate of what a system would do: with unequal prevalence, "
            "equal predictive value and equal false-positive rate force unequal false-negative "
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
