// A system seen as a function of rows: what the methods for black boxes need, and nothing else.
#pragma once

#include <functional>
#include <span>
#include <string>

#include "explain/oracle/respondent.hpp"
#include "explain/rows.hpp"

namespace isonomia::explain {

// One result per row, in their order; NaN where there is no answer.
using Scorer = std::function<std::vector<double>(std::span<const Row>)>;

// The printed result of a model's output. The model must outlive the scorer.
[[nodiscard]] Scorer result_scorer(const Model& model, std::size_t output);

// The margin: what exact attributions of a model add up to.
[[nodiscard]] Scorer margin_scorer(const Model& model, std::size_t output);

// The number that a program answers as `output`. Rows become queries by the names of the inputs:
// a missing value is null, a category its text. Both must outlive the scorer.
[[nodiscard]] Scorer oracle_scorer(const std::vector<ModelInput>& inputs, Respondent& respondent,
                                   std::string output);

[[nodiscard]] Json query_of(const std::vector<ModelInput>& inputs, const Row& row);

}  // namespace isonomia::explain
