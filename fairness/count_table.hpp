// 2x2 tables from a file: one group per line.
#pragma once

#include <filesystem>
#include <string>

#include "core/dataset.hpp"
#include "core/error.hpp"

namespace isonomia::fairness {

// Fills `dataset.counts` from a table with the data set's group columns and the columns
// true_positives, false_positives, true_negatives and false_negatives. A group value that stands
// for missing is "". Errors: those of read_table; T0101 a column that the table does not have,
// T0104 more lines than the limit, T0108 a count that is no whole number from 0.
[[nodiscard]] Status read_counts(Dataset& dataset, const std::filesystem::path& path,
                                 const std::string& name);
constexpr std::size_t count_lines_max = 5'000;

}  // namespace isonomia::fairness
