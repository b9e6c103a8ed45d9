#include "stats/table.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <unordered_map>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "core/text.hpp"
#include "stats/table_reader.hpp"

namespace isonomia::stats {

namespace {

const char* find_byte(const char* from, const char* to, char byte) {
    if (from == to) return to;
    const void* found = std::memchr(from, byte, static_cast<std::size_t>(to - from));
    return found == nullptr ? to : static_cast<const char*>(found);
}

const char* find_not_ascii(const char* from, const char* to) {
    constexpr std::uint64_t high_bits = 0x8080808080808080ULL;
    for (; to - from >= 8; from += 8) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, from, sizeof eight);
        if ((eight & high_bits) != 0) break;
    }
    while (from != to && static_cast<unsigned char>(*from) < 0x80)
        ++from;
    return from;
}

std::string_view between(const char* from, const char* to) {
    return {from, static_cast<std::size_t>(to - from)};
}

// Line and column of `at`, counted from `begin`, which is the start of `line`.
Location locate(const std::string& file, const char* begin, std::size_t line, const char* at) {
    const auto breaks = std::count(begin, at, '\n');
    const char* line_start = at;
    while (line_start != begin && line_start[-1] != '\n')
        --line_start;
    return {file, line + static_cast<std::size_t>(breaks),
            static_cast<std::size_t>(at - line_start) + 1};
}

}  // namespace

char separator_for(std::string_view file_name) {
    return file_name.ends_with(".tsv") || file_name.ends_with(".tab") ? '\t' : ',';
}

Location TableRow::location(std::size_t field) const {
    return locate(*file_, begin_, line_, starts_[field]);
}

Location TableReader::location(const char* at) const {
    return locate(name_, position(), line_, at);
}

const char* TableReader::next(Rare kind) {
    constexpr std::array<char, rare_count> bytes{'"', '\r', '\0', 0};
    const char*& known = next_[kind];
    if (known == nullptr || known < position()) {
        known = kind == not_ascii ? find_not_ascii(position(), data_end())
                                  : find_byte(position(), data_end(), bytes[kind]);
    }
    return known;
}

// Reads on behind the data; the unfinished row moves to the front.
Status TableReader::refill() {
    if (begin_ > 0) {
        std::copy(position(), data_end(), buffer_.data());
        end_ -= begin_;
        begin_ = 0;
    }
    if (end_ > options_.row_bytes_max)
        return fail(input_error("T0008",
                                fmt::format("a row has more than {} bytes", options_.row_bytes_max))
                        .at({name_, line_, 1})
                        .hinted("look for a missing line end or closing quote"));
    if (buffer_.size() < end_ + options_.chunk_bytes)
        buffer_.resize(std::max(buffer_.size() * 2, end_ + options_.chunk_bytes));
    const auto read = source_({buffer_.data() + end_, buffer_.size() - end_});
    if (!read) return fail(read.error());
    end_ += *read;
    facts_.bytes += *read;
    source_ended_ = *read == 0;
    next_.fill(nullptr);
    return {};
}

Status TableReader::skip_byte_order_mark() {
    while (end_ < 3 && !source_ended_)
        if (auto status = refill(); !status) return status;
    const auto head = between(position(), data_end());
    if (head.starts_with("\xEF\xBB\xBF")) begin_ += 3;
    if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF"))
        return fail(
            input_error("T0007", "the file is UTF-16, not UTF-8")
                .at({name_, 1, 1})
                .hinted(
                    "keep the file as you got it; take in a copy converted to UTF-8 as a further "
                    "exhibit, and say so in an activity"));
    return {};
}

void TableReader::start_row() {
    row_.fields_.clear();
    row_.starts_.clear();
    row_.begin_ = position();
    row_.line_ = line_;
    unescaped_.clear();
}

void TableReader::add_field(const char* start, std::string_view value) {
    row_.fields_.push_back(value);
    row_.starts_.push_back(start);
}

Result<TableReader::Progress> TableReader::read_row() {
    if (begin_ == end_) return source_ended_ ? Progress::end : Progress::more_needed;
    const char* line_end = find_byte(position(), data_end(), '\n');
    if (next(quote) < line_end) return read_quoted();
    if (line_end == data_end() && !source_ended_) return Progress::more_needed;
    return read_plain(line_end);
}

