// From the words of a command line to a finished command.
#pragma once

#include <string>
#include <vector>

#include "cli/command.hpp"

namespace isonomia::cli {

// `arguments` without the name of the program. Errors are reported on context.err; exceptions pass.
[[nodiscard]] ExitCode dispatch(Context& context, const std::vector<Command>& commands,
                                const std::vector<std::string>& arguments);

}  // namespace isonomia::cli
