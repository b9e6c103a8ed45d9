// What SQLite itself does not mind but a ledger does: header fields and a file that is longer than
// its pages. Layout: https://www.sqlite.org/fileformat2.html, section 1.3.
#pragma once

#include "core/files.hpp"

namespace isonomia::provenance {

// P0104: the ledger's database is damaged, and why.
[[nodiscard]] tl::unexpected<Error> damaged_database(const std::string& why);

// Checks the header's fixed fields and that the file ends where it says. Space that holds no row
// is not looked at: SQLite leaves old cell pointers there, and nobody reads it.
// Errors: P0104 a field is not what a ledger has, F0001 cannot be read.
[[nodiscard]] Status check_database_file(const fs::path& path);

// Every byte of the file can be read. SQLite reports what a medium cannot read as damage, so
// whoever finds damage asks here. True for what is no regular file.
[[nodiscard]] bool can_be_read(const fs::path& path);

// SQLite's counter of writes, read from the file's header: whether somebody wrote meanwhile.
// Nothing when the file cannot be read.
[[nodiscard]] std::optional<std::uint32_t> writes_of(const fs::path& path);

}  // namespace isonomia::provenance
