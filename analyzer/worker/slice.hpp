// The backward slice: everything that the result of the entry functions depends on, with the
// shortest way from each cell to the result. Distances weigh the kind of each step, so that a value
// that flows straight into the result stands before one that only picks an element.
#pragma once

#include <vector>

#include "analyzer/worker/flow.hpp"

namespace isonomia::analyzer {

struct Slice {
    std::vector<Index> distance;  // by cell; none: no path found
    std::vector<Index> step;      // by cell: the edge that leads towards the result, or none
    std::vector<bool> thin;       // by cell: reached by values alone, without conditions

    [[nodiscard]] bool holds(Index cell) const { return cell != none && distance[cell] != none; }
};

[[nodiscard]] Slice backward_slice(const Flow& flow, const std::vector<Index>& results);

// The edges from `cell` to the result, in order; empty for a result itself.
[[nodiscard]] std::vector<Index> path_from(const Flow& flow, const Slice& slice, Index cell);

}  // namespace isonomia::analyzer
