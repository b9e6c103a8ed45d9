// Rows of a table as a model takes them: one number per input, NaN where the cell is empty.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/files.hpp"
#include "explain/model.hpp"

namespace isonomia::explain {

using Row = std::vector<double>;

// '' or one of 'NA', 'NaN', 'nan', 'null'.
[[nodiscard]] bool stands_for_missing(std::string_view text);

// A value as the data write it; NaN when it stands for missing and is no category of the input.
// Errors, without a place: E0601 a category that the model does not know, E0602 not a number.
[[nodiscard]] Result<double> input_value(const ModelInput& input, std::string_view text);

// A value for people: the category's text, the number, or 'missing'.
[[nodiscard]] std::string input_text(const ModelInput& input, double value);

// All rows of a CSV or TSV file with a column for each input; other columns are not read. Errors:
// E0301 no column of that name, E0302 no rows, E0601 and E0602 with line and column, E0603 too many
// values to hold, T0001… (stats/table.hpp).
[[nodiscard]] Result<std::vector<Row>> read_rows(const Model& model, const fs::path& table);

// A row from names and values, as a matter gives them. Errors: E0201 an input without a value,
// E0202 a value for something that is no input, E0601, E0602.
[[nodiscard]] Result<Row> row_from(const Model& model,
                                   const std::map<std::string, std::string>& values);

}  // namespace isonomia::explain
