// Reads delimited tables (CSV, TSV) row by row, in memory that does not grow with the file.
//
// The format is RFC 4180, read strictly, with what real files bring:
//   - a byte order mark is skipped; lines end with LF or CRLF; the last line needs no end;
//   - a field that starts with '"' runs to the closing '"', may hold separators and line ends, and
//     writes '"' as '""'. A quote anywhere else is an error, also in TSV;
//   - the first line that is not empty is the header. Names are taken as they stand, and must
//   differ;
//   - every row has as many fields as the header. Empty lines are no rows: they are counted, not
//     read. In a table of one column, an empty value must therefore be written '""'.
// Nothing is trimmed or converted; text must be UTF-8 without NUL.
//
// Errors, all with line and column: T0001 no header, T0002 two columns of one name, T0003 a row of
// another length, T0004 a quote never closed, T0005 a quote inside or text after a quoted field,
// T0006 NUL, T0007 not UTF-8, T0008 a field, row or header beyond the limits, T0009 a carriage
// return inside a line; F0001 the file cannot be read.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"

namespace isonomia::stats {

struct TableOptions {
    char separator = ',';
    std::size_t field_bytes_max = std::size_t{1} << 20U;
    std::size_t row_bytes_max = std::size_t{16} << 20U;
    std::size_t columns_max = 16384;
    std::size_t chunk_bytes = std::size_t{1} << 20U;  // read at a time
    unsigned threads = 0;  // of read_table_in_parts: 0 as many as processors, up to 16
};

// ',' unless the name ends in .tsv or .tab.
[[nodiscard]] char separator_for(std::string_view file_name);

// One row; the views hold until the next row is read.
class TableRow {
public:
    [[nodiscard]] std::size_t size() const { return fields_.size(); }
    [[nodiscard]] std::string_view operator[](std::size_t i) const { return fields_[i]; }
    [[nodiscard]] std::span<const std::string_view> fields() const { return fields_; }
    [[nodiscard]] Location location(
        std::size_t field) const;  // where it starts, its quote included

private:
    friend class TableReader;
    std::vector<std::string_view> fields_;
    std::vector<const char*> starts_;
    const char* begin_ = nullptr;
    std::size_t line_ = 0;
    const std::string* file_ = nullptr;
};

class TableVisitor {
public:
    virtual ~TableVisitor() = default;
    virtual Status header(const TableRow& names) = 0;
    virtual Status row(const TableRow& row) = 0;  // an error stops the reading
};

struct TableFacts {
    std::uint64_t rows = 0;  // without the header
    std::uint64_t columns = 0;
    std::uint64_t empty_lines = 0;
    std::uint64_t bytes = 0;
};

// Fills the span from its front; 0 bytes mean the end.
using ByteSource = std::function<Result<std::size_t>(std::span<char>)>;

// A file's bytes from its beginning. F0001, at once or while reading.
[[nodiscard]] Result<ByteSource> file_source(const std::filesystem::path& path,
                                             const std::string& name);

// `name` stands for the table in errors.
[[nodiscard]] Result<TableFacts> read_table(const ByteSource& source, const std::string& name,
                                            const TableOptions& options, TableVisitor& visitor);
[[nodiscard]] Result<TableFacts> read_table(const std::filesystem::path& path,
                                            const std::string& name, const TableOptions& options,
                                            TableVisitor& visitor);

}  // namespace isonomia::stats
