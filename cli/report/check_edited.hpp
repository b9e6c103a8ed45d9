// verify EDITED.docx: which figures and quotations no longer match the record.
#pragma once

#include "cli/command.hpp"

namespace isonomia::cli {

// Whether the path names a file that looks like a DOCX: what 'verify' hands over here.
[[nodiscard]] bool is_docx(Context& context, const fs::path& path);

// Compares `path` with the case named by the positional RECORD, else with the nearest one. Exit 0
// when all of it matches, 2 when something does not. Errors: D0011 to D0013, U0010.
[[nodiscard]] Result<ExitCode> check_edited(Context& context, const Arguments& arguments,
                                            const fs::path& path);

}  // namespace isonomia::cli
