// Figures of one, two or all groups' tables that are no rates: their intervals come from a formula
// where there is one for independent rows, else from resampling rows or persons.
#include <algorithm>
#include <array>
#include <numeric>

#include <fmt/format.h>

#include "fairness/drafts.hpp"
#include "fairness/measure_parts.hpp"
#include "fairness/resample.hpp"
#include "fairness/stream.hpp"
#include "stats/fisher.hpp"
#include "stats/permutation.hpp"

namespace isonomia::fairness {

namespace {

constexpr std::uint64_t resampled_units_min = 30;  // with fewer, coverage was not shown

// The actual outcome of each kind of row: TP, FP, TN, FN.
constexpr std::array<std::size_t, kinds_of_row> outcome_of_kind{0, 1, 1, 0};

// The tables of one figure as counts and as units.
struct Material {
    std::vector<std::uint64_t> counts;
    std::vector<stats::Pattern> units;
    bool clustered = false;
};

stats::Figure figure_of(const Metric& metric) {
    return [figure = metric.figure](std::span<const std::uint64_t> counts) {
        return figure(Tables(counts));
    };
}

stats::Resampling resampling_of(const Dataset& dataset, const std::string& stream) {
    return {dataset.seed_or_default(), stream_of(stream), dataset.replicates, dataset.level,
            resampling_threads()};
}

void add_resampled(Measurement& m, const Dataset& dataset, const Metric& metric,
                   const Material& material) {
    if (metric.distance) {
        no_interval(m, not_below_0);
        return;
    }
    std::uint64_t units = 0;
    for (const stats::Pattern& pattern : material.units)
        units += pattern.units;
    if (units < resampled_units_min) {
        no_interval(
            m, fmt::format("{} are too few to resample: {} at least", units, resampled_units_min));
        return;
    }
    if (metric.too_few != nullptr)
        if (const auto why = metric.too_few(Tables(material.counts)); !why.empty()) {
            no_interval(m, why);
            return;
        }
    const stats::Resampling how = resampling_of(dataset, m.id);
    m.seed = how.seed;
    m.parameters["replicates"] = fmt::format("{}", how.replicates);
    const auto result =
        stats::bootstrap(material.units, material.counts.size(), figure_of(metric), how);
    if (!result) {
        no_interval(m, result.error().reason);
        return;
    }
    if (result->left_out > 0)
        m.parameters["replicates_undefined"] = fmt::format("{}", result->left_out);
    const std::string name = material.clustered ? "-bootstrap-by-person" : "-bootstrap";
    set_interval(m, result->bca, dataset.level, "bca" + name);
    m.other_intervals.push_back(
        {result->percentile.low, result->percentile.high, dataset.level, "percentile" + name});
}

void add_test(Measurement& m, const Dataset& dataset, const Metric& metric,
              const Material& material) {
    if (metric.test == TestKind::none) return;
    const Tables tables{material.counts};
    if (material.clustered) {
        m.parameters["test_undefined"] = "persons repeat, and the test counts rows as independent";
        return;
    }
    stats::Defined<double> p = stats::undefined("");
    if (metric.test == TestKind::fisher) {
        const auto first = metric.estimate({tables[0]}).counts;
        const auto second = metric.estimate({tables[1]}).counts;
        m.test = "fisher-exact-two-sided";
        m.parameters["group_counts"] = counts_text(first);
        m.parameters["reference_counts"] = counts_text(second);
        p = stats::fisher_p(first, second);
        if (const auto least = stats::fisher_p_attainable(first, second))
            m.parameters["p_attainable_min"] = fmt::format("{:.4g}", *least);
    } else {
        const stats::Resampling how = resampling_of(dataset, m.id + "/test");
        m.seed = how.seed;
        const bool within = metric.test == TestKind::permutation_within_outcomes;
        m.test = fmt::format("permutation of groups{}, {} times",
                             within ? " within each actual outcome" : "", how.replicates);
        p = within ? stats::permutation_p(material.counts, outcome_of_kind, figure_of(metric), how)
                   : stats::permutation_p(material.counts, kinds_of_row, figure_of(metric), how);
        m.parameters["p_attainable_min"] =
            fmt::format("{:.4g}", 1 / (1 + static_cast<double>(how.replicates)));
    }
    if (p)
        m.p = *p;
    else
        m.parameters["test_undefined"] = p.error().reason;
}

// The id must be set: it seeds the resampling.
void fill(Measurement& m, const Plan& plan, const Metric& metric, const Material& material) {
    const Tables tables{material.counts};
    m.parameters.insert(plan.parameters.begin(), plan.parameters.end());
    m.n = std::accumulate(material.counts.begin(), material.counts.end(), std::uint64_t{0});
    const auto value = metric.figure(tables);
    set_value(m, value);
    if (metric.warning != nullptr)
        if (const auto text = metric.warning(tables); !text.empty()) m.parameters["warning"] = text;
    if (!value) return;
    if (metric.interval != nullptr && !material.clustered) {
        const auto bounds = metric.interval(tables, plan.dataset.level);
        if (bounds)
            set_interval(m, bounds->bounds, plan.dataset.level, bounds->method);
        else
            no_interval(m, bounds.error().reason);
    } else {
        add_resampled(m, plan.dataset, metric, material);
    }
    add_test(m, plan.dataset, metric, material);
}

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

void measure_pair(const Plan& plan, const Metric& metric, const Slice& slice,
                  std::vector<Measurement>& measurements) {
    const GroupValues reference = reference_of(plan.dataset, slice.cube);
    if (reference.empty()) return;
    std::size_t group = 0;
    for (const auto& [values, cell] : slice.cube.cells()) {
        const std::size_t here = group++;
        if (values == reference || is_unknown(values)) continue;
        Measurement m =
            blank_measurement(plan.dataset, metric, group_of(slice.cube.attributes(), values));
        m.comparator = group_of(slice.cube.attributes(), reference);
        m.id = measurement_id(m);
        m.parameters["reference"] = group_key(m.comparator);
        m.missing = cell.missing() + slice.cube.cells().at(reference).missing();
        fill(m, plan, metric, material_of(slice, {here, slice.index_of(reference)}));
        measurements.push_back(std::move(m));
    }
}

void measure_each(const Plan& plan, const Metric& metric, const Slice& slice,
                  std::vector<Measurement>& measurements) {
    std::size_t group = 0;
    for (const auto& [values, cell] : slice.cube.cells()) {
        const std::size_t here = group++;
        if (metric.input == InputKind::conditional && (values.empty() || is_unknown(values)))
            continue;
        Measurement m =
            blank_measurement(plan.dataset, metric, group_of(slice.cube.attributes(), values));
        m.id = measurement_id(m);
        m.missing = cell.missing();
        if (metric.input == InputKind::conditional) {
            const Material material = conditional_material(slice, values);
            m.parameters["strata"] = fmt::format("{}", material.counts.size() / (2 * kinds_of_row));
            m.missing = slice.cube.total().missing();
            fill(m, plan, metric, material);
        } else {
            fill(m, plan, metric, material_of(slice, {here}));
        }
        measurements.push_back(std::move(m));
    }
}

void measure_all(const Plan& plan, const Metric& metric, const Slice& slice,
                 std::vector<Measurement>& measurements) {
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
    Measurement m = blank_measurement(plan.dataset, metric, {});
    m.parameters["by"] = fmt::format("{}", fmt::join(slice.cube.attributes(), " and "));
    m.parameters["groups"] = fmt::format("{}", groups.size());
    if (without_label > 0)
        m.parameters["rows_without_group_label"] = fmt::format("{}, left out", without_label);
    m.id = measurement_id(m) + "/";
    for (const std::string& attribute : slice.cube.attributes())
        m.id += (m.id.back() == '/' ? "" : "&") + attribute;
    m.missing = slice.cube.total().missing();
    fill(m, plan, metric, material_of(slice, groups));
    measurements.push_back(std::move(m));
}

}  // namespace

void measure_figures(const Plan& plan, const Slice& slice, std::vector<Measurement>& measurements) {
    for (const Metric& metric : all_metrics()) {
        if (!plan.wanted.contains(metric.id)) continue;
        if (metric.input == InputKind::pair)
            measure_pair(plan, metric, slice, measurements);
        else if (metric.input == InputKind::group || metric.input == InputKind::conditional)
            measure_each(plan, metric, slice, measurements);
        else if (metric.input == InputKind::groups)
            measure_all(plan, metric, slice, measurements);
    }
}

}  // namespace isonomia::fairness
