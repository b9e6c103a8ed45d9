// One pass over a table of scores: from rows to a distribution per combination of groups.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/dataset.hpp"
#include "core/error.hpp"
#include "fairness/cube.hpp"
#include "fairness/period.hpp"
#include "stats/score_bounds.hpp"
#include "stats/score_counts.hpp"
#include "stats/table.hpp"

namespace isonomia::fairness {

struct ScoreCube {
    std::vector<GroupValues> leaves;            // combinations that occur
    std::vector<stats::ScoreCounts> counts;     // per leaf; positive: with the outcome
    std::vector<std::uint64_t> missing;         // per leaf: rows without score or outcome
    std::vector<stats::MissingScores> unknown;  // per leaf: what is known of them
    // Per leaf, with a time column: the rows of `counts` whose time is known, by period.
    std::vector<std::map<std::string, stats::ScoreCounts, PeriodOrder>> by_period;
    std::uint64_t rows = 0;
    std::map<std::string, std::string> parameters;
    std::vector<std::string> warnings;
};

struct ScoreLimits {
    std::size_t distinct_scores_max = 10'000'000;  // over all groups and periods: 24 bytes each
    std::size_t periods_max = 400;
    std::size_t persons_checked_max = 2'000'000;  // whether later ones repeat is not known
};

// Memory grows with distinct scores, groups and periods, not with rows. Errors:
// check_declaration's; S0301 a role that is missing or double; T0101 to T0105 and those of
// read_table; T0109 a time that is no date, T0110 more distinct scores or periods than the limits.
// A score must be a finite number.
[[nodiscard]] Result<ScoreCube> read_scores(const Dataset& dataset, const stats::ByteSource& source,
                                            const std::string& name,
                                            const ScoreLimits& limits = {});
[[nodiscard]] Result<ScoreCube> read_scores(const Dataset& dataset,
                                            const std::filesystem::path& path,
                                            const std::string& name,
                                            const ScoreLimits& limits = {});

}  // namespace isonomia::fairness
