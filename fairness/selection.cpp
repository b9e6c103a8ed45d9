#include "fairness/selection.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/text.hpp"
#include "fairness/metric.hpp"

namespace isonomia::fairness {

namespace {

void add_rate(const Metric& rate, Selection& selection) {
    selection.insert(rate.id);
    for (const auto comparison : {Comparison::difference, Comparison::ratio})
        selection.insert(comparison_of(rate, comparison).id);
}

// Rates that the form of the data gives.
bool measured(const Dataset& dataset, const Metric& rate) {
    if (dataset.form == DataForm::attempts) return rate.id == rate_of_attempts(dataset);
    return rate.input == InputKind::confusion;
}

void add_rates(const Dataset& dataset, Selection& selection) {
    for (const Metric& metric : all_metrics())
        if (measured(dataset, metric)) add_rate(metric, selection);
}

std::vector<std::string> computable(const Dataset& dataset) {
    std::vector<std::string> ids{"rates"};
    for (const Metric& metric : all_metrics()) {
        if (is_figure(metric) && dataset.form != DataForm::attempts) ids.push_back(metric.id);
        if (!measured(dataset, metric)) continue;
        ids.push_back(metric.id);
        for (const auto comparison : all_comparisons)
            ids.push_back(comparison_of(metric, comparison).id);
    }
    return ids;
}

}  // namespace

std::string rate_of_attempts(const Dataset& dataset) {
    for (const Column& column : dataset.columns)
        if (column.role == ColumnRole::not_enrolled) return "failure_to_enrol_rate";
    return "failure_to_acquire_rate";
}

Result<Selection> selection_of(const Dataset& dataset) {
    Selection selection;
    if (dataset.measures.empty()) add_rates(dataset, selection);
    const auto known = computable(dataset);
    for (const std::string& id : dataset.measures) {
        if (id == "rates") {
            add_rates(dataset, selection);
            continue;
        }
        const auto metric = find_metric(id);
        if (std::find(known.begin(), known.end(), id) == known.end())
            return fail(
                input_error(
                    "S0112",
                    fmt::format("data set '{}' asks for '{}', which is {}", dataset.id, id,
                                metric ? fmt::format("not computed from {}", to_text(dataset.form))
                                       : "no metric"))
                    .hinted("give the id of a metric" + did_you_mean_suffix(id, known)));
        if (is_rate(*metric))
            add_rate(*metric, selection);
        else
            selection.insert(id);
    }
    return selection;
}

}  // namespace isonomia::fairness
