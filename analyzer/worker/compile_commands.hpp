// compile_commands.json, read as hostile input: no command is run, only flags on a short list of
// harmless ones are kept, and response files are read only from the build folder.
//
// A relative "directory", or none, is taken from the folder of the database, so that a database can
// be kept beside the source and moved with it.
//   C0101 no database   C0102 not a compile database   C0103 too large   C0104 no unit under the
//   source folder
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"
#include "core/files.hpp"

namespace isonomia::analyzer {

struct CompileUnit {
    std::string file;                    // absolute, normal
    std::string directory;               // absolute
    std::vector<std::string> arguments;  // vetted; without the program and the file
};

struct CompileDatabase {
    std::vector<CompileUnit> units;     // sorted by file and arguments, without repetition
    std::vector<std::string> not_read;  // 'file: why'
    std::vector<std::string> warnings;  // flags that were left out
    std::uint64_t entries = 0;          // of the database, without repetition
};

[[nodiscard]] Result<CompileDatabase> read_compile_database(Files& files,
                                                            const fs::path& build_folder,
                                                            const fs::path& source_folder,
                                                            std::uint64_t units_max);
// Only the units at or below one of `only`, absolute; all when it is empty. C0104 when none is
// left.
[[nodiscard]] Status keep_only(CompileDatabase& database, const std::vector<std::string>& only);

// The words of a command line as a POSIX shell would split it, without any expansion; nothing when
// a quotation does not end.
[[nodiscard]] std::optional<std::vector<std::string>> split_command(std::string_view command);

}  // namespace isonomia::analyzer
