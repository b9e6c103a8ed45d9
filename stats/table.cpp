#include "stats/table.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <unordered_map>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "core/text.hpp"
#include "stats/table_reader.hpp"

namespace isonomia::stats {

namespace {

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
    return locate(*file_, begin_, line_, starts_.empty() ? fields_[field].data() : starts_[field]);
}

Location TableReader::location(const char* at) const { return locate(name_, at_, line_, at); }

const char* TableReader::look_for(Rare kind) {
    constexpr std::array<char, rare_count> bytes{'"', '\r', '\0', 0};
    return next_[kind] =
               kind == not_ascii ? find_not_ascii(at_, end_) : find_byte(at_, end_, bytes[kind]);
}

Error TableReader::too_long() const {
    return input_error("T0008", fmt::format("a row has more than {} bytes", options_.row_bytes_max))
        .at({name_, line_, 1})
        .hinted("look for a missing line end or closing quote");
}

tl::unexpected<Error> TableReader::refused(const char* code, const char* message, const char* at,
                                           const char* hint) const {
    if (static_cast<std::size_t>(at - at_) >= options_.row_bytes_max) return fail(too_long());
    return fail(input_error(code, message).at(location(at)).hinted(hint));
}

Status TableReader::skip_byte_order_mark() {
    const auto head = between(at_, end_);
    if (head.starts_with("\xEF\xBB\xBF")) at_ += 3;
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
    row_.starts_.clear();
    row_.begin_ = at_;
    row_.line_ = line_;
}

Status TableReader::read(const TableBlock& block) {
    at_ = block.text.data();
    end_ = at_ + block.text.size();
    unfinished_ = block.unfinished;
    next_.fill(nullptr);
    delimiters_started_ = false;
    if (!begun_)
        if (auto status = skip_byte_order_mark(); !status) return status;
    begun_ = true;
    while (at_ != end_)
        if (auto status = read_row(); !status) return status;
    return {};
}

Status TableReader::read_row() {
    start_row();
    if (next(quote) != end_ && next(quote) < find_byte(at_, end_, '\n')) return read_quoted();
    return read_plain();
}

Status TableReader::read_plain() {
    if (!delimiters_started_) delimiters_.start(at_, end_);
    delimiters_started_ = true;
    std::size_t count = 0;  // the fields of the row before make room for these
    const auto add = [&](const char* from, const char* to) {
        if (count == row_.fields_.size()) row_.fields_.emplace_back();
        row_.fields_.data()[count++] = between(from, to);
    };
    const char* field = at_;
    const char* delimiter = delimiters_.next();
    for (; delimiter != end_ && *delimiter != '\n'; delimiter = delimiters_.next()) {
        add(field, delimiter);
        field = delimiter + 1;
    }
    const char* const behind = delimiter == end_ ? end_ : delimiter + 1;
    const char* row_end = delimiter;
    if (row_end != at_ && row_end[-1] == '\r') --row_end;
    if (next(carriage_return) < row_end)
        return refused("T0009", "a carriage return stands inside a line", next(carriage_return),
                       "lines must end with LF or CRLF; quote a field that holds one");
    add(field, row_end);
    row_.fields_.resize(count);
    if (at_ != row_end) return finish_row(row_end, behind);
    ++facts_.empty_lines;
    ++line_;
    at_ = behind;
    return {};
}

// A row with a quote in its first line: every field is looked at by itself.
Status TableReader::read_quoted() {
    row_.fields_.clear();
    unescaped_.clear();
    unescaped_.reserve(static_cast<std::size_t>(end_ - at_));  // so that views into it stay
    delimiters_started_ = false;
    const char* at = at_;
    while (true) {
        auto status = at != end_ && *at == '"' ? take_quoted_field(at) : take_bare_field(at);
        if (!status) return status;
        if (at == end_ || *at != options_.separator) break;
        ++at;
    }
    const char* behind = at;
    if (behind != end_ && *behind == '\r') ++behind;
    if (behind != end_) ++behind;
    return finish_row(at, behind);
}

// Leaves `at` on the separator, the line end (CRLF: its CR) or the end of the block.
Status TableReader::take_quoted_field(const char*& at) {
    const char* const start = at;
    const char* piece = start + 1;
    const std::size_t kept = unescaped_.size();
    bool escaped = false;
    const char* close = find_byte(piece, end_, '"');
    while (close != end_ && close + 1 != end_ && close[1] == '"') {
        unescaped_.append(piece, close + 1);
        escaped = true;
        piece = close + 2;
        close = find_byte(piece, end_, '"');
    }
    if (close == end_) {
        if (unfinished_) return fail(too_long());
        return refused("T0004", "a quoted field is never closed", start,
                       "close it with '\"'; a quote inside is written '\"\"'");
    }
    at = close + 1;
    const bool line_ends =
        at == end_ || *at == '\n' || (*at == '\r' && (at + 1 == end_ || at[1] == '\n'));
    if (!line_ends && *at != options_.separator)
        return refused("T0005", "text follows the closing quote of a field", at,
                       "a quote inside a quoted field is written '\"\"'");
    if (escaped) unescaped_.append(piece, close);
    row_.starts_.push_back(start);
    row_.fields_.push_back(escaped ? std::string_view(unescaped_).substr(kept)
                                   : between(start + 1, close));
    return {};
}

Status TableReader::take_bare_field(const char*& at) {
    const char* const start = at;
    while (at != end_ && *at != options_.separator && *at != '\n' && *at != '\r' && *at != '"')
        ++at;
    if (at != end_ && *at == '"')
        return refused("T0005", "a quote stands inside an unquoted field", at,
                       "quote the whole field and write the quote as '\"\"'");
    if (at != end_ && *at == '\r' && at + 1 != end_ && at[1] != '\n')
        return refused("T0009", "a carriage return stands inside a line", at,
                       "lines must end with LF or CRLF; quote a field that holds one");
    row_.starts_.push_back(start);
    row_.fields_.push_back(between(start, at));
    return {};
}

// `row_end` is where the last field ends, `behind` where the next row begins.
Status TableReader::finish_row(const char* row_end, const char* behind) {
    if ((unfinished_ && behind == end_) ||
        static_cast<std::size_t>(behind - at_) > options_.row_bytes_max)
        return fail(too_long());
    if (next(nul) < row_end || next(not_ascii) < row_end)
        if (auto status = check_bytes(row_end); !status) return status;
    const auto bytes = static_cast<std::size_t>(row_end - at_);
    if (row_.size() != facts_.columns || bytes > options_.field_bytes_max)
        if (auto status = check_fields(); !status) return status;
    if (auto status = deliver(); !status) return status;
    if (!row_.starts_.empty()) line_ += static_cast<std::size_t>(std::count(at_, row_end, '\n'));
    ++line_;
    at_ = behind;
    return {};
}

Status TableReader::check_bytes(const char* row_end) {
    if (next(nul) < row_end)
        return fail(input_error("T0006", "a NUL byte stands in the table")
                        .at(location(next(nul)))
                        .hinted("the file is damaged, or is no text file"));
    if (next(not_ascii) < row_end && !valid_utf8(between(at_, row_end)))
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
    if (header_read_) {
        ++facts_.rows;
        return visitor_.row(row_);
    }
    if (auto status = check_header(); !status) return status;
    header_read_ = true;
    return visitor_.header(row_);
}

Status TableReader::close() const {
    if (header_read_) return {};
    return fail(input_error("T0001", "the table is empty: it has no header")
                    .at({name_, line_, 1})
                    .hinted("the first line must name the columns"));
}

Result<TableFacts> read_table(const ByteSource& source, const std::string& name,
                              const TableOptions& options, TableVisitor& visitor) {
    BlockCutter cutter(source, options);
    TableReader reader(name, options, visitor);
    std::vector<char> space;
    while (!cutter.ended()) {
        const auto block = cutter.next(space);
        if (!block) return fail(block.error());
        if (auto status = reader.read(*block); !status) return fail(status.error());
    }
    if (auto status = reader.close(); !status) return fail(status.error());
    TableFacts facts = reader.facts();
    facts.bytes = cutter.bytes();
    return facts;
}

Result<ByteSource> file_source(const std::filesystem::path& path, const std::string& name) {
    const auto cannot_read = [name] {
        return fail(
            system_error("F0001", fmt::format("cannot read '{}': {}", name, std::strerror(errno))));
    };
    const int opened = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (opened < 0) return cannot_read();
    const std::shared_ptr<const int> file(new int(opened), [](const int* number) {
        ::close(*number);
        delete number;
    });
    return [file, cannot_read](std::span<char> space) -> Result<std::size_t> {
        while (true) {
            const auto count = ::read(*file, space.data(), space.size());
            if (count >= 0) return static_cast<std::size_t>(count);
            if (errno != EINTR) return cannot_read();
        }
    };
}

Result<TableFacts> read_table(const std::filesystem::path& path, const std::string& name,
                              const TableOptions& options, TableVisitor& visitor) {
    const auto source = file_source(path, name);
    if (!source) return fail(source.error());
    return read_table(*source, name, options, visitor);
}

}  // namespace isonomia::stats
