// What drove the result of a model file that a matter declares.
#pragma once

#include <optional>
#include <vector>

#include "core/files.hpp"
#include "core/measurement.hpp"
#include "core/score_model.hpp"
#include "explain/model.hpp"

namespace isonomia::explain {

struct ModelFiles {
    fs::path model;
    std::optional<fs::path> background = {};  // comparison persons: a column for each feature
    std::optional<fs::path> validation = {};  // the rows on which the system was validated
};

// The measurements of explain_model() for the person whose values the matter gives, with system and
// exhibits filled in, and `claimed_score`, `equals_claimed` and `difference` as parameters of
// recomputed_score. A claimed score counts as equal when the result rounds to it at the decimals
// with which it was claimed. With comparison persons, what each feature says about every protected
// attribute that is a column of theirs (further.hpp); with validation rows, whether the case is
// like them. Errors: those of read_model(), row_from(), read_rows() and explain_model(); E0604 an
// output that the model does not have, or several and none named, E0605 names for another number of
// features, E0606 a frozen feature that the model does not have, or a protected attribute that is
// neither a feature nor a column.
[[nodiscard]] Result<std::vector<Measurement>> explain_file(Files& files, const ScoreModel& model,
                                                            const ModelFiles& paths);

// For a model without names of its own. Errors: E0605, E0408.
[[nodiscard]] Status name_features(Model& model, const std::vector<std::string>& names);

// The output of that name; the only one when the name is "". Error: E0604.
[[nodiscard]] Result<std::size_t> output_named(const Model& model, const std::string& name);

}  // namespace isonomia::explain
