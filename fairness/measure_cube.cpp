#include <algorithm>

#include <fmt/format.h>

#include "fairness/measure_parts.hpp"
#include "stats/adjust.hpp"
#include "stats/fisher.hpp"
#include "stats/intervals.hpp"

namespace isonomia::fairness {

namespace {

using stats::Proportion;

std::vector<GroupValue> group_of(const Cube& cube, const GroupValues& values) {
    std::vector<GroupValue> group;
    for (std::size_t i = 0; i < values.size(); ++i)
        group.push_back({cube.attributes()[i], values[i]});
    return group;
}

// The reference values of the cube's attributes; empty when one of them states none, or the
// combination does not occur.
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

Measurement rate_measurement(const Dataset& dataset, const Metric& metric, const Cube& cube,
                             const GroupValues& values, const Cell& cell,
                             const Parameters& parameters) {
    Measurement m = blank_measurement(dataset, metric, group_of(cube, values));
    m.parameters.insert(parameters.begin(), parameters.end());
    const Estimate estimate = metric.estimate({cell.confusion()});
    const auto value = estimate.value();
    if (value)
        m.value = *value;
    else
        m.undefined_reason = value.error().reason;
    m.numerator = estimate.counts.successes;
    m.denominator = estimate.counts.trials;
    m.n = estimate.counts.trials;
    m.missing = cell.missing();
    m.parameters["group_rows"] = fmt::format("{}", cell.rows());
    add_rate_intervals(m, estimate.counts, dataset.level);
    m.id = measurement_id(m);
    return m;
}

// One group against the reference, with the p that difference and ratio share.
struct Compared {
    GroupValues values;
    const Cell* cell = nullptr;
    Estimate group;
    Estimate reference;
    stats::Defined<double> p = stats::undefined("");
    double p_adjusted = 1;  // where p is defined
};

void adjust(std::vector<Compared>& family) {
    std::vector<double> p;
    for (const Compared& one : family)
        if (one.p) p.push_back(*one.p);
    const auto adjusted = stats::holm(p);
    std::size_t next = 0;
    for (Compared& one : family)
        if (one.p) one.p_adjusted = adjusted[next++];
}

void set_value(Measurement& m, const stats::Defined<double>& value) {
    if (value)
        m.value = *value;
    else
        m.undefined_reason = value.error().reason;
}

void set_interval(Measurement& m, const stats::Defined<stats::Bounds>& bounds, double level,
                  const char* method) {
    if (bounds)
        m.interval = Interval{bounds->low, bounds->high, level, method};
    else if (m.value)
        m.parameters["interval_undefined"] = bounds.error().reason;
}

stats::Defined<double> difference_of(const Estimate& group, const Estimate& reference) {
    const auto a = group.value();
    const auto b = reference.value();
    if (!a) return tl::unexpected(a.error());
    if (!b) return stats::undefined("the rate of the reference group is undefined");
    return *a - *b;
}

stats::Defined<double> ratio_of(const Estimate& group, const Estimate& reference) {
    const auto difference = difference_of(group, reference);  // for its reasons
    if (!difference) return tl::unexpected(difference.error());
    return stats::risk_ratio(group.counts, reference.counts);
}

void set_test(Measurement& m, const Compared& one, double level, const std::string& adjustment) {
    m.test = "fisher-exact-two-sided";
    if (!one.p) {
        m.parameters["test_undefined"] = one.p.error().reason;
        return;
    }
    m.p = *one.p;
    m.p_adjusted = one.p_adjusted;
    m.adjustment = adjustment;
    if (*one.p < 1 - level) return;
    if (const auto least = stats::fisher_p_attainable(one.group.counts, one.reference.counts))
        m.parameters["p_attainable_min"] = fmt::format("{:.4g}", *least);
}

std::string counts_text(Proportion counts) {
    return fmt::format("{}/{}", counts.successes, counts.trials);
}

// What all comparisons of one cube and metric have in common.
struct Family {
    const Dataset& dataset;
    const Cube& cube;
    const Parameters& parameters;
    const Metric& rate;
    GroupValues reference;
    std::string adjustment;
};

Measurement comparison_measurement(const Family& family, Comparison comparison,
                                   const Compared& one) {
    const Dataset& dataset = family.dataset;
    Measurement m = blank_measurement(dataset, comparison_of(family.rate, comparison),
                                      group_of(family.cube, one.values));
    m.comparator = group_of(family.cube, family.reference);
    m.parameters.insert(family.parameters.begin(), family.parameters.end());
    m.parameters["reference"] = group_key(m.comparator);
    m.parameters["group_counts"] = counts_text(one.group.counts);
    m.parameters["reference_counts"] = counts_text(one.reference.counts);
    m.parameters["family_declared"] = dataset.family_declared_before
                                          ? "before the data were seen"
                                          : "not stated to be before the data were seen";
    if (!dataset.family.empty()) m.parameters["family"] = dataset.family;
    m.n = one.group.counts.trials + one.reference.counts.trials;
    m.missing = one.cell->missing() + family.cube.cells().at(family.reference).missing();
    if (comparison == Comparison::difference) {
        set_value(m, difference_of(one.group, one.reference));
        set_interval(m, stats::newcombe(one.group.counts, one.reference.counts, dataset.level),
                     dataset.level, "newcombe");
    } else {
        set_value(m, ratio_of(one.group, one.reference));
        set_interval(m, stats::katz(one.group.counts, one.reference.counts, dataset.level),
                     dataset.level, "katz");
    }
    set_test(m, one, dataset.level, family.adjustment);
    m.id = measurement_id(m);
    return m;
}

void compare_groups(const Dataset& dataset, const Metric& rate, const Cube& cube,
                    const Parameters& parameters, std::vector<Measurement>& measurements) {
    const GroupValues reference = reference_of(dataset, cube);
    if (reference.empty()) return;
    const Estimate of_reference = rate.estimate({cube.cells().at(reference).confusion()});
    std::vector<Compared> compared;
    for (const auto& [values, cell] : cube.cells()) {
        if (values == reference) continue;
        const Estimate group = rate.estimate({cell.confusion()});
        compared.push_back({values, &cell, group, of_reference,
                            stats::fisher_p(group.counts, of_reference.counts)});
    }
    adjust(compared);
    const auto tests = std::count_if(compared.begin(), compared.end(),
                                     [](const Compared& one) { return one.p.has_value(); });
    const Family family{
        dataset,
        cube,
        parameters,
        rate,
        reference,
        fmt::format("holm over {} comparison{} of {} by {}", tests, tests == 1 ? "" : "s", rate.id,
                    fmt::join(cube.attributes(), " and "))};
    for (const Compared& one : compared)
        for (const auto comparison : {Comparison::difference, Comparison::ratio})
            measurements.push_back(comparison_measurement(family, comparison, one));
}

}  // namespace

void add_rate_intervals(Measurement& measurement, stats::Proportion counts, double level) {
    const auto exact = stats::clopper_pearson(counts, level);
    const auto score = stats::wilson(counts, level);
    if (!exact || !score) return;
    measurement.interval = Interval{exact->low, exact->high, level, "clopper-pearson"};
    measurement.other_intervals.push_back({score->low, score->high, level, "wilson"});
}

void measure_cube(const Dataset& dataset, const Cube& cube, const Parameters& parameters,
                  std::vector<Measurement>& measurements) {
    // A table without rows still has a line for everybody: undefined, with the reason.
    if (cube.attributes().empty() && cube.cells().empty()) {
        Cube nobody;
        (void)nobody.at({});
        measure_cube(dataset, nobody, parameters, measurements);
        return;
    }
    for (const auto& [values, cell] : cube.cells())
        for (const Metric& metric : all_metrics())
            if (metric.input == InputKind::confusion)
                measurements.push_back(
                    rate_measurement(dataset, metric, cube, values, cell, parameters));
    for (const Metric& metric : all_metrics())
        if (metric.input == InputKind::confusion)
            compare_groups(dataset, metric, cube, parameters, measurements);
}

}  // namespace isonomia::fairness
