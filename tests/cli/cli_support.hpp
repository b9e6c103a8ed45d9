// A made-up world for commands: streams into strings, an environment from a map, a fixed clock.
#pragma once

#include <map>
#include <sstream>
#include <string>

#include "cli/context.hpp"

namespace isonomia::cli::tests {

struct World {
    explicit World(fs::path folder = "/");

    DiskFiles files;
    FixedClock clock{Instant{1795000000}};
    SeededRandom random{1};
    std::ostringstream out;
    std::ostringstream err;
    std::map<std::string, std::string> variables;
    Context context;
};

}  // namespace isonomia::cli::tests
