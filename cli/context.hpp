// The world as a command sees it. Everything is injected, so that tests run commands in process.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <ostream>
#include <string>

#include "core/clock.hpp"
#include "core/files.hpp"
#include "core/random.hpp"

namespace isonomia::cli {

// What is known about one output stream.
struct TerminalFacts {
    bool is_terminal = false;
    bool color = false;      // escape sequences are welcome
    std::size_t width = 80;  // columns, 40 to 100
};

// The value of an environment variable; nothing when it is not set.
using Environment = std::function<std::optional<std::string>(const std::string& name)>;

struct Context {
    Files& files;
    const Clock& clock;
    RandomSource& random;
    std::ostream& out;  // results only
    std::ostream& err;  // everything else
    TerminalFacts out_terminal;
    TerminalFacts err_terminal;
    Environment environment;
    fs::path working_folder;  // absolute
    fs::path executable;      // absolute; "" when unknown

    // Set from the options that every command has.
    bool quiet = false;  // nothing on `out` but what was asked for by name; the exit code speaks
    bool json = false;   // results as JSON with "schema_version", errors as JSON
};

}  // namespace isonomia::cli
