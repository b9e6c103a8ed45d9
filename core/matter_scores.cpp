// Data sets of scores, comparisons, likelihood ratios, areas and attempts: which columns they need.
#include <algorithm>

#include <fmt/format.h>

#include "core/dataset_uses.hpp"
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
}

void check_unused(Fields& fields, const Dataset& dataset) {
    if (dataset.gallery_size && *dataset.gallery_size == 0)
        fields.reject("M0004", fmt::format("gallery-size of {} is 0", fields.name()),
                      "gallery-size", "give the number of people on the list that was searched");
    // Columns of counts and rates are checked with their places.
    const bool aggregates = dataset.form == DataForm::counts || dataset.form == DataForm::rates;
    for (const Unused& one : unused_in(dataset))
        if (!(one.column && aggregates))
            fields.reject("M0005", fmt::format("{} {}", fields.name(), one.why),
                          one.column || !fields.has(one.declaration) ? "form" : one.declaration,
                          one.hint);
}

}  // namespace

void check_scores(Fields& fields, const Dataset& dataset) {
    check_unused(fields, dataset);
    const bool form_of_scores =
        dataset.form == DataForm::scores || dataset.form == DataForm::comparisons ||
        dataset.form == DataForm::likelihood_ratios || dataset.form == DataForm::areas ||
        dataset.form == DataForm::attempts;
    if (form_of_scores && dataset.exhibit.empty())
        fields.reject("M0005", fmt::format("{} has no file", fields.name()), "form",
                      "add exhibit=\"…\" with the id of the file");
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
