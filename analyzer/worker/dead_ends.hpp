// Functions that never come back to their caller although nobody declared it: every way through
// them ends the program, throws, or goes round for ever. What stands after their calls runs only
// where the call was not made, so the condition before it decides about that too.
#pragma once

#include "analyzer/worker/program.hpp"

namespace isonomia::analyzer {

// Ends the blocks that make such calls, in whatever unit the function stands, and finds anew what
// decides in the functions concerned. A call that an overriding function may answer is left alone,
// and so is one whose function is defined in several ways of which one comes back.
void end_at_dead_ends(Program& program);

}  // namespace isonomia::analyzer
