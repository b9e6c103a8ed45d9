// What a write changes: the cells behind its target, and what pointers and iterators point into.
#pragma once

#include <set>
#include <vector>

#include "analyzer/worker/program.hpp"

namespace isonomia::analyzer {

// Adds the cells that change when `node` is assigned to; the first is the innermost.
void add_targets(const Function& function, Index node, std::vector<Index>& cells);

// The node of the array, container or variable into which the pointer or iterator `value` points:
// `&x`, `v.begin() + 1`, `m.find(k)`, `std::back_inserter(v)`, an array by its name; none for
// others, and where nothing can be written.
[[nodiscard]] Index pointed_into(const Program& program, const Function& function, Index value);

// The cells that are written through as a pointer or iterator, or handed to a call that may.
[[nodiscard]] std::set<Index> written_through(const Program& program, const Function& function);

// A function of the standard library that may write where the iterators that it is given point.
[[nodiscard]] bool may_write_range(const Callee& callee);

}  // namespace isonomia::analyzer
