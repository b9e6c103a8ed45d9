// The state of one pass over a delimited table. For table.cpp only.
#pragma once

#include <array>
#include <optional>

#include "stats/table.hpp"

namespace isonomia::stats {

class TableReader {
public:
    TableReader(const ByteSource& source, const std::string& name, const TableOptions& options,
                TableVisitor& visitor)
        : source_(source), name_(name), options_(options), visitor_(visitor) {
        row_.file_ = &name_;
    }

    [[nodiscard]] Result<TableFacts> run();

private:
    enum class Progress { row, empty_line, more_needed, end };

    // Bytes that are rare in tables. The next place of each is remembered, so that a row without
    // them costs one comparison.
    enum Rare : std::size_t { quote, carriage_return, nul, not_ascii, rare_count };
    [[nodiscard]] const char* next(Rare kind);

    Status skip_byte_order_mark();
    Status refill();
    [[nodiscard]] Result<Progress> read_row();
    [[nodiscard]] Result<Progress> read_plain(const char* line_end);
    [[nodiscard]] Result<Progress> read_quoted();
    [[nodiscard]] Result<Progress> take_quoted_field(const char*& at);
    [[nodiscard]] Result<Progress> take_bare_field(const char*& at);
    Status check_bytes(const char* end);
    Status check_fields();
    Status deliver();
    Status check_header();

    void start_row();
    void add_field(const char* start, std::string_view value);
    [[nodiscard]] const char* position() const { return buffer_.data() + begin_; }
    [[nodiscard]] const char* data_end() const { return buffer_.data() + end_; }
    [[nodiscard]] Location location(const char* at) const;

    const ByteSource& source_;
    const std::string& name_;
    const TableOptions& options_;
    TableVisitor& visitor_;

    std::vector<char> buffer_;
    std::size_t begin_ = 0;  // of the next row in the buffer
    std::size_t end_ = 0;    // of the data in the buffer
    bool source_ended_ = false;
    std::array<const char*, rare_count> next_{};  // nullptr: not known

    TableRow row_;
    std::string unescaped_;  // values of quoted fields that hold '""'
    std::size_t line_ = 1;   // of position()
    bool header_read_ = false;
    TableFacts facts_;
};

}  // namespace isonomia::stats
