// What the condition asks under which a loop goes on to its next element.
#pragma once

#include <string>

#include "analyzer/worker/check.hpp"

namespace isonomia::analyzer {

// Every comparison of sizes asks for a position (a counter of a loop around `node`, or what is
// computed from counters and numbers alone), not for the value of an element.
[[nodiscard]] bool asks_position(const Review& review, const Function& function, Index node,
                                 Index condition);

// Two elements of one kind are compared with each other, without a fixed share: their order or
// neighbourhood is asked for.
[[nodiscard]] bool asks_neighbours(const Review& review, const Function& function, Index condition);

// The condition sets a value of the element of `loop` against a limit: a number other than the
// smallest, a share, something named as a limit, or of fractional numbers anything that stays the
// same from round to round; directly, or by way of a truth value or a function that asks so of what
// it is given, and tells nobody. Not a sign, the best so far, or a state. `loop` is 0 for a
// function that is called once for each element.
[[nodiscard]] bool asks_limit(const Review& review, const Function& function, Index loop,
                              Index condition);

// The condition asks whether a step that fills in a local value succeeded.
[[nodiscard]] bool asks_success(const Review& review, const Function& function, Index condition);

// The condition in words, the same wherever the rule is written.
[[nodiscard]] std::string words_of(const Review& review, const Function& function, Index condition);

}  // namespace isonomia::analyzer
