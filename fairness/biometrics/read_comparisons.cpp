#include <fmt/format.h>

#include "fairness/biometrics/comparison_reader.hpp"
#include "fairness/biometrics/comparisons.hpp"
#include "fairness/biometrics/score_file.hpp"
#include "fairness/row_reading.hpp"

namespace isonomia::fairness {

namespace {

Result<ComparisonRoles> roles_in(const Dataset& dataset) {
    if (auto status = check_declaration(dataset); !status) return fail(status.error());
    ComparisonRoles roles;
    for (const auto& [role, place] :
         {std::pair{ColumnRole::score, &roles.score}, std::pair{ColumnRole::probe, &roles.probe},
          std::pair{ColumnRole::gallery, &roles.gallery}}) {
        auto column = column_with(dataset, role);
        if (!column) return fail(column.error());
        *place = std::move(*column);
    }
    for (const auto& [role, place] : {std::pair{ColumnRole::outcome, &roles.truth},
                                      std::pair{ColumnRole::probe_sample, &roles.sample}}) {
        auto column = at_most_one(dataset, role);
        if (!column) return fail(column.error());
        *place = std::move(*column);
    }
    roles.groups = {columns_with(dataset, ColumnRole::probe_group),
                    columns_with(dataset, ColumnRole::gallery_group)};
    if (roles.groups[0].size() != roles.groups[1].size())
        return fail(input_error("S0401", fmt::format("data set '{}' has {} probe-group and {} "
                                                     "gallery-group columns",
                                                     dataset.id, roles.groups[0].size(),
                                                     roles.groups[1].size()))
                        .hinted("give both sides of each attribute, in the same order"));
    return roles;
}

Result<Comparisons> read_from(const Dataset& dataset, const stats::ByteSource& source,
                              const std::string& name, const stats::TableOptions& reading,
                              std::uint64_t bytes) {
    const ScoreLayout layout = dataset.layout.value_or(ScoreLayout::table);
    Dataset declared = dataset;
    if (layout != ScoreLayout::table) declared.columns = columns_of(layout);
    auto roles = roles_in(declared);
    if (!roles) return fail(roles.error());
    stats::TableOptions options = reading;
    options.separator = layout == ScoreLayout::table ? stats::separator_for(name) : ' ';
    ComparisonReader reader(std::move(*roles), bytes / options.chunk_bytes);
    const auto facts = stats::read_table_in_parts(
        layout == ScoreLayout::table ? source : with_header(source, layout), name, options, reader);
    if (!facts)
        return fail(layout == ScoreLayout::table ? facts.error() : corrected(facts.error()));
    return reader.finish(*facts);
}

}  // namespace

Result<Comparisons> read_comparisons(const Dataset& dataset, const stats::ByteSource& source,
                                     const std::string& name, const stats::TableOptions& reading) {
    return read_from(dataset, source, name, reading, 0);
}

Result<Comparisons> read_comparisons(const Dataset& dataset, const std::filesystem::path& path,
                                     const std::string& name) {
    const auto source = stats::file_source(path, name);
    if (!source) return fail(source.error());
    std::error_code unknown;
    const auto bytes = std::filesystem::file_size(path, unknown);
    stats::TableOptions reading;
    reading.chunk_bytes = std::size_t{4} << 20U;  // people occur again and again in a block
    return read_from(dataset, *source, name, reading, unknown ? 0 : bytes);
}

}  // namespace isonomia::fairness
