// Help as people read it on a terminal, from the records of commands.
#pragma once

#include <string>
#include <vector>

#include "cli/command.hpp"

namespace isonomia::cli {

// 'isonomia run [OPTION]... MATTER.xml'
[[nodiscard]] std::string synopsis(const Command& command);

// '-o, --output DIR'
[[nodiscard]] std::string option_names(const OptionRecord& option);

// 'one of: auto, always, never; default: auto' or what of it applies.
[[nodiscard]] std::string value_note(const OptionRecord& option);

// What `isonomia COMMAND --help` prints.
[[nodiscard]] std::string command_help(const Command& command, const TerminalFacts& terminal);

// What `isonomia --help` prints.
[[nodiscard]] std::string overview(const std::vector<Command>& commands,
                                   const TerminalFacts& terminal);

// The exit codes of a command, its own meanings before the general ones.
[[nodiscard]] std::vector<ExitMeaning> exit_meanings(const Command& command);

}  // namespace isonomia::cli
