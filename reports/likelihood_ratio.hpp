// A likelihood ratio that somebody put forward: the number, both propositions, and its words with
// the edition of their scale; never the words alone.
#pragma once

#include <vector>

#include "reports/record.hpp"

namespace isonomia::reports {

// Nothing for a measurement that places no ratio of this case.
[[nodiscard]] std::vector<Block> ratio_blocks(const Record& record,
                                              const Recorded<Measurement>& recorded);

}  // namespace isonomia::reports
