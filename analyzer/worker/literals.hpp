// The ledger of values: every literal on which a result depends, and how.
#pragma once

#include <string>
#include <vector>

#include "analyzer/worker/check.hpp"

namespace isonomia::analyzer {

struct LiteralUse {
    Index cell = none;      // name, place, macro and function of the literal are those of the cell
    Index distance = 0;     // to the result
    bool thin = false;      // as a value, not only through conditions
    bool compared = false;  // it, or a name that only passes it on, is compared on the slice
    bool is_default = false;  // default argument or default member initialiser
    std::string named;        // the constant that it initialises, if that is all it does
};

// Those that are compared first, then numbers, then text; within these the nearest first.
[[nodiscard]] std::vector<LiteralUse> literals_on_slice(const Review& review);

}  // namespace isonomia::analyzer
