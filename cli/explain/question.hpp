// The question that 'isonomia explain' answers, from its options: which row of which data, compared
// with whom, at which threshold, and what may change.
#pragma once

#include <string>
#include <vector>

#include "cli/command.hpp"
#include "explain/explain_model.hpp"

namespace isonomia::cli {

// --features: a model without names for its features gets them, in its own order. Errors: U0006,
// E0408.
[[nodiscard]] Status name_features(const Arguments& arguments, explain::Model& model);

// --output: which of the model's. Errors: U0006, U0007.
[[nodiscard]] Result<std::size_t> output_of(const Arguments& arguments,
                                            const explain::Model& model);

// The rows of --background; none without it. Errors: those of explain::read_rows().
[[nodiscard]] Result<std::vector<explain::Row>> comparison_rows(const Context& context,
                                                                const Arguments& arguments,
                                                                const explain::Model& model);

// --row, --data, --background, --output, --threshold, --frozen, --protected. Errors: U0006, U0007,
// those of explain::read_rows().
[[nodiscard]] Result<explain::ModelQuestion> question_of(Context& context,
                                                         const Arguments& arguments,
                                                         const explain::Model& model);

}  // namespace isonomia::cli
