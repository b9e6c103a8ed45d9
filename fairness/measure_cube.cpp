// Rates of every group and their comparisons with the reference group.
#include <algorithm>

#include <fmt/format.h>

#include "core/text.hpp"
#include "fairness/bounds.hpp"
#include "fairness/drafts.hpp"
#include "fairness/group_rate.hpp"
#include "fairness/measure_parts.hpp"
#include "fairness/stratified_difference.hpp"
#include "stats/adjust.hpp"
#include "stats/fisher.hpp"
#include "stats/intervals.hpp"
#include "stats/score_interval.hpp"

namespace isonomia::fairness {

namespace {

// Where the data set says how often the outcome is recorded rightly.
std::optional<stats::Bounds> error_bounds_of(const Metric& rate, const Slice& slice,
                                             const Dataset& dataset, const GroupValues& values) {
    if (slice.weighted || (!dataset.truth_sensitivity && !dataset.truth_specificity))
        return std::nullopt;
    const auto bounds = label_error_bounds(rate.estimate, slice.cube.cells().at(values).confusion(),
                                           dataset.truth_sensitivity.value_or(1),
                                           dataset.truth_specificity.value_or(1));
    return bounds ? std::optional(*bounds) : std::nullopt;
}

// Where it says how many labels of groups are wrong.
std::optional<stats::Bounds> group_error_bounds_of(const Metric& rate, const Slice& slice,
                                                   const Dataset& dataset,
                                                   const GroupValues& values) {
    if (slice.weighted || !dataset.group_label_error || values.empty() || is_unknown(values))
        return std::nullopt;
    const auto bounds =
        group_label_error_bounds(rate.estimate, slice.cube, values, *dataset.group_label_error);
    return bounds ? std::optional(*bounds) : std::nullopt;
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
                             std::size_t group, const GroupValues& values,
                             const MissingLabels& missing) {
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
    add_bounds(m, missing.bounds(metric.estimate, values), missing_bounds_method);
    add_bounds(m, error_bounds_of(metric, slice, dataset, values), label_bounds_method);
    add_bounds(m, group_error_bounds_of(metric, slice, dataset, values), group_label_bounds_method);
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
    const MissingLabels& missing;
};

void set_test(Measurement& m, const RatePair& pair) {
    m.test = test_of(pair);
    const auto p = p_of(pair);
    if (!p) {
        m.parameters["test_undefined"] = p.error().reason;
        return;
    }
    m.p = *p;
    if (const auto scale = scale_of(pair)) {
        m.parameters["standard_error"] = shortest(scale->standard_error);
        m.parameters["degrees_of_freedom"] = shortest(scale->degrees);
    }
    if (pair.by_design) return;
    const auto group = pair.first->estimate.counts;
    const auto reference = pair.second->estimate.counts;
    if (const auto least = stats::fisher_p_attainable(group, reference))
        m.parameters["p_attainable_min"] = fmt::format("{:.4g}", *least);
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

// The worst of one group beside the best of the other: what is missing or wrongly recorded in one
// says nothing about the other. A ratio has no such bounds where the reference may be 0.
void add_bounds_of_gap(Measurement& m, const Family& family, const Compared& one,
                       const RatePair& pair, Comparison comparison) {
    const auto here = pair.first->value();
    const auto there = pair.second->value();
    if (!here || !there) return;
    const auto add = [&](const std::optional<stats::Bounds>& own,
                         const std::optional<stats::Bounds>& other, const char* method,
                         const char* not_bounded) {
        if (!own && !other) return;
        const stats::Bounds a = own.value_or(stats::Bounds{*here, *here});
        const stats::Bounds b = other.value_or(stats::Bounds{*there, *there});
        if (comparison == Comparison::difference)
            add_bounds(m, stats::Bounds{a.low - b.high, a.high - b.low}, method);
        else if (b.low > 0)
            add_bounds(m, stats::Bounds{a.low / b.high, a.high / b.low}, method);
        else if (m.value)
            m.parameters[not_bounded] =
                "the rate of the reference group may be 0, and a ratio to it has no upper bound";
    };
    const Slice& slice = family.slice;
    const auto missing = [&](const GroupValues& values) {
        return family.missing.bounds(family.rate.estimate, values);
    };
    const auto wrong = [&](const GroupValues& values) {
        return error_bounds_of(family.rate, slice, family.plan.dataset, values);
    };
    add(missing(one.values), missing(family.reference), missing_bounds_method,
        "missing_not_bounded");
    const auto elsewhere = [&](const GroupValues& values) {
        return group_error_bounds_of(family.rate, slice, family.plan.dataset, values);
    };
    add(wrong(one.values), wrong(family.reference), label_bounds_method,
        "label_errors_not_bounded");
    add(elsewhere(one.values), elsewhere(family.reference), group_label_bounds_method,
        "group_label_errors_not_bounded");
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
        set_stratified(m, family.slice, family.rate, {one.values, family.reference},
                       difference_of(pair), dataset.level);
        explain_no_bounds({&m, 1}, "no bounds are computed within strata",
                          family.missing.any_without_group());
    } else {
        const bool difference = comparison == Comparison::difference;
        set_gap(m, difference ? difference_gap : ratio_gap, family, one, pair);
        add_bounds_of_gap(m, family, one, pair, comparison);
        set_test(m, pair);
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

void measure_rates(const Plan& plan, const Slice& slice, const MissingLabels& missing,
                   std::vector<Measurement>& measurements) {
    std::size_t group = 0;
    for (const auto& [values, cell] : slice.cube.cells()) {
        for (const Metric& metric : all_metrics())
            if (is_rate(metric) && plan.wanted.contains(metric.id))
                measurements.push_back(
                    rate_measurement(plan, metric, slice, group, values, missing));
        ++group;
    }
}

void compare_rates(const Plan& plan, const Slice& slice, const MissingLabels& missing,
                   std::vector<Measurement>& measurements) {
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
        const Family family{
            plan,   slice, rate, reference, group_rate(rate, slice, slice.index_of(reference)),
            missing};
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
