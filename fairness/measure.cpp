#include "fairness/measure.hpp"

#include <fmt/format.h>

#include "core/ensure.hpp"
#include "core/text.hpp"
#include "fairness/areas/measure_areas.hpp"
#include "fairness/asked.hpp"
#include "fairness/biometrics/measure_comparisons.hpp"
#include "fairness/count_rows.hpp"
#include "fairness/likelihood_ratio/measure_likelihood_ratios.hpp"
#include "fairness/measure_parts.hpp"
#include "fairness/scores/measure_scores.hpp"

namespace isonomia::fairness {

namespace {

constexpr double level_min = 0.5;
constexpr double level_max = 0.9999;

// Weighted rows have rates by design; every other figure here is one of counts.
Status check_weighted(const Dataset& dataset, const Selection& wanted) {
    for (const std::string& id : wanted) {
        const auto metric = find_metric(id);
        const bool rate = is_rate(*metric);
        if (rate || id.ends_with("_ratio") ||
            (id.ends_with("_difference") && !id.ends_with("_stratified_difference")))
            if (rate || metric->input == InputKind::comparison) continue;
        return fail(input_error("S0113", fmt::format("data set '{}' has weights and asks for '{}'",
                                                     dataset.id, id))
                        .hinted("weighted rows give rates, differences and ratios; delete the "
                                "<measure>, or give unweighted rows"));
    }
    return {};
}

Result<MeasureResult> measure_rows(const Dataset& dataset, const std::filesystem::path& file,
                                   const std::string& name) {
    const auto wanted = selection_of(dataset);
    if (!wanted) return fail(wanted.error());
    if (auto status = check_used(dataset, *wanted); !status) return fail(status.error());
    auto counted = count_rows(dataset, file, name);
    if (!counted) return fail(counted.error());
    if (counted->sample.weighted)
        if (auto status = check_weighted(dataset, *wanted); !status) return fail(status.error());
    MeasureResult result{{}, std::move(counted->warnings)};
    std::vector<Slice> slices;
    for (const auto& attributes :
         attribute_sets(counted->sample.group_attributes(), dataset.intersections))
        slices.push_back(slice_of(counted->sample, attributes));
    measure_slices(dataset, *wanted, counted->parameters, slices,
                   slice_of(counted->sample, counted->sample.group_attributes()),
                   result.measurements);
    return result;
}

Result<MeasureResult> measure_form(const Dataset& dataset, const std::filesystem::path& rows_file,
                                   const std::string& rows_name) {
    switch (dataset.form) {
        case DataForm::rows:
        case DataForm::attempts:
            return measure_rows(dataset, rows_file, rows_name);
        case DataForm::counts:
            return measure_counts(dataset);
        case DataForm::rates:
            return measure_published(dataset);
        case DataForm::scores:
            return measure_scores(dataset, rows_file, rows_name);
        case DataForm::comparisons:
            return measure_comparisons(dataset, rows_file, rows_name);
        case DataForm::likelihood_ratios:
            return measure_likelihood_ratios(dataset, rows_file, rows_name);
        case DataForm::areas:
            return measure_areas(dataset, rows_file, rows_name);
    }
    ensure(false, "a data set has one of the eight forms");
    return MeasureResult{};
}

}  // namespace

Measurement blank_measurement(const Dataset& dataset, const Metric& metric,
                              const std::vector<GroupValue>& group) {
    Measurement m;
    m.metric = metric.id;
    m.title = metric.title;
    m.dataset = dataset.id;
    m.system = dataset.system;
    m.group = group;
    m.unit = metric.unit;
    m.population = dataset.population;
    m.ground_truth = dataset.ground_truth;
    m.group_labels = dataset.group_labels;
    m.not_shown = metric.limits;
    if (!dataset.not_shown.empty()) m.not_shown += " It also does not show: " + dataset.not_shown;
    if (!dataset.exhibit.empty()) m.exhibits.push_back(dataset.exhibit);
    m.parameters["level"] = shortest(dataset.level);
    return m;
}

std::string measurement_id(const Measurement& m) {
    std::string id = m.dataset + "/" + m.metric;
    if (!m.group.empty()) id += "/" + group_key(m.group);
    if (!m.comparator.empty()) id += "~" + group_key(m.comparator);
    return id;
}

std::vector<std::vector<std::string>> attribute_sets(const std::vector<std::string>& attributes,
                                                     bool intersections) {
    std::vector<std::vector<std::string>> sets{{}};
    for (const std::string& attribute : attributes)
        sets.push_back({attribute});
    if (!intersections) return sets;
    for (std::size_t size = 2; size <= attributes.size(); ++size) {
        // Subsets as bit masks, the first attribute in the highest bit: large masks come first.
        for (std::size_t mask = std::size_t{1} << attributes.size(); mask-- > 0;) {
            std::vector<std::string> set;
            for (std::size_t i = 0; i < attributes.size(); ++i)
                if ((mask >> (attributes.size() - 1 - i) & 1U) != 0) set.push_back(attributes[i]);
            if (set.size() == size) sets.push_back(std::move(set));
        }
    }
    return sets;
}

Result<MeasureResult> measure(const Dataset& dataset, const std::filesystem::path& rows_file,
                              const std::string& rows_name) {
    if (!(dataset.level >= level_min && dataset.level <= level_max))
        return fail(input_error("S0106", fmt::format("data set '{}' asks for the level {}",
                                                     dataset.id, dataset.level))
                        .hinted("a confidence level is between 0.5 and 0.9999, usually 0.95"));
    auto result = measure_form(dataset, rows_file, rows_name);
    if (!result) return result;
    const bool selects = dataset.form == DataForm::rows || dataset.form == DataForm::attempts ||
                         dataset.form == DataForm::counts;
    if (auto status = selects ? check_all_there(dataset, result->measurements)
                              : keep_asked(dataset, result->measurements);
        !status)
        return fail(status.error());
    return result;
}

}  // namespace isonomia::fairness
