// isonomia probe --replay RECORD: the queries of a record, asked again.
#pragma once

#include "cli/command.hpp"

namespace isonomia::cli {

// Needs --oracle; goes without plan, --model and --case. Errors: U0006, U0007, those of oracle_of()
// and replay().
[[nodiscard]] Result<ExitCode> run_replay(Context& context, const Arguments& arguments);

}  // namespace isonomia::cli
