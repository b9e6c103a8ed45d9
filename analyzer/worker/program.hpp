// The facts of all units, merged by key. The order in which units are added doesn't matter.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "analyzer/worker/facts.hpp"

namespace isonomia::analyzer {

struct Program {
    std::vector<std::string> files;   // sorted
    std::vector<Cell> cells;          // sorted by key
    std::vector<Callee> callees;      // sorted by key
    std::vector<Function> functions;  // sorted by key
    std::vector<Remark> remarks;      // sorted, without repetition

    [[nodiscard]] Index function_of(Index callee) const { return bodies[callee]; }
    [[nodiscard]] const Function* body_of(Index callee) const {
        return callee == none || bodies[callee] == none ? nullptr : &functions[bodies[callee]];
    }

    std::vector<Index> bodies;  // by callee: its function, or none where no body was read
    // By callee: all functions that override it, over any number of bases.
    std::map<Index, std::vector<Index>> overriders;
    // By callee: those of the source that the library calls back from it.
    std::map<Index, std::vector<Index>> callbacks;
};

// The functions whose result a call has: its own; where that was not read, those that override it.
[[nodiscard]] std::span<const Index> bodies_called(const Program& program, Index callee);

// The callee of that key, or none.
[[nodiscard]] Index callee_named(const Program& program, const std::string& key);

// A `main` was read: no program around it adds settings or output that nobody here sees.
[[nodiscard]] bool is_whole(const Program& program);

// The callees of the source that the library calls back from it.
[[nodiscard]] std::span<const Index> called_back(const Program& program, Index callee);

// Where units disagree on a definition of the same key, each stays; the first is the callee's body.
[[nodiscard]] Program merge(std::vector<Unit> units);

}  // namespace isonomia::analyzer
