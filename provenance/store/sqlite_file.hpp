// What SQLite itself does not mind but a ledger does: header fields and a file that is longer than
// its pages. Layout: https://www.sqlite.org/fileformat2.html, section 1.3.
#pragma once

#include "core/files.hpp"

namespace isonomia::provenance {

// Checks the header's fixed fields and that the file ends where it says. Space that holds no row
// is not looked at: SQLite leaves old cell pointers there, and nobody reads it.
// Errors: P0104 a field is not what a ledger has, F0001 cannot be read.
[[nodiscard]] Status check_database_file(const fs::path& path);

}  // namespace isonomia::provenance
