// What drove a score: the score computed again from its published table, and the exact share of
// each feature in the difference from comparison persons.
#pragma once

#include <optional>
#include <vector>

#include "core/files.hpp"
#include "core/measurement.hpp"
#include "core/score_model.hpp"

namespace isonomia::explain {

// Two measurements:
//   recomputed_score     scalar; parameters `claimed_score`, `equals_claimed` (true | false) and
//                        `difference` (recomputed - claimed) where a score is claimed
//   shapley_attribution  series, one point per feature in the order of the table: 'feature =
//   value', the
//                        exact interventional Shapley value. For a sum of one term per feature this
//                        is the term less its mean over the comparison persons (Lundberg and Lee
//                        2017, Corollary 1). Parameters: `mean_score`, `compared_with`,
//                        `additivity_error`, relative to the size of the terms and at most 1e-12.
//                        Undefined, with its reason, when there are no comparison persons, shares
//                        or baselines.
// `background` is a CSV file with a column for each feature and a row per comparison person.
// Errors: those of read_additive_model; E0201 a feature without a value for this person, E0202 a
// value for a feature that the table does not have, E0203 and E0204 (additive_model.hpp), E0301 the
// comparison persons lack a feature, E0302 there are none, E0303 a value of theirs that the table
// does not have.
[[nodiscard]] Result<std::vector<Measurement>> explain(const ScoreModel& model,
                                                       const fs::path& table,
                                                       const std::optional<fs::path>& background);

}  // namespace isonomia::explain
