// Odds ratio of selection: conditional maximum likelihood, with its exact interval.
#include "fairness/selected_share.hpp"
#include "stats/fisher.hpp"

namespace isonomia::fairness {

namespace {

constexpr double any_level = 0.95;  // the estimate does not depend on it

stats::Defined<stats::OddsRatio> odds_of(const Tables& tables, double level) {
    return stats::conditional_odds_ratio(selected(tables[0]), selected(tables[1]), level);
}

stats::Defined<double> figure(const Tables& tables) {
    const auto odds = odds_of(tables, any_level);
    if (!odds) return tl::unexpected(odds.error());
    if (!odds->estimate)
        return stats::undefined("no larger count of flagged was possible: the ratio is infinite");
    return *odds->estimate;
}

stats::Defined<NamedBounds> interval(const Tables& tables, double level) {
    const auto odds = odds_of(tables, level);
    if (!odds) return tl::unexpected(odds.error());
    if (!odds->high) return stats::undefined("the interval has no upper end");
    return NamedBounds{{odds->low, *odds->high}, "conditional-exact"};
}

}  // namespace

Metric selection_odds_ratio_metric() {
    return {"selection_odds_ratio",
            "Odds ratio of selection",
            "How many times the odds of being flagged in the reference group are the odds in this "
            "group?",
            "w that maximises the likelihood of the flagged of the group given both group sizes "
            "and all flagged",
            "R. A. Fisher, JRSS 98 (1935) 39-82; as R, fisher.test",
            "An odds ratio is no ratio of shares: 4 can mean 80% against 50%. It does not show "
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
