#include "explain/rows.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "core/text.hpp"
#include "stats/table.hpp"

namespace isonomia::explain {

namespace {

constexpr std::size_t values_max = std::size_t{1} << 27U;  // 1 GiB
constexpr std::array<std::string_view, 5> missing_words{"", "NA", "NaN", "nan", "null"};

std::vector<std::string> names_of_inputs(const Model& model) {
    std::vector<std::string> names;
    for (const ModelInput& input : model.inputs)
        names.push_back(input.name);
    return names;
}

class RowReader final : public stats::TableVisitor {
public:
    explicit RowReader(const Model& model) : model_(model) {}

    Status header(const stats::TableRow& names) override {
        std::vector<std::string> known;
        for (const std::string_view name : names.fields())
            known.emplace_back(trim(name));
        for (const ModelInput& input : model_.inputs) {
            const auto at = std::find(known.begin(), known.end(), input.name);
            if (at == known.end())
                return fail(
                    input_error("E0301", fmt::format("the data have no column '{}'", input.name))
                        .at(names.location(0))
                        .note("columns: " + join(known, ", "))
                        .hinted("name the columns as the model names its features" +
                                did_you_mean_suffix(input.name, known)));
            columns_.push_back(static_cast<std::size_t>(at - known.begin()));
        }
        return {};
    }

    Status row(const stats::TableRow& row) override {
        if ((rows.size() + 1) * columns_.size() > values_max)
            return fail(
                input_error("E0603", fmt::format("the data hold more than {} values", values_max))
                    .at(row.location(0))
                    .hinted("give a part of the rows, and say how it was chosen"));
        Row values;
        values.reserve(columns_.size());
        for (std::size_t f = 0; f < columns_.size(); ++f) {
            const auto value = input_value(model_.inputs[f], row[columns_[f]]);
            if (!value) {
                Error error = value.error();
                error.where = row.location(columns_[f]);
                return fail(std::move(error));
            }
            values.push_back(*value);
        }
        rows.push_back(std::move(values));
        return {};
    }

    std::vector<Row> rows;

private:
    const Model& model_;
    std::vector<std::size_t> columns_;
};

}  // namespace

bool stands_for_missing(std::string_view text) {
    return std::find(missing_words.begin(), missing_words.end(), text) != missing_words.end();
}

Result<double> input_value(const ModelInput& input, std::string_view text) {
    constexpr double missing = std::numeric_limits<double>::quiet_NaN();
    const std::string_view given = trim(text);
    const auto listed = std::find(input.categories.begin(), input.categories.end(), given);
    if (input.type == InputType::category && listed != input.categories.end())
        return static_cast<double>(listed - input.categories.begin());
    if (stands_for_missing(given)) return missing;
    const auto number = parse_number(given);
    if (input.categories.empty()) {
        if (!number)
            return fail(input_error("E0602", fmt::format("'{}' is not a number, and '{}' needs one",
                                                         given, input.name))
                            .hinted("write a decimal number with '.', or leave the cell empty"));
        if (std::find(input.invalid.begin(), input.invalid.end(), *number) != input.invalid.end())
            return missing;
        return *number;
    }
    if (number)  // '3.0' for the category '3'
        for (std::size_t c = 0; c < input.categories.size(); ++c)
            if (parse_number(input.categories[c]) == number) return static_cast<double>(c);
    auto known = input.categories;
    const std::string nearest = did_you_mean_suffix(given, known);
    if (known.size() > 20) known.resize(20);
    return fail(
        input_error("E0601", fmt::format("the model knows no '{}' of '{}'", given, input.name))
            .note(fmt::format("values that it knows: {}", join(known, "; ")))
            .hinted("write the value as the model has it" + nearest));
}

std::string input_text(const ModelInput& input, double value) {
    if (std::isnan(value)) return "missing";
    const auto code = static_cast<std::size_t>(value >= 0 ? value : 0);
    if (!input.categories.empty() && code < input.categories.size()) return input.categories[code];
    return shortest(value);
}

Result<std::vector<Row>> read_rows(const Model& model, const fs::path& table) {
    RowReader reader(model);
    const std::string file = table.string();
    stats::TableOptions options;
    options.separator = stats::separator_for(file);
    const auto facts = stats::read_table(table, file, options, reader);
    if (!facts) return fail(facts.error());
    if (reader.rows.empty())
        return fail(input_error("E0302", "there are no rows in the file")
                        .at({file, 0, 0})
                        .hinted("give one row per person, below the header"));
    return std::move(reader.rows);
}

Result<Row> row_from(const Model& model, const std::map<std::string, std::string>& values) {
    for (const auto& [name, value] : values)
        if (!model.input(name))
            return fail(input_error("E0202", fmt::format("the model has no feature '{}'", name))
                            .at({model.file, 0, 0})
                            .note("features: " + join(names_of_inputs(model), ", "))
                            .hinted("name the inputs as the model does" +
                                    did_you_mean_suffix(name, names_of_inputs(model))));
    Row row;
    for (const ModelInput& input : model.inputs) {
        const auto given = values.find(input.name);
        if (given == values.end())
            return fail(
                input_error("E0201", fmt::format("there is no value for '{}'", input.name))
                    .at({model.file, 0, 0})
                    .hinted("add the input; where the value was missing, give it as empty"));
        const auto value = input_value(input, given->second);
        if (!value) {
            Error error = value.error();
            error.where = Location{model.file, 0, 0};
            return fail(std::move(error));
        }
        row.push_back(*value);
    }
    return row;
}

}  // namespace isonomia::explain
