// Which subgroup differs most clearly from everybody else, and is that more than the search itself
// would find?
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "fairness/drafts.hpp"
#include "fairness/measure_parts.hpp"
#include "stats/adjust.hpp"
#include "stats/fisher.hpp"
#include "stats/intervals.hpp"

namespace isonomia::fairness {

namespace {

constexpr std::size_t subgroups_max = 100'000;

// One subgroup: some attributes fixed to values, all others free.
struct Subgroup {
    std::vector<GroupValue> group;
    stats::Proportion inside;
    stats::Proportion outside;
    double p = 2;  // of Fisher's test; 2 where nothing can be tested
};

// All combinations of values of one to all attributes that occur, each with its counts and those of
// everybody else. Labels that were not recorded are values too. A subgroup without anybody else,
// and one that holds the same people as one with fewer attributes, is left out.
std::vector<Subgroup> subgroups_of(const Metric& rate, const Cube& cube) {
    const stats::Proportion all = rate.estimate({cube.total().confusion()}).counts;
    std::set<std::vector<GroupValues>> seen;  // by the cells they hold
    std::vector<Subgroup> list;
    for (const auto& attributes : attribute_sets(cube.attributes(), true)) {
        if (attributes.empty()) continue;
        const Cube part = cube.project(attributes);
        for (const auto& [values, cell] : part.cells()) {
            if (list.size() >= subgroups_max) return list;
            const auto group = group_of(attributes, values);
            std::vector<GroupValues> holds;
            for (const auto& [leaf, leaf_cell] : cube.cells()) {
                bool within = true;
                for (std::size_t i = 0; i < leaf.size(); ++i)
                    for (const GroupValue& fixed : group)
                        within = within && (cube.attributes()[i] != fixed.attribute ||
                                            leaf[i] == fixed.value);
                if (within) holds.push_back(leaf);
            }
            if (holds.size() == cube.cells().size() || !seen.insert(holds).second) continue;
            const auto inside = rate.estimate({cell.confusion()}).counts;
            list.push_back(
                {group, inside, {all.successes - inside.successes, all.trials - inside.trials}, 2});
        }
    }
    return list;
}

void set_found(Measurement& m, const Subgroup& found, std::size_t searched, double level) {
    m.group = found.group;
    m.value = *stats::estimate(found.inside) - *stats::estimate(found.outside);
    m.p = found.p;
    m.test = "fisher-exact-two-sided";
    m.p_adjusted = std::min(1.0, found.p * static_cast<double>(searched));
    m.adjustment = fmt::format("bonferroni over {} subgroups searched", searched);
    set_interval(
        m, stats::newcombe(found.inside, found.outside, stats::bonferroni_level(level, searched)),
        level, "simultaneous-newcombe");
    m.n = found.inside.trials + found.outside.trials;
    m.parameters["group_counts"] = counts_text(found.inside);
    m.parameters["outside_counts"] = counts_text(found.outside);
}

}  // namespace

void search_subgroups(const Plan& plan, const Slice& finest,
                      std::vector<Measurement>& measurements) {
    for (const Metric& rate : all_metrics()) {
        if (rate.input != InputKind::confusion) continue;
        const Metric metric = comparison_of(rate, Comparison::worst_subgroup);
        if (!plan.wanted.contains(metric.id)) continue;
        Measurement m = blank_measurement(plan.dataset, metric, {});
        m.id = measurement_id(m);  // one per data set, whatever is found
        m.parameters.insert(plan.parameters.begin(), plan.parameters.end());
        m.missing = finest.cube.total().missing();
        measurements.push_back(std::move(m));
        Measurement& result = measurements.back();
        if (finest.clustered) {
            result.undefined_reason = "persons repeat, and the search counts rows as independent";
            continue;
        }
        auto subgroups = subgroups_of(rate, finest.cube);
        std::size_t untested = 0;
        for (Subgroup& one : subgroups) {
            const auto p = stats::fisher_p(one.inside, one.outside);
            if (p)
                one.p = *p;
            else
                ++untested;
        }
        // The family is every subgroup looked at, also those in which nothing could be tested.
        const std::size_t searched = subgroups.size();
        result.parameters["subgroups_searched"] = fmt::format("{}", searched);
        result.parameters["subgroups_not_testable"] = fmt::format("{}", untested);
        result.parameters["attributes"] =
            fmt::format("{}", fmt::join(finest.cube.attributes(), " and "));
        if (searched == subgroups_max)
            result.parameters["warning"] =
                fmt::format("the search ended after {} subgroups", subgroups_max);
        const auto found =
            std::min_element(subgroups.begin(), subgroups.end(),
                             [](const Subgroup& a, const Subgroup& b) { return a.p < b.p; });
        if (found == subgroups.end() || found->p > 1) {
            result.undefined_reason = "no subgroup can be tested against everybody else";
            continue;
        }
        set_found(result, *found, searched, plan.dataset.level);
        const double alpha = 1 - plan.dataset.level;
        result.parameters["subgroups_below_level"] = fmt::format(
            "{}", std::count_if(subgroups.begin(), subgroups.end(), [&](const Subgroup& one) {
                return one.p * static_cast<double>(searched) <= alpha;
            }));
    }
}

}  // namespace isonomia::fairness
