// What is wrong with a pack, or missing from it, in full: for its author.
#pragma once

#include <string>
#include <vector>

#include "rules/pack.hpp"

namespace isonomia::rules {

struct LintOptions {
    fs::path instruments;  // folder with one file per instrument
    fs::path fixtures;     // folder with one file per rule; "" does not look for fixtures
    std::vector<std::string> fixture_files;  // the files in it, without '.xml'
    std::string today;                 // YYYY-MM-DD: nothing was signed later; "" does not look
    std::vector<std::string> metrics;  // ids of the known metrics; empty does not look
};

// Diagnostics with location, sorted by line; none means clean. Beside those of check_pack(): R0101
// missing translation, R0102 missing citation, R0103 missing request or remedy, R0104 missing
// fixture (once for a pack that has none) or one of the cases that each rule needs, R0105 unknown
// metric, R0106 a leaf that is always true or always false, R0107 a declaration that no rule uses,
// R0108 an authority that nobody confirmed stands alone, R0110 a rule older than its authorities,
// R0111 a test beside its negation, R0113 a fixture file of no rule; and the first fault of each
// fixture file that cannot be read. Of a pack that cannot be read, the faults of its elements are
// all that is said.
[[nodiscard]] std::vector<Error> lint_pack(Files& files, const fs::path& path,
                                           const LintOptions& options);

}  // namespace isonomia::rules
