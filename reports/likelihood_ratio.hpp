// A likelihood ratio that somebody put forward: the number, both propositions, and its words with
// the edition of their scale; never the words alone.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reports/families.hpp"

namespace isonomia::reports {

// What the data set counts as its outcome: the first proposition is that this is so. "" where no
// column of it is one.
[[nodiscard]] std::string first_proposition(const Record& record, const Measurement& measurement);

// Nothing for figures that place no ratio of this case. What all known ratios bear out comes before
// what those of each group do.
[[nodiscard]] std::vector<Block> ratio_blocks(const Record& record, const Family& family);

// How to read the ratio of this case, for the first page; nothing where none is on record.
[[nodiscard]] std::optional<Callout> ratio_note(const Record& record);

}  // namespace isonomia::reports
