// The manual page isonomia(1), from the records of commands.
#pragma once

#include <string>
#include <vector>

#include "cli/command.hpp"

namespace isonomia::cli {

// roff with the man macros. docs/man/isonomia.1 is this text; a test keeps the two equal.
[[nodiscard]] std::string man_page(const std::vector<Command>& commands);

}  // namespace isonomia::cli
