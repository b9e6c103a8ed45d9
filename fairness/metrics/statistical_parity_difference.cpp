// Statistical parity difference: the gap in selected.
#include "fairness/selected_share.hpp"

namespace isonomia::fairness {

namespace {

stats::Defined<double> figure(const Tables& tables) {
    return gap(tables, selected, "a group has no rows with both outcome and prediction");
}

stats::Defined<NamedBounds> interval(const Tables& tables, double level) {
    return gap_interval(tables, selected, level);
}

}  // namespace

Metric statistical_parity_difference_metric() {
    return {"statistical_parity_difference",
            "Statistical parity difference",
            "By how much does the share of flagged people differ from that in the reference "
            "group?",
            "(TP + FP) / all of the group - the same of the reference group",
            "Dwork et al., ITCS 2012; Newcombe, Statistics in Medicine 17 (1998) 873-890",
            "It does not show whether the flags were right, nor whether the groups differ in what "
            "is predicted. It does not show why the groups differ, nor that anybody meant it, nor "
            "what the gap is elsewhere.",
            "points",
            InputKind::pair,
            selected_share,
            figure,
            interval,
            TestKind::fisher,
            nullptr};
}

}  // namespace isonomia::fairness
