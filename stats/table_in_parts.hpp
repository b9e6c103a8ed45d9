// Reads a delimited table with several threads: each parses blocks of rows into parts of its own,
// and the parts are added up in the order of the table.
//
// Results, errors and their places are those of reading row by row, at any number of threads: a
// block in which anything is wrong is read again, row by row, when all rows before it are in. In
// memory are a few blocks and their parts, however long the table is.
#pragma once

#include <memory>

#include "stats/table.hpp"

namespace isonomia::stats {

// A visitor that can also be given many rows at once.
class DividedVisitor : public TableVisitor {
public:
    // One for rows further on in the same table, to be absorbed. Called by several threads while
    // rows are absorbed, so it uses only what header() left behind.
    [[nodiscard]] virtual std::unique_ptr<DividedVisitor> part() const = 0;

    // Takes the rows of a part of its own, which come right after those that it has. False, and no
    // row is taken, where they would pass a limit.
    [[nodiscard]] virtual bool absorb(DividedVisitor& part) = 0;
};

// As read_table.
[[nodiscard]] Result<TableFacts> read_table_in_parts(const ByteSource& source,
                                                     const std::string& name,
                                                     const TableOptions& options,
                                                     DividedVisitor& whole);

}  // namespace isonomia::stats
