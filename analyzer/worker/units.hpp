// Units that names tell: 'width_mm', 'age_months', 'share_percent'.
#pragma once

#include <string_view>

#include "analyzer/worker/facts.hpp"

namespace isonomia::analyzer {

struct UnitWord {
    std::string_view word;
    std::string_view kind;  // length, time, …
    std::string_view unit;  // words of the same unit share it
};

// The unit at the end of the name of a cell, or null where the name tells none. Literals and
// conditions have none; a name that is nothing but a unit counts for parameters alone.
[[nodiscard]] const UnitWord* unit_of(const Cell& cell);

}  // namespace isonomia::analyzer
