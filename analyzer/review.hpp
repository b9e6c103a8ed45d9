// The review of source code, as the rest of the program sees it: a request in, findings out. Clang
// runs in a program of its own (isonomia-review), because hostile source must not share a process
// with keys.
#pragma once

#include <string>
#include <vector>

#include "analyzer/request.hpp"
#include "core/error.hpp"
#include "core/files.hpp"
#include "core/finding.hpp"

namespace isonomia::analyzer {

struct ReviewRequest {
    SourceTree source;       // its entries name the functions whose result is the evidence
    fs::path source_folder;  // absolute
    fs::path build_folder;   // absolute; holds compile_commands.json
    fs::path worker;         // the program isonomia-review
    WorkerLimits limits;
    // What is asked beside that: task, only, why, from, attributes, withhold_excerpts, slice,
    // appendix and cache_folder. The other members are set from those above.
    WorkerRequest questions;
};

// Findings: faults looked for first, then inventories; the most important first.
using ReviewResult = WorkerAnswer;

// The same source gives the same result, byte for byte.
// Errors: C0101 to C0105 of the compile database and the folders, C0301 to C0303 of the entry
// functions, C0201 the worker program did not end well, C0202 its answer cannot be used; F0101 to
// F0103 of running it.
[[nodiscard]] Result<ReviewResult> review(const ReviewRequest& request);

// The answer of a worker, taken as hostile input. C0202 when it is not one.
[[nodiscard]] Result<ReviewResult> read_answer(std::string_view text, const WorkerLimits& limits);

}  // namespace isonomia::analyzer
