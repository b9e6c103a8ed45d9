// What was done to get what is missing, as far as it is on record.
#pragma once

#include <vector>

#include "reports/record.hpp"

namespace isonomia::reports {

// The file name of the letter to this holder, without its extension.
[[nodiscard]] std::string letter_name(const std::string& holder);

// Letters issued to the holder ('isonomia report --letters --issue'), then acts of the matter that
// carry the parameter 'asks-for' with the fact's name (names apart by blanks), in their order.
[[nodiscard]] std::vector<Statement> steps_for(const Record& record, const Gap& gap);

}  // namespace isonomia::reports
