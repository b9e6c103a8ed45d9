// The functions whose result is the evidence, found by name.
#pragma once

#include <string>
#include <vector>

#include "analyzer/request.hpp"
#include "analyzer/worker/program.hpp"
#include "core/error.hpp"

namespace isonomia::analyzer {

// All functions of that name: 'score', 'Table::score', 'ns::Table::score' or a whole signature.
//   C0301 no such function   C0303 declared and called, but its body was not read
[[nodiscard]] Result<std::vector<Index>> find_entry(const Program& program,
                                                    const std::string& name);

// Functions that could be the entry, the likeliest first: what counts is a name like 'score', a
// number as result, being visible outside, being called by nobody else, and not being a test.
[[nodiscard]] std::vector<Candidate> entry_candidates(const Program& program);

// The first ten of them, for a note.
[[nodiscard]] std::string candidates_note(const Program& program);

}  // namespace isonomia::analyzer
