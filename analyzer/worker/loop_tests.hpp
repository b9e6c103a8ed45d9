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

// The condition in words, the same wherever the rule is written.
[[nodiscard]] std::string words_of(const Review& review, const Function& function, Index condition);

}  // namespace isonomia::analyzer
