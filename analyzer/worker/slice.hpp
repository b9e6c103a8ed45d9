// The backward slice: everything that the result of the entry functions depends on, with the
// shortest way from each cell to the result. Distances weigh the kind of each step, so that a value
// that flows straight into the result stands before one that only picks an element.
#pragma once

#include <cstdint>
#include <vector>

#include "analyzer/worker/flow.hpp"

namespace isonomia::analyzer {

struct Slice {
    std::vector<Index> distance;     // by cell; none: no path found
    std::vector<Index> step;         // by cell: the edge that leads towards the result, or none
    std::vector<std::uint8_t> thin;  // by cell: 1 if reached by values alone, without conditions
    bool all_functions = false;      // no function is left out for its own sake
    [[nodiscard]] bool holds(Index cell) const { return cell != none && distance[cell] != none; }
};

[[nodiscard]] Slice backward_slice(const Flow& flow, const std::vector<Index>& results);

// The same the other way: what depends on `sources`. `step` is the edge that came from the source.
[[nodiscard]] Slice forward_slice(const Flow& flow, const std::vector<Index>& sources);

// What `slice` does not hold, at distance 0 and without steps.
[[nodiscard]] Slice elsewhere(const Slice& slice);

[[nodiscard]] Index weight(EdgeKind kind);        // of one step in a distance, 1 to 3
[[nodiscard]] bool carries_value(EdgeKind kind);  // the value itself, not a decision about it

// The edges from `cell` to the result, in order; empty for a result itself.
[[nodiscard]] std::vector<Index> path_from(const Flow& flow, const Slice& slice, Index cell);

}  // namespace isonomia::analyzer
