// Reads the units of a program side by side, each in a process of its own: a unit that crashes
// Clang, loops or eats memory ends alone and is a counted gap. The order of the results is that of
// the jobs, whatever ends first.
#pragma once

#include <functional>
#include <vector>

#include "analyzer/request.hpp"
#include "analyzer/worker/facts_io.hpp"
#include "analyzer/worker/frontend.hpp"

namespace isonomia::analyzer {

using UnitReader = std::function<ReadUnit(const ParseJob& job)>;

// What the n-th job gave. A job whose process ended badly comes back with `read` false and the
// reason as its first error.
[[nodiscard]] std::vector<ReadUnit> read_side_by_side(const std::vector<ParseJob>& jobs,
                                                      const WorkerLimits& limits,
                                                      const UnitReader& reader);

}  // namespace isonomia::analyzer
