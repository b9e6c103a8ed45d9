// What the data say about how inputs can change.
#pragma once

#include <vector>

#include "explain/cells.hpp"
#include "explain/rows.hpp"

namespace isonomia::explain {

// One limit per input: numbers that are whole in all the rows change in whole numbers, and a change
// counts in standard deviations of the rows (1 where there is none).
[[nodiscard]] std::vector<Limit> limits_from(const std::vector<Row>& rows, std::size_t inputs);

}  // namespace isonomia::explain
