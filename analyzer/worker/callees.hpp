// The declaration of a function whose body was read.
#pragma once

#include <algorithm>

#include "analyzer/worker/program.hpp"

namespace isonomia::analyzer {

// nullptr for initial values, which nobody calls.
[[nodiscard]] inline const Callee* callee_of(const Program& program, const Function& function) {
    const auto found = std::lower_bound(
        program.callees.begin(), program.callees.end(), function.key,
        [](const Callee& callee, const std::string& key) { return callee.key < key; });
    return found != program.callees.end() && found->key == function.key ? &*found : nullptr;
}

}  // namespace isonomia::analyzer
