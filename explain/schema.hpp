// The inputs of a program that does not say what they are, from the data that it is asked about.
#pragma once

#include <string>
#include <vector>

#include "core/files.hpp"
#include "explain/model.hpp"

namespace isonomia::explain {

// A model without outputs, for read_rows() and row_from(): every column of the table but those of
// `except`, in their order. A column whose values are all numbers or missing is a number, else a
// category with the texts that occur. Errors: E0302 no rows, E0603 a category with more than 10,000
// texts, E0606 a column of `except` that is not there, T0001… (stats/table.hpp).
[[nodiscard]] Result<Model> schema_of(const fs::path& table,
                                      const std::vector<std::string>& except);

}  // namespace isonomia::explain
