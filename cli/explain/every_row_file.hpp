// 'isonomia explain --every-row FILE': what each feature added to the result of every row, as a
// table, and what it adds on the whole.
#pragma once

#include "cli/command.hpp"
#include "core/measurement.hpp"
#include "explain/model.hpp"

namespace isonomia::cli {

// Writes a CSV file, new, whole or not at all: the number of the row, its result, the margin, the
// base, the additivity error, and a column 'added by NAME' for each feature; cells are empty where
// the model gives no answer. Errors: U0006 and U0007 for options that are about one row, P1109,
// F0002, those of explain::read_rows() and explain::attribute_every_row().
[[nodiscard]] Result<Measurement> write_every_row(const Context& context,
                                                  const Arguments& arguments,
                                                  const explain::Model& model);

}  // namespace isonomia::cli
