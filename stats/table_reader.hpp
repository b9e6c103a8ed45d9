// Parses blocks of whole rows, in the order of the table. For the readers of tables only.
#pragma once

#include <array>

#include "stats/block_cutter.hpp"
#include "stats/byte_search.hpp"
#include "stats/table.hpp"

namespace isonomia::stats {

class TableReader {
public:
    TableReader(const std::string& name, const TableOptions& options, TableVisitor& visitor)
        : name_(name), options_(options), visitor_(visitor), delimiters_(options.separator, '\n') {
        row_.file_ = &name_;
    }
    // Of rows further on: from that line, in a table of so many columns.
    TableReader(const std::string& name, const TableOptions& options, TableVisitor& visitor,
                std::size_t line, std::uint64_t columns)
        : TableReader(name, options, visitor) {
        line_ = line;
        facts_.columns = columns;
        begun_ = header_read_ = true;
    }

    Status read(const TableBlock& block);
    // When there is no more: T0001 without a header.
    Status close() const;

    [[nodiscard]] bool header_read() const { return header_read_; }
    [[nodiscard]] std::size_t line() const { return line_; }  // of the next row
    [[nodiscard]] const TableFacts& facts() const { return facts_; }

private:
    // Bytes that are rare in tables. The next place of each is remembered, so that a row without
    // them costs one comparison.
    enum Rare : std::size_t { quote, carriage_return, nul, not_ascii, rare_count };
    [[nodiscard]] const char* next(Rare kind) {
        const char* const known = next_[kind];
        return known != nullptr && known >= at_ ? known : look_for(kind);
    }
    [[nodiscard]] const char* look_for(Rare kind);

    Status skip_byte_order_mark();
    Status read_row();
    Status read_plain();
    Status read_quoted();
    Status take_quoted_field(const char*& at);
    Status take_bare_field(const char*& at);
    Status finish_row(const char* row_end, const char* behind);
    Status check_bytes(const char* row_end);
    Status check_fields();
    Status deliver();
    Status check_header();

    void start_row();
    [[nodiscard]] Location location(const char* at) const;
    [[nodiscard]] Error too_long() const;
    // An error at `at`, unless the row is too long before that.
    [[nodiscard]] tl::unexpected<Error> refused(const char* code, const char* message,
                                                const char* at, const char* hint) const;

    const std::string& name_;
    const TableOptions& options_;
    TableVisitor& visitor_;

    const char* at_ = nullptr;                    // where the next row begins
    const char* end_ = nullptr;                   // of the block
    bool unfinished_ = false;                     // the block ends within a row
    std::array<const char*, rare_count> next_{};  // nullptr: not known
    EitherByte delimiters_;                       // separators and line ends of plain rows
    bool delimiters_started_ = false;

    TableRow row_;
    std::string unescaped_;  // values of quoted fields that hold '""'
    std::size_t line_ = 1;   // of at_
    bool begun_ = false;
    bool header_read_ = false;
    TableFacts facts_;
};

}  // namespace isonomia::stats
