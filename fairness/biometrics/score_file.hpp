// Score files without a header, as recognition toolkits write them: columns apart by blanks.
#pragma once

#include "core/dataset.hpp"
#include "core/error.hpp"
#include "stats/table.hpp"

namespace isonomia::fairness {

// The same bytes as a table with a header and single blanks between fields: runs of blanks and tabs
// become one, those at the end of a line go. Lines move down by one; see corrected().
[[nodiscard]] stats::ByteSource with_header(const stats::ByteSource& source, ScoreLayout layout);

// The columns of the layout with their roles.
[[nodiscard]] std::vector<Column> columns_of(ScoreLayout layout);

// An error's place as the file itself counts lines.
[[nodiscard]] Error corrected(Error error);

}  // namespace isonomia::fairness
