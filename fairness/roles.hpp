// Which columns of a data set play which part; checked before any row is read.
#pragma once

#include <optional>
#include <vector>

#include "core/dataset.hpp"
#include "core/error.hpp"

namespace isonomia::fairness {

constexpr std::size_t group_columns_max = 6;

struct Roles {
    Column outcome;
    std::optional<Column> prediction;  // or, where there is none:
    std::optional<Column> score;       // with Dataset::threshold
    std::vector<Column> groups;
    std::vector<Column> strata;
    std::optional<Column> person;
    std::optional<Column> weight;
};

// "data set 'id' `problem`", with a hint.
[[nodiscard]] tl::unexpected<Error> refuse_data(std::string code, const Dataset& dataset,
                                                std::string_view problem, std::string hint);

// Attempts have one column, of what failed, which is outcome and prediction at once.
// Errors: S0101 no or two outcome columns, S0102 neither a prediction nor a score with a threshold,
// S0104 too many group and stratum columns, S0105 a column, or the role of person or weight,
// declared twice.
[[nodiscard]] Result<Roles> roles_of(const Dataset& dataset);

}  // namespace isonomia::fairness
