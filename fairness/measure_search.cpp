// Which subgroup differs most clearly from everybody else, and is that more than the search itself
// would find?
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "fairness/drafts.hpp"
#include "fairness/group_rate.hpp"
#include "fairness/measure_parts.hpp"
#include "fairness/split_rows.hpp"
#include "fairness/stream.hpp"
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
// everybody else. Rows without a label of one of its attributes are of any subgroup, and count
// neither inside nor outside. A subgroup without anybody else, and one that holds the same people
// as one with fewer attributes, is left out.
std::vector<Subgroup> subgroups_of(const Metric& rate, const Cube& cube) {
    std::set<std::vector<GroupValues>> seen;  // by the cells they hold
    std::vector<Subgroup> list;
    for (const auto& attributes : attribute_sets(cube.attributes(), true)) {
        if (attributes.empty()) continue;
        const Cube part = cube.project(attributes);
        Cell labelled;
        std::size_t known = 0;
        for (const auto& [values, cell] : part.cells())
            if (!is_unknown(values)) {
                labelled.add(cell);
                ++known;
            }
        const stats::Proportion all = rate.estimate({labelled.confusion()}).counts;
        for (const auto& [values, cell] : part.cells()) {
            if (list.size() >= subgroups_max) return list;
            if (is_unknown(values) || known == 1) continue;
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
            if (!seen.insert(holds).second) continue;
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

// What a search found in a cube, with the subgroups it looked at.
struct Search {
    std::vector<Subgroup> subgroups;
    std::size_t untested = 0;
    const Subgroup* found = nullptr;  // of the smallest p; nothing when nothing can be tested
};

void search_in(const Metric& rate, const Cube& cube, Search& search) {
    search.subgroups = subgroups_of(rate, cube);
    for (Subgroup& one : search.subgroups) {
        const auto p = stats::fisher_p(one.inside, one.outside);
        if (p)
            one.p = *p;
        else
            ++search.untested;
        if (p && (search.found == nullptr || one.p < search.found->p)) search.found = &one;
    }
}

// The family is every subgroup looked at, also those in which nothing could be tested.
void describe_search(Measurement& m, const Search& search, const Cube& cube) {
    m.parameters["subgroups_searched"] = fmt::format("{}", search.subgroups.size());
    m.parameters["subgroups_not_testable"] = fmt::format("{}", search.untested);
    std::uint64_t without_label = 0;
    for (const auto& [values, cell] : cube.cells())
        if (is_unknown(values)) without_label += cell.rows();
    if (without_label > 0)
        m.parameters["rows_without_group_label"] = fmt::format(
            "{}, in no subgroup of the attribute and not compared with one", without_label);
    m.parameters["attributes"] = fmt::format("{}", fmt::join(cube.attributes(), " and "));
    if (search.subgroups.size() == subgroups_max)
        m.parameters["warning"] = fmt::format("the search ended after {} subgroups", subgroups_max);
    if (search.found == nullptr)
        m.undefined_reason = "no subgroup can be tested against everybody else";
}

void search_all(const Plan& plan, const Metric& rate, const Slice& finest, Measurement& m) {
    if (finest.clustered) {
        m.undefined_reason =
            "persons repeat, and this search counts rows as independent; the split-sample search "
            "does not";
        return;
    }
    Search search;
    search_in(rate, finest.cube, search);
    describe_search(m, search, finest.cube);
    if (search.found == nullptr) return;
    set_found(m, *search.found, search.subgroups.size(), plan.dataset.level);
    const double alpha = 1 - plan.dataset.level;
    m.parameters["subgroups_below_level"] = fmt::format(
        "{}",
        std::count_if(search.subgroups.begin(), search.subgroups.end(), [&](const Subgroup& one) {
            return one.p * static_cast<double>(search.subgroups.size()) <= alpha;
        }));
}

void search_half(const Plan& plan, const Metric& rate, const Slice& finest, Measurement& m) {
    const std::uint64_t seed = plan.dataset.seed_or_default();
    stats::RandomStream random(seed, stream_of(m.id));
    const Halves halves = split_rows(finest, random);
    m.seed = seed;
    Search search;
    search_in(rate, halves.search, search);
    describe_search(m, search, halves.search);
    m.parameters["search_half_rows"] = fmt::format("{}", halves.search.total().confusion().all());
    m.parameters["held_half_rows"] = fmt::format("{}", halves.held.cube.total().confusion().all());
    if (search.found == nullptr) return;
    m.group = search.found->group;
    m.parameters["search_half_gap"] = fmt::format(
        "{:.6g}", *stats::estimate(search.found->inside) - *stats::estimate(search.found->outside));
    const Slice sides = inside_and_outside(halves.held, search.found->group);
    const GroupRate inside = group_rate(rate, sides, sides.index_of({"inside"}));
    const GroupRate outside = group_rate(rate, sides, sides.index_of({"outside"}));
    const RatePair pair = pair_of(inside, outside);
    m.parameters["group_counts"] = counts_text(inside.estimate.counts);
    m.parameters["outside_counts"] = counts_text(outside.estimate.counts);
    m.n = inside.estimate.counts.trials + outside.estimate.counts.trials;
    set_value(m, difference_of(pair));
    if (!m.value) return;
    const auto bounds = difference_bounds(pair, plan.dataset.level);
    set_interval(m, bounds.bounds, plan.dataset.level, bounds.method);
    if (const auto p = p_of(pair)) {
        m.p = *p;
        m.test = test_of(pair);
    } else {
        m.parameters["test_undefined"] = p.error().reason;
    }
}

}  // namespace

void search_subgroups(const Plan& plan, const Slice& finest,
                      std::vector<Measurement>& measurements) {
    for (const Metric& rate : all_metrics()) {
        if (!is_rate(rate)) continue;
        for (const auto kind : {Comparison::worst_subgroup, Comparison::split_sample_subgroup}) {
            const Metric metric = comparison_of(rate, kind);
            if (!plan.wanted.contains(metric.id)) continue;
            Measurement m = blank_measurement(plan.dataset, metric, {});
            m.id = measurement_id(m);  // one per data set, whatever is found
            m.parameters.insert(plan.parameters.begin(), plan.parameters.end());
            m.missing = finest.cube.total().missing();
            if (kind == Comparison::worst_subgroup)
                search_all(plan, rate, finest, m);
            else
                search_half(plan, rate, finest, m);
            measurements.push_back(std::move(m));
        }
    }
}

}  // namespace isonomia::fairness