Result<TableReader::Progress> TableReader::read_plain(const char* line_end) {
    const char* at = position();
    const char* end = line_end;
    if (end != at && end[-1] == '\r') --end;
    if (next(carriage_return) < end)
        return fail(input_error("T0009", "a carriage return stands inside a line")
                        .at(location(next(carriage_return)))
                        .hinted("lines must end with LF or CRLF; quote a field that holds one"));
    if (auto status = check_bytes(end); !status) return fail(status.error());
    start_row();
    const char* const behind = line_end == data_end() ? line_end : line_end + 1;
    const bool empty = at == end;
    while (!empty) {
        const char* field_end = find_byte(at, end, options_.separator);
        add_field(at, between(at, field_end));
        if (field_end == end) break;
        at = field_end + 1;
    }
    if (!empty)
        if (auto status = deliver(); !status) return fail(status.error());
    begin_ = static_cast<std::size_t>(behind - buffer_.data());
    ++line_;
    return empty ? Progress::empty_line : Progress::row;
}

// A row with a quote in its first line: every field is looked at by itself.
Result<TableReader::Progress> TableReader::read_quoted() {
    start_row();
    unescaped_.reserve(end_ - begin_);  // so that views into it stay
    const char* at = position();
    while (true) {
        const auto progress =
            at != data_end() && *at == '"' ? take_quoted_field(at) : take_bare_field(at);
        if (!progress || *progress == Progress::more_needed) return progress;
        if (at == data_end() || *at != options_.separator) break;
        ++at;
    }
    if (auto status = check_bytes(at); !status) return fail(status.error());
    if (auto status = deliver(); !status) return fail(status.error());
    line_ += static_cast<std::size_t>(std::count(position(), at, '\n')) + 1;
    if (at != data_end() && *at == '\r') ++at;
    if (at != data_end()) ++at;
    begin_ = static_cast<std::size_t>(at - buffer_.data());
    return Progress::row;
}

// Leaves `at` on the separator, the line end (CRLF: its CR) or the end of the data.
Result<TableReader::Progress> TableReader::take_quoted_field(const char*& at) {
    const char* const start = at;
    const char* const end = data_end();
    const char* piece = start + 1;
    const std::size_t kept = unescaped_.size();
    bool escaped = false;
    const char* close = find_byte(piece, end, '"');
    while (close != end && close + 1 != end && close[1] == '"') {
        unescaped_.append(piece, close + 1);
        escaped = true;
        piece = close + 2;
        close = find_byte(piece, end, '"');
    }
    if (!source_ended_ && end - close < 3) return Progress::more_needed;  // '"', CR, LF
    if (close == end)
        return fail(input_error("T0004", "a quoted field is never closed")
                        .at(location(start))
                        .hinted("close it with '\"'; a quote inside is written '\"\"'"));
    at = close + 1;
    const bool line_ends =
        at == end || *at == '\n' || (*at == '\r' && (at + 1 == end || at[1] == '\n'));
    if (!line_ends && *at != options_.separator)
        return fail(input_error("T0005", "text follows the closing quote of a field")
                        .at(location(at))
                        .hinted("a quote inside a quoted field is written '\"\"'"));
    if (escaped) unescaped_.append(piece, close);
    add_field(start,
              escaped ? std::string_view(unescaped_).substr(kept) : between(start + 1, close));
    return Progress::row;
}

Result<TableReader::Progress> TableReader::take_bare_field(const char*& at) {
    const char* const start = at;
    const char* const end = data_end();
    while (at != end && *at != options_.separator && *at != '\n' && *at != '\r' && *at != '"')
        ++at;
    if (!source_ended_ && end - at < 2) return Progress::more_needed;  // CR, LF
    if (at != end && *at == '"')
        return fail(input_error("T0005", "a quote stands inside an unquoted field")
                        .at(location(at))
                        .hinted("quote the whole field and write the quote as '\"\"'"));
    if (at != end && *at == '\r' && at + 1 != end && at[1] != '\n')
        return fail(input_error("T0009", "a carriage return stands inside a line")
                        .at(location(at))
                        .hinted("lines must end with LF or CRLF; quote a field that holds one"));
    add_field(start, between(start, at));
    return Progress::row;
}

