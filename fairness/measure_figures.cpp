// Figures of one, two or all groups' tables that are no rates, table by table.
#include <algorithm>
#include <functional>
#include <iterator>

#include <fmt/format.h>

#include "fairness/joint_figures.hpp"
#include "fairness/measure_parts.hpp"

namespace isonomia::fairness {

namespace {

Material material_of(const Slice& slice, const std::vector<std::size_t>& groups) {
    std::vector<Confusion> every;
    for (const auto& [values, cell] : slice.cube.cells())
        every.push_back(cell.confusion());
    std::vector<Confusion> tables;
    for (const std::size_t group : groups)
        tables.push_back(every[group]);
    return {counts_of(tables), slice.units_of(groups), slice.clustered};
}

// A group and everybody else with a label, within each stratum. Where persons repeat, strata are
// not resampled.
Material conditional_material(const Slice& slice, const GroupValues& group) {
    const auto width = static_cast<std::ptrdiff_t>(slice.cube.attributes().size());
    std::map<GroupValues, std::pair<Cell, Cell>, GroupOrder> strata;
    for (const auto& [values, cell] : slice.with_strata.cells()) {
        const GroupValues own(values.begin(), values.begin() + width);
        if (is_unknown(own)) continue;
        auto& [inside, outside] = strata[GroupValues(values.begin() + width, values.end())];
        (own == group ? inside : outside).add(cell);
    }
    std::vector<Confusion> tables;
    for (const auto& [values, cells] : strata) {
        tables.push_back(cells.first.confusion());
        tables.push_back(cells.second.confusion());
    }
    Material material{counts_of(tables), {}, slice.clustered};
    if (!slice.clustered) material.units = stats::independent_units(material.counts);
    return material;
}

// Where a measurement stands: its groups, what is missing, and what else its tables say.
using Blank = std::function<Measurement(const Metric&)>;

// The figures of one kind that are wanted.
struct Wanted {
    const Plan& plan;
    std::string kind;
    std::vector<const Metric*> metrics;
};

void measure_tables(const Wanted& wanted, const Material& material, const Blank& blank,
                    std::vector<Measurement>& measurements) {
    std::vector<JointFigure> figures;
    for (const Metric* metric : wanted.metrics) {
        figures.push_back({metric, blank(*metric)});
        figures.back().m.parameters.insert(wanted.plan.parameters.begin(),
                                           wanted.plan.parameters.end());
    }
    // The draws are named like a figure of the kind: 'compas/pair/race=Asian~race=Caucasian'.
    Metric any;
    any.id = wanted.kind;
    measure_together(wanted.plan, material, blank(any).id, figures);
    for (JointFigure& figure : figures)
        measurements.push_back(std::move(figure.m));
}

void measure_pairs(const Wanted& wanted, const Slice& slice,
                   std::vector<Measurement>& measurements) {
    const Dataset& dataset = wanted.plan.dataset;
    const auto& attributes = slice.cube.attributes();
    const GroupValues reference = reference_of(dataset, slice.cube);
    if (reference.empty()) return;
    std::size_t group = 0;
    for (const auto& [values, cell] : slice.cube.cells()) {
        const std::size_t here = group++;
        if (values == reference || is_unknown(values)) continue;
        const auto blank = [&, &own = values, &rows = cell](const Metric& metric) {
            Measurement m = blank_measurement(dataset, metric, group_of(attributes, own));
            m.comparator = group_of(attributes, reference);
            m.id = measurement_id(m);
            m.parameters["reference"] = group_key(m.comparator);
            m.missing = rows.missing() + slice.cube.cells().at(reference).missing();
            return m;
        };
        measure_tables(wanted, material_of(slice, {here, slice.index_of(reference)}), blank,
                       measurements);
    }
}

void measure_each(const Wanted& wanted, const Slice& slice,
                  std::vector<Measurement>& measurements) {
    std::size_t group = 0;
    for (const auto& [values, cell] : slice.cube.cells()) {
        const std::size_t here = group++;
        const auto blank = [&, &own = values, &rows = cell](const Metric& metric) {
            Measurement m = blank_measurement(wanted.plan.dataset, metric,
                                              group_of(slice.cube.attributes(), own));
            m.id = measurement_id(m);
            m.missing = rows.missing();
            return m;
        };
        measure_tables(wanted, material_of(slice, {here}), blank, measurements);
    }
}

void measure_conditional(const Wanted& wanted, const Slice& slice,
                         std::vector<Measurement>& measurements) {
    for (const auto& [values, cell] : slice.cube.cells()) {
        if (values.empty() || is_unknown(values)) continue;
        const Material material = conditional_material(slice, values);
        const auto blank = [&, &own = values](const Metric& metric) {
            Measurement m = blank_measurement(wanted.plan.dataset, metric,
                                              group_of(slice.cube.attributes(), own));
            m.id = measurement_id(m);
            m.parameters["strata"] = fmt::format("{}", material.counts.size() / (2 * kinds_of_row));
            m.missing = slice.cube.total().missing();
            return m;
        };
        measure_tables(wanted, material, blank, measurements);
    }
}

void measure_all(const Wanted& wanted, const Slice& slice, std::vector<Measurement>& measurements) {
    if (slice.cube.attributes().empty()) return;
    std::vector<std::size_t> groups;
    std::uint64_t without_label = 0;
    std::size_t group = 0;
    for (const auto& [values, cell] : slice.cube.cells()) {
        if (is_unknown(values))
            without_label += cell.rows();
        else
            groups.push_back(group);
        ++group;
    }
    const auto blank = [&](const Metric& metric) {
        Measurement m = blank_measurement(wanted.plan.dataset, metric, {});
        m.parameters["by"] = fmt::format("{}", fmt::join(slice.cube.attributes(), " and "));
        m.parameters["groups"] = fmt::format("{}", groups.size());
        if (without_label > 0)
            m.parameters["rows_without_group_label"] = fmt::format("{}, left out", without_label);
        m.id = measurement_id(m) + "/";
        for (const std::string& attribute : slice.cube.attributes())
            m.id += (m.id.back() == '/' ? "" : "&") + attribute;
        m.missing = slice.cube.total().missing();
        return m;
    };
    measure_tables(wanted, material_of(slice, groups), blank, measurements);
}

Wanted wanted_of(const Plan& plan, InputKind kind, const char* name) {
    Wanted wanted{plan, name, {}};
    for (const Metric& metric : all_metrics())
        if (metric.input == kind && plan.wanted.contains(metric.id))
            wanted.metrics.push_back(&metric);
    return wanted;
}

}  // namespace

void measure_figures(const Plan& plan, const Slice& slice, std::vector<Measurement>& measurements) {
    std::vector<Measurement> figures;
    const auto measure_kind = [&](InputKind kind, const char* name, auto* tables_of_kind) {
        const Wanted wanted = wanted_of(plan, kind, name);
        if (!wanted.metrics.empty()) tables_of_kind(wanted, slice, figures);
    };
    measure_kind(InputKind::group, "group", measure_each);
    measure_kind(InputKind::pair, "pair", measure_pairs);
    measure_kind(InputKind::groups, "groups", measure_all);
    measure_kind(InputKind::conditional, "conditional", measure_conditional);
    // By metric; within one, groups are in the order of the cube already.
    std::stable_sort(
        figures.begin(), figures.end(),
        [](const Measurement& a, const Measurement& b) { return a.metric < b.metric; });
    std::move(figures.begin(), figures.end(), std::back_inserter(measurements));
}

}  // namespace isonomia::fairness
