// `isonomia assess --hria`: answers of an impact assessment beside what the case has measured.
#pragma once

#include "cli/command.hpp"
#include "core/case_file.hpp"

namespace isonomia::cli {

// Writes the assessment; adverse unless it is complete and nothing stands against its decision.
[[nodiscard]] Result<ExitCode> assess_impact(Context& context, const Arguments& arguments,
                                             const CaseFile& case_file);

}  // namespace isonomia::cli
