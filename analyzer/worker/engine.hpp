// The review itself, from request to answer; runs in the worker program.
#pragma once

#include "analyzer/request.hpp"
#include "core/files.hpp"

namespace isonomia::analyzer {

// Problems are part of the answer. The same request on the same files gives the same answer.
[[nodiscard]] WorkerAnswer answer(const WorkerRequest& request, Files& files);

}  // namespace isonomia::analyzer
