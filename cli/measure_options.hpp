// A data set described on the command line instead of in a matter.
#pragma once

#include "cli/command.hpp"
#include "core/dataset.hpp"

namespace isonomia::cli {

// The options that describe a data set.
[[nodiscard]] std::vector<OptionRecord> dataset_options();

// The data set that the options describe, named after the file. The form is the one given, else
// what the columns say: likelihood ratios, comparisons (a probe or a layout), areas, attempts,
// scores (a score without threshold), rows. Errors: U0006 a value that cannot be, U0007 a column
// that the form cannot do without.
[[nodiscard]] Result<Dataset> dataset_of(const Arguments& arguments, const std::string& file);

}  // namespace isonomia::cli
