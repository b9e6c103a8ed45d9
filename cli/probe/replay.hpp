// A record of queries, asked once more: do the same queries get the same answers?
//
// Files that the queries name are found by their digest; images that the probe had made are made
// again from what the record says of them (source, change, amount, seed), and must come out with
// the same bytes. So the record and the files that were given as they are suffice.
#pragma once

#include <string>
#include <vector>

#include "cli/probe/image_folder.hpp"
#include "explain/oracle/oracle.hpp"

namespace isonomia::cli {

struct Replayed {
    std::uint64_t queries = 0;    // distinct ones of the record
    std::uint64_t alike = 0;      // answered as on record; one of its answers where it has several
    std::uint64_t differing = 0;  // answered otherwise, or not as then
    std::uint64_t not_asked = 0;  // a file of theirs cannot be had
    std::string example;          // of a difference
    std::string lost;             // the first file that cannot be had, and why
};

// `searched`: files and folders in which files are looked for, by digest. Made images go to
// `images`. Errors: E0831 no record of queries, with its line; those of Files.
[[nodiscard]] Result<Replayed> replay(Files& files, const fs::path& record,
                                      const std::vector<fs::path>& searched,
                                      const ImageFolder& images, explain::Oracle& oracle);

}  // namespace isonomia::cli
