// What SQLite itself does not mind but a ledger does: the bytes of the database file that hold no
// row. Layout: https://www.sqlite.org/fileformat2.html, sections 1.3 and 1.6.
#pragma once

#include "core/files.hpp"

namespace isonomia::provenance {

struct FreeSpace {
    std::uint64_t bytes = 0;     // of b-tree pages, between cell pointers and cells
    std::uint64_t not_zero = 0;  // of these; the ledger's writer leaves zeros there
};

// Checks the header's fixed fields and that the file ends where it says; counts free space.
// Errors: P0104 a field is not what a ledger has, F0001 cannot be read.
[[nodiscard]] Result<FreeSpace> inspect_database_file(const fs::path& path);

}  // namespace isonomia::provenance
