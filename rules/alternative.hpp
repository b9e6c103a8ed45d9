// What would change an outcome: for each other verdict a smallest set of tests that would have to
// come out otherwise. Read off the outcome's own tree of tests, so that a recorded outcome tells it
// as well as a new one.
#pragma once

#include <vector>

#include "core/outcome.hpp"

namespace isonomia::rules {

// That a test is established to be so, or not to be so. `test` is its place in Outcome::tests.
struct Condition {
    std::size_t test = 0;
    bool holds = true;
};

struct Alternative {
    Verdict to = Verdict::met;  // met stands for assessed, too
    std::string exception;      // title of the one that would apply, for excepted
    std::vector<Condition> conditions;
};

// In the order met, not met, excepted, not applicable; only verdicts that can be reached from here
// and that the outcome does not have. None where the rule was not evaluated, or failed; none that
// takes two different tests of one fact to come out otherwise, and no exception of a rule that has
// more than 20.
[[nodiscard]] std::vector<Alternative> alternatives_of(const Outcome& outcome);

}  // namespace isonomia::rules
