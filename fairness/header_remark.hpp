// What ails a table in which a column is not found.
#pragma once

#include <string>
#include <vector>

namespace isonomia::fairness {

// Blanks around names, another separator; "" where nothing of the kind is seen. `known`: the names
// in the header.
[[nodiscard]] std::string header_remark(const std::string& wanted,
                                        const std::vector<std::string>& known);

}  // namespace isonomia::fairness
