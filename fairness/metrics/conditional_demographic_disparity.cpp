// Conditional demographic disparity: the mean over strata of the gap between the group's share of
// the flagged and of the others.
#include <algorithm>

#include "fairness/table_rates.hpp"

namespace isonomia::fairness {

namespace {

stats::Defined<double> figure(const Tables& tables) {
    double sum = 0;
    double rows = 0;
    for (std::size_t s = 0; s + 1 < tables.size(); s += 2) {
        const Confusion own = tables[s];
        const Confusion others = tables[s + 1];
        const auto flagged = static_cast<double>(own.flagged() + others.flagged());
        const auto left_alone = static_cast<double>(own.not_flagged() + others.not_flagged());
        if (flagged == 0 || left_alone == 0) continue;
        const double disparity = static_cast<double>(own.flagged()) / flagged -
                                 static_cast<double>(own.not_flagged()) / left_alone;
        sum += (flagged + left_alone) * disparity;
        rows += flagged + left_alone;
    }
    if (rows == 0) return stats::undefined("in no stratum were some flagged and others not");
    return sum / rows;
}

constexpr std::uint64_t rows_min = 30;    // of the group, and of the others
constexpr std::uint64_t events_min = 10;  // flagged and left alone, of each

// In the strata that count.
std::string_view too_few(const Tables& tables) {
    Confusion own;
    Confusion others;
    const auto add = [](Confusion& sum, const Confusion& one) {
        sum.true_positives += one.flagged();
        sum.true_negatives += one.not_flagged();
    };
    for (std::size_t s = 0; s + 1 < tables.size(); s += 2) {
        const Confusion a = tables[s];
        const Confusion b = tables[s + 1];
        if (a.flagged() + b.flagged() == 0 || a.not_flagged() + b.not_flagged() == 0) continue;
        add(own, a);
        add(others, b);
    }
    for (const Confusion& one : {own, others}) {
        if (one.all() < rows_min)
            return "the group or the others have fewer than 30 rows in the strata that count: too "
                   "few to resample";
        if (std::min(one.flagged(), one.not_flagged()) < events_min)
            return "of the group or of the others fewer than 10 were flagged, or left alone, in "
                   "the strata that count: too few to resample";
    }
    return "";
}

}  // namespace

Metric conditional_demographic_disparity_metric() {
    return {"conditional_demographic_disparity",
            "Conditional demographic disparity",
            "Within strata, is the group a larger share of the flagged than of those left alone?",
            "sum over strata of n / N (share of the group among the flagged - its share among the "
            "others)",
            "Wachter, Mittelstadt, Russell, Computer Law & Security Review 41 (2021) 105567; Das "
            "et al. 2021, CDD",
            "Without strata it is the disparity in total. Strata can carry the same injustice. "
            "Strata in which nobody or everybody was flagged say nothing and are left out of N.",
            "points",
            InputKind::conditional,
            nullptr,
            figure,
            nullptr,
            TestKind::none,
            nullptr,
            false,
            too_few};
}

}  // namespace isonomia::fairness
