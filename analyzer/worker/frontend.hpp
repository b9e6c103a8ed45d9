// Clang behind a wall: parses one translation unit and hands out its facts. Nothing is executed;
// the driver only turns the arguments into those of the compiler proper.
#pragma once

#include <string>
#include <vector>

#include "analyzer/worker/facts_io.hpp"

namespace isonomia::analyzer {

struct ParseJob {
    std::string file;       // absolute
    std::string directory;  // absolute; relative paths in `arguments` start here
    std::vector<std::string>
        arguments;              // vetted (compile_commands.hpp), without program and file names
    std::string source_folder;  // absolute, real: only what lies under it becomes facts
};

// The main file, relative to the source folder where it lies below it.
[[nodiscard]] std::string unit_name(const ParseJob& job);

// Never fails: a unit that cannot be parsed, or on which Clang crashes, comes back with read =
// false.
[[nodiscard]] ReadUnit parse_unit(const ParseJob& job);

}  // namespace isonomia::analyzer
