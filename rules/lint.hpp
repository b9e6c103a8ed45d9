// What is wrong with a pack, or missing from it, in full: for its author.
#pragma once

#include <string>
#include <vector>

#include "rules/pack.hpp"

namespace isonomia::rules {

struct LintOptions {
    fs::path instruments;  // folder with one file per instrument
    fs::path fixtures;     // folder with one file per rule; "" does not look for fixtures
    std::vector<std::string> metrics;  // ids of the known metrics; empty does not look
};

// Diagnostics with location, sorted by line; none means clean. Beside those of check_pack(): R0101
// missing translation, R0102 missing citation, R0103 missing request or remedy, R0104 missing
// fixture (once for a pack that has none), R0105 unknown metric, R0106 a leaf that is always true
// or always false, R0107 a declaration that no rule uses, R0108 an authority that nobody confirmed
// stands alone. A file that cannot be read at all is the only diagnostic.
[[nodiscard]] std::vector<Error> lint_pack(Files& files, const fs::path& path,
                                           const LintOptions& options);

}  // namespace isonomia::rules
