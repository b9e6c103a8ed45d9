// Running a program that nobody here trusts: without network, and seeing few files.
#pragma once

#include <string>
#include <vector>

#include "core/files.hpp"

namespace isonomia::explain {

struct Sandbox {
    std::vector<std::string> command;  // to start, bubblewrap before the program where it works
    std::string isolation;  // for people: 'bubblewrap: no network, …' or 'none: …' with the reason
    bool isolated = false;
};

// The program is command[0], a path. Inside it sees the system's programs and libraries, its own
// folder and `readable` (files or folders), all read-only, and an empty /tmp. Where bubblewrap is
// missing or cannot work, the command is returned as it is, and `isolation` says so. Error: E0801
// the program, or something that it is to read, does not exist.
[[nodiscard]] Result<Sandbox> sandboxed(const std::vector<std::string>& command,
                                        const std::vector<fs::path>& readable);

}  // namespace isonomia::explain
