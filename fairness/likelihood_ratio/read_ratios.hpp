// One pass over a table of likelihood ratios.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/dataset.hpp"
#include "core/error.hpp"
#include "fairness/cube.hpp"
#include "stats/table.hpp"

namespace isonomia::fairness {

// Rows that share proposition, group, source and ratio count as one entry.
struct Ratio {
    double ln = 0;             // -infinity for a ratio of 0, infinity for an infinite one
    bool h1 = false;           // the first proposition is true
    std::uint32_t leaf = 0;    // of the group columns
    std::uint32_t source = 0;  // the row's number where no source is declared
};

struct Ratios {
    std::vector<Ratio> list;  // in the order of the rows
    std::vector<GroupValues> leaves;
    std::vector<std::uint64_t> missing;  // per leaf: rows without ratio or proposition
    std::uint32_t sources = 0;
    bool sources_declared = false;
    std::uint64_t rows = 0;
    std::map<std::string, std::string> parameters;
    std::vector<std::string> warnings;
};

// Errors: check_declaration's; S0301 a role that is missing or double; S0302 not exactly one column
// of ratios; S0303 a negative ratio, with its place; S0304 more rows than the limit; those of
// read_table and of the readers of columns.
constexpr std::size_t ratios_max = 20'000'000;
[[nodiscard]] Result<Ratios> read_ratios(const Dataset& dataset, const stats::ByteSource& source,
                                         const std::string& name);
[[nodiscard]] Result<Ratios> read_ratios(const Dataset& dataset, const std::filesystem::path& path,
                                         const std::string& name);

// A ratio as somebody wrote it, in the scale of the data set's column, as ln; nothing for NaN and
// negative ratios.
[[nodiscard]] std::optional<double> ln_ratio(double value, ColumnRole scale);
// The column's role: likelihood_ratio, log10_likelihood_ratio or ln_likelihood_ratio. S0302.
[[nodiscard]] Result<Column> ratio_column(const Dataset& dataset);

}  // namespace isonomia::fairness
