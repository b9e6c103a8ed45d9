// One pass over a table of scores: from rows to a distribution per combination of groups.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/dataset.hpp"
#include "core/error.hpp"
#include "fairness/cube.hpp"
#include "stats/score_counts.hpp"
#include "stats/table.hpp"

namespace isonomia::fairness {

struct ScoreCube {
    std::vector<GroupValues> leaves;         // combinations that occur
    std::vector<stats::ScoreCounts> counts;  // per leaf; positive: with the outcome
    std::vector<std::uint64_t> missing;      // per leaf: rows without score or outcome
    std::uint64_t rows = 0;
    std::map<std::string, std::string> parameters;
    std::vector<std::string> warnings;
};

// Memory grows with distinct scores and groups, not with rows. Errors: check_declaration's; S0301 a
// role that is missing or double; T0101 to T0105 and those of read_table. A score must be a finite
// number.
[[nodiscard]] Result<ScoreCube> read_scores(const Dataset& dataset, const stats::ByteSource& source,
                                            const std::string& name);
[[nodiscard]] Result<ScoreCube> read_scores(const Dataset& dataset,
                                            const std::filesystem::path& path,
                                            const std::string& name);

}  // namespace isonomia::fairness
