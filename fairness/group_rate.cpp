#include "fairness/group_rate.hpp"

#include <array>

#include "stats/fisher.hpp"
#include "stats/intervals.hpp"

namespace isonomia::fairness {

namespace {

// What one row of each kind adds to the rate.
std::vector<stats::Proportion> shares_of(const Metric& rate) {
    std::vector<stats::Proportion> shares;
    for (const Confusion& one : {Confusion{1, 0, 0, 0}, Confusion{0, 1, 0, 0},
                                 Confusion{0, 0, 1, 0}, Confusion{0, 0, 0, 1}})
        shares.push_back(rate.estimate({one}).counts);
    return shares;
}

std::vector<stats::UnitTotals> persons_of(const std::vector<stats::Proportion>& shares,
                                          const Slice& slice, std::size_t group) {
    std::vector<stats::UnitTotals> units;
    for (const stats::Pattern& pattern : slice.persons) {
        stats::UnitTotals person{0, 0, static_cast<double>(pattern.units)};
        for (const stats::Pattern::Part& part : pattern.parts) {
            if (part.cell / kinds_of_row != group) continue;
            const stats::Proportion share = shares[part.cell % kinds_of_row];
            person.numerator += static_cast<double>(part.count * share.successes);
            person.denominator += static_cast<double>(part.count * share.trials);
        }
        units.push_back(person);
    }
    return units;
}

std::vector<stats::UnitTotals> weighted_of(const std::vector<stats::Proportion>& shares,
                                           const Slice& slice, std::size_t group) {
    std::vector<stats::UnitTotals> units;
    constexpr std::array<std::size_t, kinds_of_row> labeling_of_kind{
        labeling_of(Label::positive, Label::positive),
        labeling_of(Label::negative, Label::positive),
        labeling_of(Label::negative, Label::negative),
        labeling_of(Label::positive, Label::negative)};
    for (std::size_t kind = 0; kind < kinds_of_row; ++kind)
        for (const auto& [weight, rows] : slice.weights[group * labelings + labeling_of_kind[kind]])
            units.push_back({weight * static_cast<double>(shares[kind].successes),
                             weight * static_cast<double>(shares[kind].trials),
                             static_cast<double>(rows)});
    return units;
}

// Whether every unit counts once, in rows or in weight: then rows are independent and equal.
bool equal_units(const std::vector<stats::UnitTotals>& units, bool weighted) {
    double size = weighted ? 0 : 1;
    for (const stats::UnitTotals& unit : units) {
        if (unit.denominator <= 0) continue;
        if (size == 0) size = unit.denominator;
        if (unit.denominator != size) return false;
    }
    return true;
}

std::string suffix_of(const GroupRate& rate) { return rate.weighted ? "-weighted" : "-by-person"; }

const stats::Defined<double> no_reference =
    stats::undefined("the rate of the reference group is undefined");

}  // namespace

stats::Defined<double> GroupRate::value() const {
    const auto plain = estimate.value();
    if (!by_design || !plain) return plain;
    return design->rate;
}

GroupRate group_rate(const Metric& rate, const Slice& slice, std::size_t group) {
    GroupRate result;
    auto it = slice.cube.cells().begin();
    std::advance(it, static_cast<std::ptrdiff_t>(group));
    result.estimate = rate.estimate({it->second.confusion()});
    if (!slice.clustered && !slice.weighted) return result;
    result.weighted = slice.weighted;
    const auto shares = shares_of(rate);
    result.units =
        slice.weighted ? weighted_of(shares, slice, group) : persons_of(shares, slice, group);
    result.by_design = !equal_units(result.units, slice.weighted);
    result.design = stats::design_rate(result.units, slice.weighted,
                                       static_cast<double>(result.estimate.counts.trials));
    return result;
}

RatePair pair_of(const GroupRate& first, const GroupRate& second) {
    RatePair pair{&first, &second, 0, first.by_design || second.by_design};
    if (first.weighted || first.units.empty()) return pair;
    pair.covariance = stats::design_covariance(first.units, second.units);
    for (std::size_t i = 0; i < first.units.size(); ++i)
        if (first.units[i].denominator > 0 && second.units[i].denominator > 0)
            pair.by_design = true;
    return pair;
}

MethodBounds rate_bounds(const GroupRate& rate, double level) {
    if (!rate.by_design)
        return {stats::clopper_pearson(rate.estimate.counts, level), "clopper-pearson"};
    if (!rate.design) return {tl::unexpected(rate.design.error()), ""};
    return {stats::design_bounds(*rate.design, level), "korn-graubard" + suffix_of(rate)};
}

MethodBounds difference_bounds(const RatePair& pair, double level) {
    const auto& [first, second, covariance, by_design] = pair;
    if (!by_design)
        return {stats::newcombe(first->estimate.counts, second->estimate.counts, level),
                "newcombe"};
    if (!first->design || !second->design)
        return {stats::undefined("one of the two groups has no units to count"), ""};
    return {stats::design_difference(*first->design, *second->design, covariance, level),
            "mover" + suffix_of(*first)};
}

MethodBounds ratio_bounds(const RatePair& pair, double level) {
    const auto& [first, second, covariance, by_design] = pair;
    if (!by_design)
        return {stats::katz(first->estimate.counts, second->estimate.counts, level), "katz"};
    if (!first->design || !second->design)
        return {stats::undefined("one of the two groups has no units to count"), ""};
    return {stats::design_ratio(*first->design, *second->design, covariance, level),
            "katz" + suffix_of(*first)};
}

stats::Defined<double> difference_of(const RatePair& pair) {
    const auto a = pair.first->value();
    const auto b = pair.second->value();
    if (!a) return tl::unexpected(a.error());
    if (!b) return no_reference;
    return *a - *b;
}

stats::Defined<double> ratio_of(const RatePair& pair) {
    const auto difference = difference_of(pair);  // for its reasons
    if (!difference) return tl::unexpected(difference.error());
    if (!pair.by_design)
        return stats::risk_ratio(pair.first->estimate.counts, pair.second->estimate.counts);
    if (*pair.second->value() == 0) return stats::undefined("the rate it is divided by is 0");
    return *pair.first->value() / *pair.second->value();
}

stats::Defined<double> p_of(const RatePair& pair) {
    if (!pair.by_design)
        return stats::fisher_p(pair.first->estimate.counts, pair.second->estimate.counts);
    if (!pair.first->design || !pair.second->design)
        return stats::undefined("one of the two groups has no units to count");
    return stats::design_p(*pair.first->design, *pair.second->design, pair.covariance);
}

stats::Defined<stats::DesignScale> scale_of(const RatePair& pair) {
    if (!pair.by_design || !pair.first->design || !pair.second->design)
        return stats::undefined("the test is not one by design");
    return stats::design_scale(*pair.first->design, *pair.second->design, pair.covariance);
}

std::string test_of(const RatePair& pair) {
    return pair.by_design ? "pooled-t-two-sided" : "fisher-exact-two-sided";
}

}  // namespace isonomia::fairness
