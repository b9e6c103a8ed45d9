// Which blocks of a control-flow graph decide whether a block runs. Includes Clang.
#pragma once

#include <vector>

#include "analyzer/worker/facts.hpp"

namespace clang {
class CFG;
}

namespace isonomia::analyzer {

// By block: the blocks at whose end it is decided, sorted. All that decide directly; of those that
// decide about these in turn the nearest, up to 64 in all, as the rest is found by way of them.
// A loop decides about itself. Source: control dependence of Ferrante, Ottenstein and Warren 1987.
[[nodiscard]] std::vector<std::vector<Index>> deciding_blocks(clang::CFG& graph);

}  // namespace isonomia::analyzer
