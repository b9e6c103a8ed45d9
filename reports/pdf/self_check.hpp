// Reads a finished PDF again and looks for every clause that reports claim: PDF/A-3a (ISO 19005-3)
// and PDF/UA-1 (ISO 14289-1), as far as a program can see. Needs no other software; veraPDF is the
// outside witness (tests/peers/pdf).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"

namespace isonomia::reports::pdf {

// One line per broken clause: 'PDF/UA-1 7.3: a figure has no alternative text'. Bytes that are no
// PDF give one line. At most 50.
[[nodiscard]] std::vector<std::string> broken_clauses(std::string_view file);

// D0205 with the clauses.
[[nodiscard]] Status self_check(std::string_view file);

}  // namespace isonomia::reports::pdf
