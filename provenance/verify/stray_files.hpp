// What lies in a case folder beside the ledger's own files and folders, whose contents other checks
// look at.
#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <string>

#include "provenance/store/case_folder.hpp"

namespace isonomia::provenance {

// A name as a text for people and for JSON: a byte that is no UTF-8 becomes '\xff', more than 200
// characters are cut and end in '…'.
[[nodiscard]] std::string name_shown(const std::string& name);

struct StrayFiles {
    std::uint64_t names = 0;      // in the case folder itself
    std::uint64_t count = 0;      // of what no entry accounts for, in folders below too
    std::set<std::string> first;  // up to ten of them, shown: "'notes.txt'", "'old/' (empty)"

    std::uint64_t unfinished = 0;  // what a write begins with; the next opening destroys it
    std::string an_unfinished;

    // "3 things: 'a', 'b', 'c'"; of more than ten, the first ten and how many more.
    [[nodiscard]] std::string text() const;
};

// Whether an entry accounts for the regular file at this path, relative to the case folder.
using IsRecorded = std::function<bool(const fs::path&)>;

// Follows no link; a folder that the machine does not let one look into is named as such. Takes
// time and memory by what is there, however deep. Error: F0001 the case folder, or `incoming`,
// cannot be read.
[[nodiscard]] Result<StrayFiles> stray_files(const CaseFolder& folder,
                                             const IsRecorded& is_recorded);

}  // namespace isonomia::provenance
