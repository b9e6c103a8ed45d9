// Rates of every group and their comparisons with the reference group.
#include <algorithm>

#include <fmt/format.h>

#include "fairness/bounds.hpp"
#include "fairness/drafts.hpp"
#include "fairness/group_rate.hpp"
#include "fairness/measure_parts.hpp"
#include "stats/adjust.hpp"
#include "stats/fisher.hpp"
#include "stats/intervals.hpp"
#include "stats/mantel_haenszel.hpp"
#include "stats/power.hpp"
#include "stats/score_interval.hpp"

namespace isonomia::fairness {

namespace {

constexpr double stated_power = 0.8;

// Rows that could belong to any group: none, unless the slice has one attribute.
const Cell* unknown_group(const Cube& cube) {
    if (cube.attributes().size() != 1) return nullptr;
    const auto it = cube.cells().find({""});
    return it == cube.cells().end() ? nullptr : &it->second;
}

// Worst and best case of one group's rate, or nothing where nothing is missing.
std::optional<stats::Bounds> missing_bounds_of(const Metric& rate, const Cube& cube,
                                               const GroupValues& values) {
    const Cell& cell = cube.cells().at(values);
    const Cell* unknown = unknown_group(cube);
    if (unknown == &cell) unknown = nullptr;
    if (cell.missing() == 0 && unknown == nullptr) return std::nullopt;
    const auto bounds = missing_bounds(rate.estimate, cell, unknown);
    return bounds ? std::optional(*bounds) : std::nullopt;
}

void add_bounds(Measurement& m, const std::optional<stats::Bounds>& bounds, const char* method) {
    if (bounds && m.value) m.other_intervals.push_back({bounds->low, bounds->high, 1, method});
}

void add_interval(Measurement& m, const stats::Defined<stats::Bounds>& bounds, double level,
                  std::string method) {
    if (bounds && m.value)
        m.other_intervals.push_back({bounds->low, bounds->high, level, std::move(method)});
}

void describe_design(Measurement& m, const GroupRate& rate) {
    if (!rate.by_design || !rate.design) return;
    m.parameters["effective_n"] = fmt::format("{:.4g}", rate.design->effective_size);
    m.parameters["design_effect"] = fmt::format(
        "{:.4g}", static_cast<double>(rate.estimate.counts.trials) / rate.design->effective_size);
    if (!rate.weighted) m.parameters["persons"] = fmt::format("{}", rate.design->units);
    m.parameters["rows_counted"] = counts_text(rate.estimate.counts);
}

Measurement rate_measurement(const Plan& plan, const Metric& metric, const Slice& slice,
                             std::size_t group, const GroupValues& values) {
    const Dataset& dataset = plan.dataset;
    const Cell& cell = slice.cube.cells().at(values);
    Measurement m = blank_measurement(dataset, metric, group_of(slice.cube.attributes(), values));
    m.parameters.insert(plan.parameters.begin(), plan.parameters.end());
    const GroupRate rate = group_rate(metric, slice, group);
    set_value(m, rate.value());
    m.numerator = rate.estimate.counts.successes;
    m.denominator = rate.estimate.counts.trials;
    m.n = rate.estimate.counts.trials;
    m.missing = cell.missing();
    m.parameters["group_rows"] = fmt::format("{}", cell.rows());
    if (rate.by_design) {
        const auto [bounds, method] = rate_bounds(rate, dataset.level);
        set_interval(m, bounds, dataset.level, method);
        describe_design(m, rate);
    } else {
        add_rate_intervals(m, rate.estimate.counts, dataset.level);
    }
    if (!values.empty() && plan.groups > 1) {
        const auto [bounds, method] =
            rate_bounds(rate, stats::bonferroni_level(dataset.level, plan.groups));
        add_interval(m, bounds, dataset.level, "simultaneous-" + method);
    }
    if (!rate.weighted) {
        add_bounds(m, missing_bounds_of(metric, slice.cube, values), "missing-values-bounds");
        if (dataset.truth_sensitivity || dataset.truth_specificity)
            if (const auto bounds = label_error_bounds(metric.estimate, cell.confusion(),
                                                       dataset.truth_sensitivity.value_or(1),
                                                       dataset.truth_specificity.value_or(1)))
                add_bounds(m, *bounds, "label-error-bounds");
    }
    m.id = measurement_id(m);
    return m;
}

// One group against the reference, with the p that difference and ratio share.
struct Compared {
    GroupValues values;
    GroupRate group;
};

// What all comparisons of one slice and metric have in common.
struct Family {
    const Plan& plan;
    const Slice& slice;
    const Metric& rate;
    GroupValues reference;
    GroupRate reference_rate;
};

void set_test(Measurement& m, const RatePair& pair, double level) {
    m.test = test_of(pair);
    const auto p = p_of(pair);
    if (!p) {
        m.parameters["test_undefined"] = p.error().reason;
        return;
    }
    m.p = *p;
    if (pair.by_design) return;
    const auto group = pair.first->estimate.counts;
    const auto reference = pair.second->estimate.counts;
    if (const auto least = stats::fisher_p_attainable(group, reference))
        m.parameters["p_attainable_min"] = fmt::format("{:.4g}", *least);
    const auto gap = stats::detectable_gap(group.trials, reference, 1 - level, stated_power);
    if (!gap) return;
    const auto text = [](const std::optional<double>& size) {
        return size ? fmt::format("{:.4g}", *size) : std::string("none, however large");
    };
    m.parameters["gap_detectable_up"] = text(gap->up);
    m.parameters["gap_detectable_down"] = text(gap->down);
    m.parameters["gap_detectable_power"] = fmt::format("{}", stated_power);
}

// What a difference and a ratio of two rates are made of.
struct Gap {
    stats::Defined<double> (*value)(const RatePair&);
    MethodBounds (*bounds)(const RatePair&, double level);
    stats::Defined<stats::Bounds> (*score)(stats::Proportion, stats::Proportion, double level);
};
constexpr Gap difference_gap{difference_of, difference_bounds, stats::score_difference};
constexpr Gap ratio_gap{ratio_of, ratio_bounds, stats::score_ratio};

void set_gap(Measurement& m, const Gap& gap, const Family& family, const Compared& one,
             const RatePair& pair) {
    const double level = family.plan.dataset.level;
    set_value(m, gap.value(pair));
    const auto [bounds, method] = gap.bounds(pair, level);
    set_interval(m, bounds, level, method);
    if (!pair.by_design)
        add_interval(
            m, gap.score(one.group.estimate.counts, family.reference_rate.estimate.counts, level),
            level, "miettinen-nurminen");
    if (family.plan.comparisons > 1) {
        const auto wide = gap.bounds(pair, stats::bonferroni_level(level, family.plan.comparisons));
        add_interval(m, wide.bounds, level, "simultaneous-" + wide.method);
    }
}

void add_missing_bounds(Measurement& m, const Family& family, const Compared& one,
                        const RatePair& pair) {
    const Cube& cube = family.slice.cube;
    const auto own = missing_bounds_of(family.rate, cube, one.values);
    const auto other = missing_bounds_of(family.rate, cube, family.reference);
    if (family.slice.weighted || (!own && !other)) return;
    const auto here = pair.first->value().value_or(0);
    const auto there = pair.second->value().value_or(0);
    const stats::Bounds a = own.value_or(stats::Bounds{here, here});
    const stats::Bounds b = other.value_or(stats::Bounds{there, there});
    add_bounds(m, stats::Bounds{a.low - b.high, a.high - b.low}, "missing-values-bounds");
}

// Both groups within each stratum.
std::vector<stats::Stratum> strata_of(const Family& family, const GroupValues& group) {
    const std::size_t width = family.slice.cube.attributes().size();
    std::map<GroupValues, stats::Stratum, GroupOrder> strata;
    for (const auto& [values, cell] : family.slice.with_strata.cells()) {
        const auto cut = values.begin() + static_cast<std::ptrdiff_t>(width);
        const GroupValues own(values.begin(), cut);
        if (own != group && own != family.reference) continue;
        const auto counts = family.rate.estimate({cell.confusion()}).counts;
        auto& stratum = strata[GroupValues(cut, values.end())];
        (own == group ? stratum.first : stratum.second) = counts;
    }
    std::vector<stats::Stratum> list;
    for (const auto& [values, stratum] : strata)
        list.push_back(stratum);
    return list;
}

void set_stratified(Measurement& m, const Family& family, const Compared& one,
                    const RatePair& pair) {
    const double level = family.plan.dataset.level;
    if (family.slice.strata == 0) {
        m.undefined_reason = "the data set has no stratum column";
        return;
    }
    if (family.slice.clustered) {
        m.undefined_reason = "persons repeat, and the formula counts rows as independent";
        return;
    }
    const auto strata = strata_of(family, one.values);
    const auto common = stats::common_difference(strata, level);
    m.parameters["strata"] = fmt::format("{}", strata.size());
    if (!common) {
        m.undefined_reason = common.error().reason;
        return;
    }
    m.value = common->value;
    set_interval(m, common->bounds, level, "sato");
    if (const auto test = stats::mantel_haenszel_test(strata)) {
        m.test = "mantel-haenszel";
        m.p = test->p;
    } else {
        m.parameters["test_undefined"] = test.error().reason;
    }
    if (const auto odds = stats::common_odds_ratio(strata, level))
        m.parameters["common_odds_ratio"] = fmt::format("{:.6g} [{:.6g}, {:.6g}]", odds->value,
                                                        odds->bounds.low, odds->bounds.high);
    if (const auto same = stats::homogeneity(strata))
        m.parameters["homogeneity_p_tarone"] = fmt::format("{:.4g}", same->p);
    const auto crude = difference_of(pair);
    if (!crude) return;
    m.parameters["difference_without_strata"] = fmt::format("{:.6g}", *crude);
    if (*crude * common->value < 0)
        m.parameters["warning"] =
            "within the strata the gap points the other way than in total (Simpson's reversal)";
}

Measurement comparison_measurement(const Family& family, Comparison comparison,
                                   const Compared& one) {
    const Dataset& dataset = family.plan.dataset;
    const auto& attributes = family.slice.cube.attributes();
    Measurement m = blank_measurement(dataset, comparison_of(family.rate, comparison),
                                      group_of(attributes, one.values));
    const RatePair pair = pair_of(one.group, family.reference_rate);
    m.comparator = group_of(attributes, family.reference);
    m.parameters.insert(family.plan.parameters.begin(), family.plan.parameters.end());
    m.parameters["reference"] = group_key(m.comparator);
    m.parameters["group_counts"] = counts_text(one.group.estimate.counts);
    m.parameters["reference_counts"] = counts_text(family.reference_rate.estimate.counts);
    m.parameters["family_declared"] = dataset.family_declared_before
                                          ? "before the data were seen"
                                          : "not stated to be before the data were seen";
    if (!dataset.family.empty()) m.parameters["family"] = dataset.family;
    m.n = one.group.estimate.counts.trials + family.reference_rate.estimate.counts.trials;
    const auto& cells = family.slice.cube.cells();
    m.missing = cells.at(one.values).missing() + cells.at(family.reference).missing();
    if (comparison == Comparison::stratified_difference) {
        set_stratified(m, family, one, pair);
    } else {
        const bool difference = comparison == Comparison::difference;
        set_gap(m, difference ? difference_gap : ratio_gap, family, one, pair);
        if (difference) add_missing_bounds(m, family, one, pair);
        set_test(m, pair, dataset.level);
    }
    m.id = measurement_id(m);
    return m;
}

}  // namespace

std::vector<GroupValue> group_of(const std::vector<std::string>& attributes,
                                 const GroupValues& values) {
    std::vector<GroupValue> group;
    for (std::size_t i = 0; i < values.size(); ++i)
        group.push_back({attributes[i], values[i]});
    return group;
}

GroupValues reference_of(const Dataset& dataset, const Cube& cube) {
    GroupValues values;
    for (const std::string& attribute : cube.attributes())
        for (const Column& column : dataset.columns)
            if (column.name == attribute && column.role == ColumnRole::group &&
                !column.reference.empty())
                values.push_back(column.reference);
    const bool usable = !values.empty() && values.size() == cube.attributes().size() &&
                        cube.cells().contains(values);
    return usable ? values : GroupValues{};
}

bool is_unknown(const GroupValues& values) {
    return std::find(values.begin(), values.end(), "") != values.end();
}

std::string counts_text(stats::Proportion counts) {
    return fmt::format("{}/{}", counts.successes, counts.trials);
}

void add_rate_intervals(Measurement& measurement, stats::Proportion counts, double level) {
    const auto exact = stats::clopper_pearson(counts, level);
    const auto score = stats::wilson(counts, level);
    if (!exact || !score) return;
    measurement.interval = Interval{exact->low, exact->high, level, "clopper-pearson"};
    measurement.other_intervals.push_back({score->low, score->high, level, "wilson"});
}

void measure_rates(const Plan& plan, const Slice& slice, std::vector<Measurement>& measurements) {
    std::size_t group = 0;
    for (const auto& [values, cell] : slice.cube.cells()) {
        for (const Metric& metric : all_metrics())
            if (is_rate(metric) && plan.wanted.contains(metric.id))
                measurements.push_back(rate_measurement(plan, metric, slice, group, values));
        ++group;
    }
}

void compare_rates(const Plan& plan, const Slice& slice, std::vector<Measurement>& measurements) {
    const GroupValues reference = reference_of(plan.dataset, slice.cube);
    if (reference.empty()) return;
    for (const Metric& rate : all_metrics()) {
        if (!is_rate(rate)) continue;
        std::vector<Comparison> asked;
        for (const auto comparison :
             {Comparison::difference, Comparison::ratio, Comparison::stratified_difference})
            if (plan.wanted.contains(comparison_of(rate, comparison).id))
                asked.push_back(comparison);
        if (asked.empty()) continue;
        const Family family{plan, slice, rate, reference,
                            group_rate(rate, slice, slice.index_of(reference))};
        std::size_t group = 0;
        for (const auto& [values, cell] : slice.cube.cells()) {
            if (values != reference && !is_unknown(values)) {
                const Compared one{values, group_rate(rate, slice, group)};
                for (const Comparison comparison : asked)
                    measurements.push_back(comparison_measurement(family, comparison, one));
            }
            ++group;
        }
    }
}

}  // namespace isonomia::fairness
