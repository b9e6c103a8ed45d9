// A pack of one's own, begun as a copy of another one.
#pragma once

#include <string>
#include <vector>

#include "cli/context.hpp"
#include "rules/pack.hpp"

namespace isonomia::cli {

// Where a copy comes from, and where it goes.
struct PackCopy {
    fs::path pack;       // the file of the pack
    fs::path fixtures;   // the folder of its cases; it may be missing
    std::string new_id;  // of the copy
    fs::path into;       // the folder 'packs' that gets NEW-ID.xml and fixtures/NEW-ID/
};

// Writes the pack under its new id and its cases beside it, and returns the files written, the pack
// first. A signature is left out: its lawyer answers for the original. Nothing is overwritten, and
// where a file cannot be written, those before it are removed. `original` is the pack as it was
// read from that file. Errors: U0012 a file is already there, F….
[[nodiscard]] Result<std::vector<fs::path>> copy_pack(Context& context, const PackCopy& copy,
                                                      const rules::Pack& original);

}  // namespace isonomia::cli
