// An explanation on a terminal.
#pragma once

#include <string>
#include <vector>

#include "cli/context.hpp"
#include "core/measurement.hpp"

namespace isonomia::cli {

[[nodiscard]] std::string explanation_text(const std::string& asked,
                                           const std::vector<Measurement>& measurements,
                                           const TerminalFacts& terminal);

}  // namespace isonomia::cli
