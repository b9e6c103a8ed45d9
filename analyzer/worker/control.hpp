// Which blocks of a control-flow graph decide whether a block runs.
#pragma once

#include "analyzer/worker/facts.hpp"

namespace isonomia::analyzer {

// Fills in `controlled_by` of the function's blocks from their `next`: the blocks at whose end it
// is decided whether a block runs, sorted. All that decide directly; of those that decide about
// these in turn the nearest, up to 64 in all, as the rest is found by way of them. A loop decides
// about itself. Of an endless loop one block counts as a way out, or nothing in it would decide
// about anything. Source: control dependence of Ferrante, Ottenstein and Warren 1987;
// postdominators as in Cooper, Harvey and Kennedy 2001.
void decide(Function& function);

}  // namespace isonomia::analyzer
