#include "fairness/count_rows.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/text.hpp"
#include "fairness/near_labels.hpp"
#include "fairness/row_counter.hpp"

namespace isonomia::fairness {

namespace {

std::string listed(const LabelReader& reader, Label label) {
    std::string text = join(reader.seen(label), ", ");
    return reader.more_seen() ? text + ", and others" : text;
}

void describe_labels(const LabelReader& reader, const std::string& prefix, RowCounts& counts) {
    const Column& column = reader.column();
    counts.parameters[prefix + "_column"] = column.name;
    counts.parameters[prefix + "_positive"] =
        column.positive.empty() ? listed(reader, Label::positive) : join(column.positive, ", ");
    const auto negative = reader.seen(Label::negative);
    counts.parameters[prefix + "_negative"] = listed(reader, Label::negative);
    if (negative.size() > 1 && !column.positive.empty()) {
        counts.parameters[prefix + "_coding"] =
            fmt::format("{} counts as yes; every other value as no: {}",
                        counts.parameters[prefix + "_positive"], listed(reader, Label::negative));
        counts.warnings.push_back(fmt::format("column '{}': these values count as negative: {}",
                                              column.name, listed(reader, Label::negative)));
    }
}

// A misspelt positive value would make every figure wrong without a trace.
Status check_positive(const LabelReader& reader, const std::string& name) {
    const Column& column = reader.column();
    const auto negative = reader.seen(Label::negative);
    if (column.positive.empty() || negative.size() < 2 || reader.more_seen() ||
        !reader.seen(Label::positive).empty())
        return {};
    return fail(
        input_error("S0111",
                    fmt::format("none of the positive values of column '{}' occurs", column.name))
            .at({name, 0, 0})
            .note("declared: " + join(column.positive, ", "))
            .note("found: " + join(negative, ", "))
            .hinted("correct the declared values" +
                    did_you_mean_suffix(column.positive[0], negative)));
}

Status check_references(const Cube& cube, const Roles& roles, const std::string& name) {
    for (const Column& column : roles.groups) {
        if (column.reference.empty() || cube.cells().empty()) continue;
        auto found = cube.values_of(column.name);
        if (std::find(found.begin(), found.end(), column.reference) != found.end()) continue;
        std::replace(found.begin(), found.end(), std::string(), std::string("(missing)"));
        return fail(
            input_error("S0110", fmt::format("the reference group '{}' does not occur in "
                                             "column '{}'",
                                             column.reference, column.name))
                .at({name, 0, 0})
                .note("found: " + join(found, ", "))
                .hinted("correct the reference" + did_you_mean_suffix(column.reference, found)));
    }
    return {};
}

Result<RowCounts> finish(RowCounter& counter, const Dataset& dataset,
                         const stats::TableFacts& facts, const std::string& name) {
    RowCounts counts;
    counts.facts = facts;
    auto sample = counter.sample(counts.warnings);
    if (!sample) return fail(Error(sample.error()).at({name, 0, 0}));
    counts.sample = std::move(*sample);
    const Roles& roles = counter.roles();
    if (auto status = check_positive(counter.outcome(), name); !status) return fail(status.error());
    if (auto status = check_positive(counter.prediction(), name); !status)
        return fail(status.error());
    if (auto status = check_references(counts.sample.cube, roles, name); !status)
        return fail(status.error());
    const bool attempts = dataset.form == DataForm::attempts;
    describe_labels(counter.outcome(), attempts ? "failure" : "outcome", counts);
    if (roles.score) {
        counts.parameters["score_column"] = roles.score->name;
        counts.parameters["threshold"] = shortest(*dataset.threshold);
    } else if (!attempts) {
        describe_labels(counter.prediction(), "prediction", counts);
    }
    counts.parameters["rows"] = fmt::format("{}", facts.rows);
    if (facts.rows == 0)
        counts.warnings.push_back(fmt::format("data set '{}' has no rows", dataset.id));
    if (facts.empty_lines > 0)
        counts.warnings.push_back(
            fmt::format("{} empty lines are not counted as rows", facts.empty_lines));
    std::vector<GroupValues> groups;
    for (const auto& [values, cell] : counts.sample.cube.cells())
        groups.push_back(values);
    warn_of_near_labels(counts.sample.cube.attributes(), groups, counts.warnings);
    return counts;
}

}  // namespace

Result<RowCounts> count_rows(const Dataset& dataset, const std::filesystem::path& path,
                             const std::string& name, const CountLimits& limits) {
    const auto source = stats::file_source(path, name);
    if (!source) return fail(source.error());
    return count_rows(dataset, *source, name, limits);
}

Result<RowCounts> count_rows(const Dataset& dataset, const stats::ByteSource& source,
                             const std::string& name, const CountLimits& limits,
                             const stats::TableOptions& reading) {
    auto roles = roles_of(dataset);
    if (!roles) return fail(roles.error());
    RowCounter counter(dataset, std::move(*roles), limits);
    stats::TableOptions options = reading;
    options.separator = stats::separator_for(name);
    const auto facts = stats::read_table_in_parts(source, name, options, counter);
    if (!facts) return fail(facts.error());
    return finish(counter, dataset, *facts, name);
}

}  // namespace isonomia::fairness
