// A likelihood ratio that somebody put forward: the number, both propositions, and its words with
// the edition of their scale; never the words alone.
#pragma once

#include <vector>

#include "reports/families.hpp"

namespace isonomia::reports {

// Nothing for figures that place no ratio of this case. What all known ratios bear out comes before
// what those of each group do.
[[nodiscard]] std::vector<Block> ratio_blocks(const Record& record, const Family& family);

}  // namespace isonomia::reports
