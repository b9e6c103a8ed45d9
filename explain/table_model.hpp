// Published tables as models: a points table is one small tree per feature, a linear score a linear
// part.
#pragma once

#include "core/files.hpp"
#include "explain/additive_model.hpp"
#include "explain/model.hpp"

namespace isonomia::explain {

// A value that is in no row of a points table reaches a leaf without an answer (NaN).
[[nodiscard]] Result<Model> model_of(const AdditiveModel& table);

// A CSV file of either form, told apart by its header: `weight` makes a linear score.
[[nodiscard]] Result<Model> read_table_model(const std::string& bytes, const fs::path& path);

}  // namespace isonomia::explain
