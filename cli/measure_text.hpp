// Measurements as a person reads them in a terminal.
#pragma once

#include <string>
#include <vector>

#include "cli/context.hpp"
#include "core/measurement.hpp"

namespace isonomia::cli {

// Figure by figure a line per group: value, counts, interval, adjusted p; what was not found beside
// what could have been; what the figure does not show. Curves are named with their length.
[[nodiscard]] std::string measurements_text(const std::vector<Measurement>& measurements,
                                            const TerminalFacts& terminal);

}  // namespace isonomia::cli
