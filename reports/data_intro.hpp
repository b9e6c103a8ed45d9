// What has to be said of a data set before its figures: who was measured, by whose labels, and what
// counted as yes.
#pragma once

#include "reports/record.hpp"

namespace isonomia::reports {

void dataset_intro(std::vector<Block>& blocks, const Record& record,
                   const Recorded<Dataset>& recorded, const std::string& anchor);

}  // namespace isonomia::reports
