// Cuts a delimited table into blocks of whole rows, without parsing it.
//
// In a table that is written as stats/table.hpp asks, a line end is the end of a row where the
// number of quotes before it is even: quotes stand only at both ends of a field, and twice within.
// Behind a quote that breaks the rule this may be wrong; but the row with that quote is in the same
// block, and whoever reads the block stops there.
#pragma once

#include <string_view>
#include <vector>

#include "stats/table.hpp"

namespace isonomia::stats {

struct TableBlock {
    std::string_view text;    // ends with a row's end, or with the table; empty: there is no more
    bool unfinished = false;  // the beginning of one row that has more than row_bytes_max bytes
};

class BlockCutter {
public:
    BlockCutter(const ByteSource& source, const TableOptions& options)
        : source_(source), options_(options) {}

    // The next block: about chunk_bytes, and as many more as it takes to end a row. It lies in
    // `space`. Blocks do not depend on how many bytes the source gives at a time.
    [[nodiscard]] Result<TableBlock> next(std::vector<char>& space);

    [[nodiscard]] bool ended() const { return ended_; }  // the last block was given
    [[nodiscard]] std::uint64_t bytes() const { return bytes_; }

private:
    // Reads chunk_bytes behind the first `size` bytes, fewer at the end of the table.
    Status fill(std::vector<char>& space, std::size_t& size);

    const ByteSource& source_;
    const TableOptions& options_;
    std::vector<char> begun_;  // of the row after the last block
    bool ended_ = false;
    std::uint64_t bytes_ = 0;
};

}  // namespace isonomia::stats
