// Reads a command line by the record of its command. The only place that knows
// Boost.Program_options.
#pragma once

#include <string>
#include <vector>

#include "cli/command.hpp"

namespace isonomia::cli {

// `words` without program and command. The common options are known too. '--' ends the options,
// options aren't abbreviated, `--name value`, `--name=value`, `-o value` and `-ovalue` are all
// understood.
//
// Errors (usage): U0002 unknown option, U0003 an option lacks its value, U0004 a flag was given a
// value, U0005 an option was given twice, U0006 a value that is not allowed, U0007 a positional is
// missing, U0008 one too many, U0009 anything else that can't be read.
[[nodiscard]] Result<Arguments> parse_arguments(const Command& command,
                                                const std::vector<std::string>& words);

}  // namespace isonomia::cli
