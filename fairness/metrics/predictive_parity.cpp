// Predictive parity: gap: the gap in predictive.
#include "fairness/table_rates.hpp"

namespace isonomia::fairness {

namespace {

Estimate estimate(const View& view) {
    return {predictive(view.counts), "nobody in this group was flagged"};
}

stats::Defined<double> figure(const Tables& tables) {
    return gap(tables, predictive, "nobody in one of the groups was flagged");
}

stats::Defined<NamedBounds> interval(const Tables& tables, double level) {
    return gap_interval(tables, predictive, level);
}

}  // namespace

Metric predictive_parity_metric() {
    return {"predictive_parity",
            "Predictive parity: gap",
            "By how much does the share of the flagged who had the outcome differ from that in "
            "the reference group?",
            "TP / (TP + FP) of the group - the same of the reference group",
            "Chouldechova, Big Data 5 (2017) 153-163; Newcombe, Statistics in Medicine 17 (1998) "
            "873-890",
            "No gap here, with unequal base rates, forces unequal error rates: see "
            "forced_false_positive_rate. It does not show why the groups differ, nor that anybody "
            "meant it, nor what the gap is elsewhere.",
            "points",
            InputKind::pair,
            estimate,
            figure,
            interval,
            TestKind::fisher,
            nullptr};
}

}  // namespace isonomia::fairness
