// Completion for shells, from the records of commands.
#pragma once

#include <string>
#include <vector>

#include "cli/command.hpp"

namespace isonomia::cli {

// Scripts that the shell reads: 'source <(isonomia help --completion bash)'.
[[nodiscard]] std::string bash_completion(const std::vector<Command>& commands);
[[nodiscard]] std::string zsh_completion(const std::vector<Command>& commands);
[[nodiscard]] std::string fish_completion(const std::vector<Command>& commands);

}  // namespace isonomia::cli
