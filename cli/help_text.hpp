// Help as people read it on a terminal, from the records of commands.
#pragma once

#include <string>
#include <vector>

#include "cli/command.hpp"

namespace isonomia::cli {

struct TextRow {
    std::string left;
    std::string right;
};

// Two columns of lines at most `width` long; the right one is wrapped, and begins a line below
// where the left one is too long.
[[nodiscard]] std::string text_table(const std::vector<TextRow>& rows, std::size_t width);

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
