// Values of an input that occur, few enough to try each.
#pragma once

#include <cstddef>
#include <vector>

namespace isonomia::explain {

// The values ascending, each once; of more than `most` (at least 2), that many evenly spread by
// rank, the lowest and the highest among them. NaN, a missing value, is left out.
[[nodiscard]] std::vector<double> occurring(std::vector<double> values, std::size_t most);

}  // namespace isonomia::explain
