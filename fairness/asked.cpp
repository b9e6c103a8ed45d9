#include "fairness/asked.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "core/dataset_uses.hpp"
#include "core/text.hpp"
#include "fairness/metric.hpp"

namespace isonomia::fairness {

namespace {

bool has_reference(const Dataset& dataset) {
    return std::any_of(dataset.columns.begin(), dataset.columns.end(), [](const Column& column) {
        return column.role == ColumnRole::group && !column.reference.empty();
    });
}

bool more_replicates(const Dataset& dataset) { return dataset.replicates != Dataset{}.replicates; }

bool permuted(const Metric& metric) {
    return metric.test == TestKind::permutation ||
           metric.test == TestKind::permutation_within_outcomes;
}

// What a figure may use of what is declared, whatever the rows turn out to be.
bool uses_strata(const Metric& metric) {
    return metric.input == InputKind::conditional || metric.id.ends_with("_stratified_difference");
}
bool has_p(const Dataset& dataset, const Metric& metric) {
    if (metric.input == InputKind::comparison)
        return has_reference(dataset) || metric.id.ends_with("_subgroup");
    return metric.test != TestKind::none &&
           (metric.input != InputKind::pair || has_reference(dataset));
}
bool resampled(const Dataset& dataset, const Metric& metric) {
    if (!is_figure(metric)) return false;
    const bool by_formula = metric.interval != nullptr && !has_role(dataset, ColumnRole::person);
    return permuted(metric) || (!metric.distance && !by_formula);
}
bool draws(const Dataset& dataset, const Metric& metric) {
    return resampled(dataset, metric) || metric.id.ends_with("_split_sample_subgroup");
}

tl::unexpected<Error> unused(const Dataset& dataset, std::string_view problem, std::string hint) {
    return fail(input_error("S0115", fmt::format("data set '{}' {}", dataset.id, problem))
                    .hinted(std::move(hint)));
}

}  // namespace

Status check_used(const Dataset& dataset, const Selection& wanted) {
    const auto any = [&](auto&& serves) {
        return std::any_of(wanted.begin(), wanted.end(),
                           [&](const std::string& id) { return serves(*find_metric(id)); });
    };
    if (has_role(dataset, ColumnRole::stratum) && !any(uses_strata))
        return unused(dataset,
                      "declares a stratum column, and nothing it asks for is measured within "
                      "strata",
                      "ask for a stratified difference (false_positive_rate_stratified_difference) "
                      "or conditional_demographic_disparity, or delete the column");
    if (!dataset.family.empty() && !any([&](const Metric& m) { return has_p(dataset, m); }))
        return unused(dataset,
                      fmt::format("declares the family '{}', and nothing it asks for is tested",
                                  dataset.family),
                      "state the reference group that others are compared with, or delete the "
                      "family");
    if (more_replicates(dataset) && !any([&](const Metric& m) { return resampled(dataset, m); }))
        return unused(dataset,
                      fmt::format("declares {} replicates, and nothing it asks for is resampled",
                                  dataset.replicates),
                      "rates and their gaps have formulas; delete replicates");
    if (dataset.seed && !any([&](const Metric& m) { return draws(dataset, m); }))
        return unused(dataset,
                      fmt::format("declares the seed {}, and nothing it asks for is drawn at "
                                  "random",
                                  *dataset.seed),
                      "rates and their gaps have formulas; delete seed");
    return {};
}

Status keep_asked(const Dataset& dataset, std::vector<Measurement>& measurements) {
    const auto& asked = dataset.measures;
    if (asked.empty() || std::find(asked.begin(), asked.end(), "rates") != asked.end()) return {};
    std::set<std::string> given;
    for (const Measurement& m : measurements)
        given.insert(m.metric);
    const std::vector<std::string> known(given.begin(), given.end());
    for (const std::string& id : asked)
        if (!given.contains(id))
            return fail(
                input_error(
                    "S0112",
                    fmt::format("data set '{}' asks for '{}', which is {}", dataset.id, id,
                                find_metric(id) ? "not computed from these columns" : "no metric"))
                    .note("computed from them: " + join(known, ", "))
                    .hinted("give one of these ids" + did_you_mean_suffix(id, known)));
    const auto drawn = [](const Measurement& m) { return m.seed.has_value(); };
    const bool any_drawn = std::any_of(measurements.begin(), measurements.end(), drawn);
    std::erase_if(measurements, [&](const Measurement& m) {
        return std::find(asked.begin(), asked.end(), m.metric) == asked.end();
    });
    if (any_drawn && (dataset.seed || more_replicates(dataset)) &&
        std::none_of(measurements.begin(), measurements.end(), drawn))
        return unused(dataset,
                      fmt::format("declares {}, and nothing it asks for is resampled",
                                  dataset.seed ? "a seed" : "replicates"),
                      "delete seed and replicates, or ask for more");
    return {};
}

Status check_all_there(const Dataset& dataset, const std::vector<Measurement>& measurements) {
    const bool compared = has_reference(dataset);
    for (const std::string& id : dataset.measures) {
        const bool there =
            id == "rates" || std::any_of(measurements.begin(), measurements.end(),
                                         [&](const auto& m) { return m.metric == id; });
        if (there || compared) continue;
        return fail(input_error("S0112", fmt::format("data set '{}' asks for '{}', which needs "
                                                     "groups and a reference group",
                                                     dataset.id, id))
                        .hinted("it needs --group COLUMN and --reference COLUMN=VALUE; in a "
                                "matter, a column with role=\"group\" and reference=\"…\""));
    }
    return {};
}

}  // namespace isonomia::fairness
