#include "fairness/joint_figures.hpp"

#include <array>
#include <numeric>
#include <string_view>

#include <fmt/format.h>

#include "fairness/drafts.hpp"
#include "fairness/resample.hpp"
#include "fairness/stream.hpp"
#include "stats/fisher.hpp"
#include "stats/permutation.hpp"

namespace isonomia::fairness {

namespace {

constexpr std::uint64_t resampled_units_min = 30;  // with fewer, coverage was not shown

// Which kinds of row (TP, FP, TN, FN) change groups only among themselves.
constexpr std::array<std::size_t, kinds_of_row> one_layer{0, 0, 0, 0};
constexpr std::array<std::size_t, kinds_of_row> layer_by_outcome{0, 1, 1, 0};

stats::Figure joint_figure_of(const Metric& metric) {
    return [figure = metric.figure](std::span<const std::uint64_t> counts) {
        return figure(Tables(counts));
    };
}

stats::Resampling draws_of(const Dataset& dataset, const std::string& stream) {
    return {dataset.seed_or_default(), stream_of(stream), dataset.replicates, dataset.level,
            resampling_threads()};
}

void set_figure(JointFigure& figure, const Material& material) {
    const Tables tables{material.counts};
    const auto& [metric, m] = figure;
    figure.m.n = std::accumulate(material.counts.begin(), material.counts.end(), std::uint64_t{0});
    set_value(figure.m, metric->figure(tables));
    if (metric->warning != nullptr)
        if (const auto text = metric->warning(tables); !text.empty())
            figure.m.parameters["warning"] = text;
}

void set_interval_by_formula(Measurement& m, const Metric& metric, const Material& material,
                             double level) {
    const auto bounds = metric.interval(Tables(material.counts), level);
    if (bounds)
        set_interval(m, bounds->bounds, level, bounds->method);
    else
        no_interval(m, bounds.error().reason);
}

// Why a figure of this material is not resampled; "" where it is.
std::string objection_to_resampling(const Metric& metric, const Material& material) {
    if (metric.distance) return std::string(not_below_0);
    std::uint64_t units = 0;
    for (const stats::Pattern& pattern : material.units)
        units += pattern.units;
    if (units < resampled_units_min)
        return fmt::format("{} are too few to resample: {} at least", units, resampled_units_min);
    return metric.too_few == nullptr ? "" : std::string(metric.too_few(Tables(material.counts)));
}

void set_resampled(Measurement& m, const stats::Defined<stats::Bootstrap>& result,
                   const stats::Resampling& how, bool clustered) {
    m.seed = how.seed;
    m.parameters["replicates"] = fmt::format("{}", how.replicates);
    if (!result) {
        no_interval(m, result.error().reason);
        return;
    }
    if (result->left_out > 0)
        m.parameters["replicates_undefined"] = fmt::format("{}", result->left_out);
    const std::string name = clustered ? "-bootstrap-by-person" : "-bootstrap";
    set_interval(m, result->bca, how.level, "bca" + name);
    m.other_intervals.push_back(
        {result->percentile.low, result->percentile.high, how.level, "percentile" + name});
}

void add_intervals(const Dataset& dataset, const Material& material, const std::string& stream,
                   std::span<JointFigure> figures) {
    std::vector<Measurement*> resampled;
    std::vector<stats::Figure> functions;
    for (auto& [metric, m] : figures) {
        if (!m.value) continue;
        if (metric->interval != nullptr && !material.clustered) {
            set_interval_by_formula(m, *metric, material, dataset.level);
        } else if (const auto why = objection_to_resampling(*metric, material); !why.empty()) {
            no_interval(m, why);
        } else {
            resampled.push_back(&m);
            functions.push_back(joint_figure_of(*metric));
        }
    }
    if (resampled.empty()) return;
    const stats::Resampling how = draws_of(dataset, stream);
    const auto results = stats::bootstrap(material.units, material.counts.size(), functions, how);
    for (std::size_t i = 0; i < resampled.size(); ++i)
        set_resampled(*resampled[i], results[i], how, material.clustered);
}

void test_by_fisher(Measurement& m, const Metric& metric, const Tables& tables) {
    const auto first = metric.estimate({tables[0]}).counts;
    const auto second = metric.estimate({tables[1]}).counts;
    m.test = "fisher-exact-two-sided";
    m.parameters["group_counts"] = counts_text(first);
    m.parameters["reference_counts"] = counts_text(second);
    if (const auto least = stats::fisher_p_attainable(first, second))
        m.parameters["p_attainable_min"] = fmt::format("{:.4g}", *least);
    if (const auto p = stats::fisher_p(first, second))
        m.p = *p;
    else
        m.parameters["test_undefined"] = p.error().reason;
}

void test_by_permutation(const Dataset& dataset, const Material& material,
                         const std::string& stream, TestKind kind,
                         std::span<Measurement* const> tested,
                         std::span<const stats::Figure> functions) {
    const bool within = kind == TestKind::permutation_within_outcomes;
    const std::string name =
        within ? "permutation of groups within each actual outcome" : "permutation of groups";
    const stats::Resampling how = draws_of(dataset, stream + "/" + name);
    const auto results = stats::permutation_tests(
        material.counts, within ? layer_by_outcome : one_layer, functions, how);
    for (std::size_t i = 0; i < tested.size(); ++i) {
        Measurement& m = *tested[i];
        m.seed = how.seed;
        m.test = fmt::format("{}, {} times", name, how.replicates);
        if (!results[i]) {
            m.parameters["test_undefined"] = results[i].error().reason;
            continue;
        }
        m.p = results[i]->p;
        m.parameters["p_attainable_min"] = fmt::format("{:.4g}", results[i]->p_attainable);
    }
}

void add_tests(const Dataset& dataset, const Material& material, const std::string& stream,
               TestKind kind, std::span<JointFigure> figures) {
    std::vector<Measurement*> tested;
    std::vector<stats::Figure> functions;
    for (auto& [metric, m] : figures) {
        if (metric->test != kind || !m.value) continue;
        if (material.clustered) {
            m.parameters["test_undefined"] =
                "persons repeat, and the test counts rows as independent";
        } else if (kind == TestKind::fisher) {
            test_by_fisher(m, *metric, Tables(material.counts));
        } else {
            tested.push_back(&m);
            functions.push_back(joint_figure_of(*metric));
        }
    }
    if (!tested.empty()) test_by_permutation(dataset, material, stream, kind, tested, functions);
}

}  // namespace

void measure_together(const Plan& plan, const Material& material, const std::string& stream,
                      std::span<JointFigure> figures) {
    for (JointFigure& figure : figures)
        set_figure(figure, material);
    add_intervals(plan.dataset, material, stream, figures);
    for (const TestKind kind :
         {TestKind::fisher, TestKind::permutation, TestKind::permutation_within_outcomes})
        add_tests(plan.dataset, material, stream, kind, figures);
}

}  // namespace isonomia::fairness
