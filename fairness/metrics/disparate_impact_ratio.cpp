// Disparate impact ratio: the ratio of the shares of flagged people.
#include "fairness/selected_share.hpp"
#include "stats/intervals.hpp"

namespace isonomia::fairness {

namespace {

stats::Defined<double> figure(const Tables& tables) {
    return stats::risk_ratio(selected(tables[0]), selected(tables[1]));
}

stats::Defined<NamedBounds> interval(const Tables& tables, double level) {
    return stats::katz(selected(tables[0]), selected(tables[1]), level)
        .map([](const stats::Bounds& bounds) { return NamedBounds{bounds, "katz"}; });
}

}  // namespace

Metric disparate_impact_ratio_metric() {
    return {"disparate_impact_ratio",
            "Disparate impact ratio",
            "How many times the share of flagged people in the reference group is that in this "
            "group?",
            "(TP + FP) / all of the group / the same of the reference group",
            "29 CFR 1607.4 D (the four-fifths rule); Katz et al., Biometrics 34 (1978) 469-474",
            "The figure is no verdict: whether four fifths, five quarters or another limit "
            "applies, and to the flagged or to the others, the instrument says. It does not show "
            "whether the flags were right. It does not show why the groups differ, nor that "
            "anybody meant it, nor what the gap is elsewhere.",
            "ratio",
            InputKind::pair,
            selected_share,
            figure,
            interval,
            TestKind::fisher,
            nullptr};
}

}  // namespace isonomia::fairness
