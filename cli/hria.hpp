// `isonomia assess --hria`: answers of an impact assessment beside what the case has measured.
#pragma once

#include "cli/command.hpp"

namespace isonomia::cli {

// Writes the assessment and, unless --draft is given, records it; adverse unless it is complete and
// nothing stands against its decision. Errors: R0012 another assessment of that id is on record,
// and those of opening the case, the questionnaire and the answers.
[[nodiscard]] Result<ExitCode> assess_impact(Context& context, const Arguments& arguments);

}  // namespace isonomia::cli
