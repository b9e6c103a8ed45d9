// Which functions of the source the templates of the library call back: comparisons, hashes,
// functors and operators of the source's own types. Includes Clang.
#pragma once

#include "analyzer/worker/naming.hpp"

namespace isonomia::analyzer {

// Sets Callee::calls_back of all callees of the unit, once everything is instantiated and lowered.
// What is called through a virtual function or a pointer of the library is not seen.
void find_callbacks(Naming& naming);

}  // namespace isonomia::analyzer
