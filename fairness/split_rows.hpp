// Two halves of the rows: one to search in, one to measure what was found.
#pragma once

#include "core/dataset.hpp"
#include "fairness/sample.hpp"
#include "stats/philox.hpp"

namespace isonomia::fairness {

// Rows with both labels; each goes to either half with probability 1/2, where persons repeat with
// all of its person's rows. Groups without rows in a half stay in its cube, with zeros. Not for
// weighted rows.
struct Halves {
    Cube search;
    Slice held;
};
[[nodiscard]] Halves split_rows(const Slice& slice, stats::RandomStream& random);

// The slice as two groups, 'inside' and 'outside' of the attribute 'subgroup': whether a row has
// all these values.
[[nodiscard]] Slice inside_and_outside(const Slice& slice, const std::vector<GroupValue>& subgroup);

}  // namespace isonomia::fairness
