// The functions whose result is the evidence, found by name.
#pragma once

#include <string>
#include <vector>

#include "analyzer/worker/program.hpp"
#include "core/error.hpp"

namespace isonomia::analyzer {

// All functions of that name: 'score', 'Table::score', 'ns::Table::score' or a whole signature.
//   C0301 no such function   C0303 declared and called, but its body was not read
[[nodiscard]] Result<std::vector<Index>> find_entry(const Program& program,
                                                    const std::string& name);

// Functions that return a number and are named like one that decides: at most ten, by name.
[[nodiscard]] std::vector<std::string> entry_candidates(const Program& program);

}  // namespace isonomia::analyzer
