// Data sets of scores, comparisons, likelihood ratios, areas and attempts: which columns they need.
#include <algorithm>

#include <fmt/format.h>

#include "core/matter_parts.hpp"

namespace isonomia::matter_reader {

namespace {

std::size_t columns_with(const Dataset& dataset, ColumnRole role) {
    return static_cast<std::size_t>(
        std::count_if(dataset.columns.begin(), dataset.columns.end(),
                      [&](const Column& column) { return column.role == role; }));
}

void need(Fields& fields, const Dataset& dataset, ColumnRole role, std::string_view what) {
    if (columns_with(dataset, role) > 0) return;
    fields.reject("M0005", fmt::format("{} has no {} column", fields.name(), to_text(role)), "form",
                  fmt::format("say which column holds {}: <column name=\"…\" role=\"{}\"/>", what,
                              to_text(role)));
}

void forbid(Fields& fields, const Dataset& dataset, std::initializer_list<ColumnRole> roles) {
    for (const ColumnRole role : roles)
        if (columns_with(dataset, role) > 0)
            fields.reject("M0005",
                          fmt::format("{} is of the form {} and yet has a column with the role {}",
                                      fields.name(), to_text(dataset.form), to_text(role)),
                          "form", "correct the role, or the form");
}

void check_comparisons(Fields& fields, const Dataset& dataset) {
    if (dataset.layout.value_or(ScoreLayout::table) != ScoreLayout::table) {
        if (!dataset.columns.empty())
            fields.reject("M0005",
                          fmt::format("{} has the layout {}, which has no header, and yet declares "
                                      "columns",
                                      fields.name(), to_text(*dataset.layout)),
                          "layout", "delete the columns, or the layout");
        return;
    }
    need(fields, dataset, ColumnRole::score, "the score");
    need(fields, dataset, ColumnRole::probe, "the person in the probe");
    need(fields, dataset, ColumnRole::gallery, "the person enrolled");
    const std::size_t probe = columns_with(dataset, ColumnRole::probe_group);
    const std::size_t gallery = columns_with(dataset, ColumnRole::gallery_group);
    if (probe != gallery)
        fields.reject("M0005",
                      fmt::format("{} has {} probe-group and {} gallery-group columns",
                                  fields.name(), probe, gallery),
                      "form", "give both sides of each attribute, in the same order");
}

void check_ratios(Fields& fields, const Dataset& dataset) {
    need(fields, dataset, ColumnRole::outcome, "which proposition was true");
    const std::size_t values = columns_with(dataset, ColumnRole::likelihood_ratio) +
                               columns_with(dataset, ColumnRole::log10_likelihood_ratio) +
                               columns_with(dataset, ColumnRole::ln_likelihood_ratio);
    if (values != 1)
        fields.reject(
            "M0005",
            fmt::format("{} has {} columns of likelihood ratios, not one", fields.name(), values),
            "form",
            "give one column the role likelihood-ratio, log10-likelihood-ratio or "
            "ln-likelihood-ratio");
}

void check_areas(Fields& fields, const Dataset& dataset) {
    need(fields, dataset, ColumnRole::area, "the name of the area");
    need(fields, dataset, ColumnRole::residents, "how many people of a population live there");
    need(fields, dataset, ColumnRole::exposure, "how much the area was exposed");
    forbid(fields, dataset,
           {ColumnRole::outcome, ColumnRole::prediction, ColumnRole::score, ColumnRole::group,
            ColumnRole::person, ColumnRole::weight, ColumnRole::stratum});
    if (columns_with(dataset, ColumnRole::hits) != columns_with(dataset, ColumnRole::stops))
        fields.reject(
            "M0005", fmt::format("{} has hits without stops, or stops without hits", fields.name()),
            "form", "give both columns: how many were stopped, and of them how many hits");
}

void check_attempts(Fields& fields, const Dataset& dataset) {
    const std::size_t failures = columns_with(dataset, ColumnRole::not_acquired) +
                                 columns_with(dataset, ColumnRole::not_enrolled);
    if (failures != 1)
        fields.reject(
            "M0005",
            fmt::format("{} has {} columns of failed attempts, not one", fields.name(), failures),
            "form", "give one column the role not-acquired or not-enrolled");
    forbid(fields, dataset,
           {ColumnRole::outcome, ColumnRole::prediction, ColumnRole::score, ColumnRole::weight});
}

void check_periods(Fields& fields, const Dataset& dataset) {
    if ((dataset.period || !dataset.baseline.empty()) &&
        columns_with(dataset, ColumnRole::time) == 0)
        fields.reject("M0005", fmt::format("{} has periods but no time column", fields.name()),
                      dataset.period ? "period" : "baseline",
                      "say which column holds the time, or delete period and baseline");
}

void check_extras(Fields& fields, const Dataset& dataset) {
    const bool comparisons = dataset.form == DataForm::comparisons;
    const auto only = [&](bool there, std::string_view attribute, bool allowed) {
        if (there && !allowed)
            fields.reject("M0005",
                          fmt::format("{} is of the form {}, which has no {}", fields.name(),
                                      to_text(dataset.form), attribute),
                          attribute, "delete it, or correct the form");
    };
    only(dataset.period.has_value(), "period",
         dataset.form == DataForm::scores || dataset.form == DataForm::areas);
    only(!dataset.baseline.empty(), "baseline", dataset.form == DataForm::scores);
    check_periods(fields, dataset);
    only(dataset.layout.has_value(), "layout", comparisons);
    only(dataset.gallery_size.has_value(), "gallery-size", comparisons);
    only(dataset.case_score.has_value(), "case-score",
         comparisons || dataset.form == DataForm::likelihood_ratios);
    if (dataset.gallery_size && *dataset.gallery_size == 0)
        fields.reject("M0004", fmt::format("gallery-size of {} is 0", fields.name()),
                      "gallery-size", "give the number of people on the list that was searched");
}

}  // namespace

void check_scores(Fields& fields, const Dataset& dataset) {
    check_extras(fields, dataset);
    const bool form_of_scores =
        dataset.form == DataForm::scores || dataset.form == DataForm::comparisons ||
        dataset.form == DataForm::likelihood_ratios || dataset.form == DataForm::areas ||
        dataset.form == DataForm::attempts;
    if (form_of_scores && dataset.exhibit.empty())
        fields.reject("M0005", fmt::format("{} has no file", fields.name()), "form",
                      "add exhibit=\"…\" with the id of the file");
    if (dataset.form != DataForm::comparisons)
        forbid(fields, dataset,
               {ColumnRole::probe, ColumnRole::gallery, ColumnRole::probe_group,
                ColumnRole::gallery_group, ColumnRole::probe_sample});
    if (dataset.form != DataForm::likelihood_ratios)
        forbid(fields, dataset,
               {ColumnRole::likelihood_ratio, ColumnRole::log10_likelihood_ratio,
                ColumnRole::ln_likelihood_ratio});
    if (dataset.form != DataForm::areas)
        forbid(fields, dataset,
               {ColumnRole::area, ColumnRole::residents, ColumnRole::exposure, ColumnRole::stops,
                ColumnRole::hits});
    if (dataset.form != DataForm::attempts)
        forbid(fields, dataset, {ColumnRole::not_acquired, ColumnRole::not_enrolled});
    if (dataset.form == DataForm::scores) {
        need(fields, dataset, ColumnRole::outcome, "what happened");
        need(fields, dataset, ColumnRole::score, "the score");
    }
    if (dataset.form == DataForm::comparisons) check_comparisons(fields, dataset);
    if (dataset.form == DataForm::likelihood_ratios) check_ratios(fields, dataset);
    if (dataset.form == DataForm::areas) check_areas(fields, dataset);
    if (dataset.form == DataForm::attempts) check_attempts(fields, dataset);
}

}  // namespace isonomia::matter_reader
