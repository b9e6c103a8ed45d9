#include "fairness/selection.hpp"

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

void add_rates(Selection& selection) {
    for (const Metric& metric : all_metrics())
        if (metric.input == InputKind::confusion) add_rate(metric, selection);
}

std::vector<std::string> computable() {
    std::vector<std::string> ids{"rates"};
    for (const Metric& metric : all_metrics()) {
        if (metric.input != InputKind::confusion && !is_figure(metric)) continue;
        ids.push_back(metric.id);
        if (metric.input == InputKind::confusion)
            for (const auto comparison : all_comparisons)
                ids.push_back(comparison_of(metric, comparison).id);
    }
    return ids;
}

}  // namespace

Result<Selection> selection_of(const Dataset& dataset) {
    Selection selection;
    if (dataset.measures.empty()) add_rates(selection);
    for (const std::string& id : dataset.measures) {
        if (id == "rates") {
            add_rates(selection);
            continue;
        }
        const auto metric = find_metric(id);
        if (metric && metric->input == InputKind::confusion)
            add_rate(*metric, selection);
        else if (metric && (metric->input == InputKind::comparison || is_figure(*metric)))
            selection.insert(id);
        else
            return fail(
                input_error("S0112",
                            fmt::format("data set '{}' asks for '{}', which is {}", dataset.id, id,
                                        metric ? "not computed from rows or counts" : "no metric"))
                    .hinted("give the id of a metric" + did_you_mean_suffix(id, computable())));
    }
    return selection;
}

}  // namespace isonomia::fairness
