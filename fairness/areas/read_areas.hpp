// One pass over a table of areas: who lives there, and what was done there, period by period.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/dataset.hpp"
#include "core/error.hpp"
#include "stats/table.hpp"

namespace isonomia::fairness {

// One area in one period.
struct AreaRow {
    std::vector<double> residents;  // per population
    double everybody = 0;           // their sum, above 0
    double exposure = 0;
    std::uint64_t stops = 0;
    std::uint64_t hits = 0;  // at most the stops
};

// The columns of such a table.
struct AreaColumns {
    Column area;
    std::vector<Column> residents;  // people of one population each; the first is the reference
    Column exposure;                // hours of patrol, days on the list
    std::optional<Column> stops;    // people or vehicles stopped; with hits
    std::optional<Column> hits;     // of the stops, those that found something
    std::optional<Column> time;
    Period period = Period::value;
};

// The columns as the data set declares them. Errors: S0301 a role that is missing or double, or
// stops without hits.
[[nodiscard]] Result<AreaColumns> area_columns(const Dataset& dataset);

struct AreaTable {
    std::vector<std::string> populations;  // titles of the residents columns, else their names
    std::vector<std::string> areas;        // by name
    std::vector<std::string> periods;      // in order; one, "", without a time column
    std::vector<std::map<std::size_t, AreaRow>> rows;  // per area: period -> row
    bool stopped = false;                              // there are stops and hits
    std::uint64_t missing = 0;  // rows left out because a value was missing, or nobody lives there
    std::map<std::string, std::string> parameters;
    std::vector<std::string> warnings;
};

// Errors: S0301 no residents, or stops without hits; T0101, T0103 and those of read_table; T0108
// stops or hits that are no counts, T0109 a number below 0, more hits than stops, or one area twice
// in a period; T0110 more areas or periods than the limits.
[[nodiscard]] Result<AreaTable> read_areas(const AreaColumns& columns,
                                           const std::filesystem::path& path,
                                           const std::string& name);
[[nodiscard]] Result<AreaTable> read_areas(const AreaColumns& columns,
                                           const stats::ByteSource& source,
                                           const std::string& name);
constexpr std::size_t areas_max = 20'000;
constexpr std::size_t area_periods_max = 400;

}  // namespace isonomia::fairness