Status TableReader::check_bytes(const char* end) {
    if (next(nul) < end)
        return fail(input_error("T0006", "a NUL byte stands in the table")
                        .at(location(next(nul)))
                        .hinted("the file is damaged, or is no text file"));
    if (next(not_ascii) < end && !valid_utf8(between(position(), end)))
        return fail(
            input_error("T0007", "the text is not valid UTF-8")
                .at(location(next(not_ascii)))
                .hinted(
                    "keep the file as you got it; take in a copy converted to UTF-8 as a further "
                    "exhibit, and say so in an activity"));
    return {};
}

Status TableReader::check_fields() {
    if (header_read_ && row_.size() != facts_.columns)
        return fail(
            input_error("T0003",
                        fmt::format("the row has {} field{}, the header has {}", row_.size(),
                                    row_.size() == 1 ? "" : "s", facts_.columns))
                .at({name_, line_, 1})
                .hinted("look for a separator too many or too few, or a quote that is missing"));
    for (std::size_t i = 0; i < row_.size(); ++i)
        if (row_[i].size() > options_.field_bytes_max)
            return fail(input_error("T0008", fmt::format("a field has more than {} bytes",
                                                         options_.field_bytes_max))
                            .at(row_.location(i))
                            .hinted("look for a closing quote that is missing"));
    return {};
}

Status TableReader::check_header() {
    facts_.columns = row_.size();
    if (row_.size() > options_.columns_max)
        return fail(input_error("T0008", fmt::format("the header has more than {} columns",
                                                     options_.columns_max))
                        .at({name_, line_, 1}));
    std::unordered_map<std::string_view, std::size_t> seen;
    for (std::size_t i = 0; i < row_.size(); ++i) {
        const auto [first, fresh] = seen.emplace(row_[i], i);
        if (!fresh)
            return fail(
                input_error("T0002", fmt::format("columns {} and {} are both named '{}'",
                                                 first->second + 1, i + 1, row_[i]))
                    .at(row_.location(i))
                    .hinted(
                        "keep the file as you got it; ask its giver which is meant, take in a copy "
                        "with one of them renamed as a further exhibit, and say so in an "
                        "activity"));
    }
    return {};
}

Status TableReader::deliver() {
    if (auto status = check_fields(); !status) return status;
    if (header_read_) {
        ++facts_.rows;
        return visitor_.row(row_);
    }
    if (auto status = check_header(); !status) return status;
    header_read_ = true;
    return visitor_.header(row_);
}

Result<TableFacts> TableReader::run() {
    if (auto status = skip_byte_order_mark(); !status) return fail(status.error());
    while (true) {
        const auto progress = read_row();
        if (!progress) return fail(progress.error());
        if (*progress == Progress::end) break;
        if (*progress == Progress::empty_line) ++facts_.empty_lines;
        if (*progress == Progress::more_needed)
            if (auto status = refill(); !status) return fail(status.error());
    }
    if (!header_read_)
        return fail(input_error("T0001", "the table is empty: it has no header")
                        .at({name_, line_, 1})
                        .hinted("the first line must name the columns"));
    return facts_;
}

Result<TableFacts> read_table(const ByteSource& source, const std::string& name,
                              const TableOptions& options, TableVisitor& visitor) {
    return TableReader(source, name, options, visitor).run();
}

Result<TableFacts> read_table(const std::filesystem::path& path, const std::string& name,
                              const TableOptions& options, TableVisitor& visitor) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const auto cannot_read = [&] {
        return fail(
            system_error("F0001", fmt::format("cannot read '{}': {}", name, std::strerror(errno))));
    };
    if (file < 0) return cannot_read();
    const auto source = [&](std::span<char> space) -> Result<std::size_t> {
        while (true) {
            const auto count = ::read(file, space.data(), space.size());
            if (count >= 0) return static_cast<std::size_t>(count);
            if (errno != EINTR) return cannot_read();
        }
    };
    auto facts = read_table(source, name, options, visitor);
    ::close(file);
    return facts;
}

}  // namespace isonomia::stats
