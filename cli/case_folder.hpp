// Which case folder a command is about.
#pragma once

#include <optional>

#include "cli/context.hpp"

namespace isonomia::cli {

// The file that makes a folder a case folder.
constexpr const char* ledger_name = "ledger.sqlite";

// The folder given (absolute, or relative to the working folder), else the nearest of the working
// folder and those above it that holds a ledger, or whose 'case' folder does. U0010 when there is
// none.
[[nodiscard]] Result<fs::path> case_folder(const Context& context,
                                           const std::optional<std::string>& given);

// Nothing is written among the files of a record. Error: U0020 the target lies in the case folder.
[[nodiscard]] Status check_outside(const fs::path& target, const fs::path& folder);

}  // namespace isonomia::cli
