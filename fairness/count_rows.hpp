// One pass over the rows of a data set: from a table to the cube.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/dataset.hpp"
#include "core/error.hpp"
#include "fairness/sample.hpp"
#include "stats/table.hpp"

namespace isonomia::fairness {

struct CountLimits {
    std::size_t cells_max = 2000;  // distinct combinations of group values
    std::size_t group_label_bytes_max = 512;
    std::size_t person_rows_max = 20'000'000;    // rows with a person's id: 16 bytes each
    std::size_t distinct_weights_max = 100'000;  // per kind of row
};

struct RowCounts {
    Sample sample;  // over all group columns, then the strata, in their declared order
    stats::TableFacts facts;
    std::map<std::string, std::string> parameters;  // how rows were read, for every measurement
    std::vector<std::string> warnings;
};

// `name` stands for the file in errors and decides the separator. Read by several threads, with the
// same result and errors at any number of them. Memory grows with distinct groups
// and, to the limits, with rows that name a person and with distinct weights. Errors: those of
// roles_of and read_table; T0101 a declared column that the table does not have, T0102 a value that
// is neither positive nor negative, T0103 a score that is no number, T0104 more groups than the
// limit, T0105 a group label beyond its limit, T0106 more rows with persons or distinct weights
// than the limits, T0107 a weight that is no number above 0, S0103 weights beside persons who
// repeat, S0110 a declared reference that does not occur, S0111 none of the declared positive
// values occurs.
[[nodiscard]] Result<RowCounts> count_rows(const Dataset& dataset,
                                           const std::filesystem::path& path,
                                           const std::string& name, const CountLimits& limits = {});
[[nodiscard]] Result<RowCounts> count_rows(const Dataset& dataset, const stats::ByteSource& source,
                                           const std::string& name, const CountLimits& limits = {},
                                           const stats::TableOptions& reading = {});

}  // namespace isonomia::fairness
