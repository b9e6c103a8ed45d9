#include "fairness/stratified_difference.hpp"

#include <map>
#include <vector>

#include <fmt/format.h>

#include "fairness/drafts.hpp"
#include "stats/mantel_haenszel.hpp"

namespace isonomia::fairness {

namespace {

constexpr double breslow_expected_min = 5;  // of Breslow and Day's chi-square approximation
constexpr std::string_view too_few =
    "too few rows in the strata: the sum over them cannot move by 5 to both sides of its mean "
    "(Mantel and Fleiss), so a normal approximation does not hold";

// Both groups within each stratum.
std::vector<stats::Stratum> strata_of(const Slice& slice, const Metric& rate,
                                      const GroupAndReference& compared) {
    const std::size_t width = slice.cube.attributes().size();
    std::map<GroupValues, stats::Stratum, GroupOrder> strata;
    for (const auto& [values, cell] : slice.with_strata.cells()) {
        const auto cut = values.begin() + static_cast<std::ptrdiff_t>(width);
        const GroupValues own(values.begin(), cut);
        if (own != compared.group && own != compared.reference) continue;
        const auto counts = rate.estimate({cell.confusion()}).counts;
        auto& stratum = strata[GroupValues(cut, values.end())];
        (own == compared.group ? stratum.first : stratum.second) = counts;
    }
    std::vector<stats::Stratum> list;
    for (const auto& [values, stratum] : strata)
        list.push_back(stratum);
    return list;
}

void add_homogeneity(Measurement& m, const std::vector<stats::Stratum>& strata) {
    const auto same = stats::homogeneity(strata);
    if (!same) return;
    if (same->expected_min >= breslow_expected_min)
        m.parameters["homogeneity_p_tarone"] = fmt::format("{:.4g}", same->p);
    else
        m.parameters["homogeneity_undefined"] =
            "fewer than 5 are expected in a cell of a stratum: the chi-square approximation does "
            "not hold";
}

void add_inference(Measurement& m, const std::vector<stats::Stratum>& strata,
                   const stats::Defined<stats::Bounds>& bounds, double level) {
    m.test = "mantel-haenszel";
    if (!stats::large_enough(strata)) {
        no_interval(m, too_few);
        m.parameters["test_undefined"] = too_few;
        return;
    }
    set_interval(m, bounds, level, "sato");
    if (const auto test = stats::mantel_haenszel_test(strata))
        m.p = test->p;
    else
        m.parameters["test_undefined"] = test.error().reason;
    if (const auto odds = stats::common_odds_ratio(strata, level))
        m.parameters["common_odds_ratio"] = fmt::format("{:.6g} [{:.6g}, {:.6g}]", odds->value,
                                                        odds->bounds.low, odds->bounds.high);
}

}  // namespace

void set_stratified(Measurement& m, const Slice& slice, const Metric& rate,
                    const GroupAndReference& compared, const stats::Defined<double>& crude,
                    double level) {
    if (slice.strata == 0) {
        m.undefined_reason = "the data set has no stratum column";
        return;
    }
    if (slice.clustered) {
        m.undefined_reason = "persons repeat, and the formula counts rows as independent";
        return;
    }
    const auto strata = strata_of(slice, rate, compared);
    const auto common = stats::common_difference(strata, level);
    m.parameters["strata"] = fmt::format("{}", strata.size());
    if (!common) {
        m.undefined_reason = common.error().reason;
        return;
    }
    m.value = common->value;
    add_inference(m, strata, common->bounds, level);
    add_homogeneity(m, strata);
    if (!crude) return;
    m.parameters["difference_without_strata"] = fmt::format("{:.6g}", *crude);
    if (*crude * common->value < 0)
        m.parameters["warning"] =
            "within the strata the gap points the other way than in total (Simpson's reversal)";
}

}  // namespace isonomia::fairness
