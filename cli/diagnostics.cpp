#include "cli/diagnostics.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/output.hpp"
#include "cli/printable.hpp"
#include "cli/terminal.hpp"

namespace isonomia::cli {

namespace {

constexpr std::uint64_t source_bytes_max = 64ULL << 20U;  // larger files are not read for a window
constexpr std::size_t line_bytes_max = 64UL << 10U;       // longer lines are data, not text to show

std::string_view nth_line(std::string_view text, std::size_t line) {
    for (; line > 1; --line) {
        const auto end = text.find('\n');
        if (end == std::string_view::npos) return {};
        text.remove_prefix(end + 1);
    }
    auto found = text.substr(0, text.find('\n'));
    if (found.ends_with('\r')) found.remove_suffix(1);
    return found;
}

// One cell per code point; whatever can't be shown as one harmless cell becomes a replacement.
std::vector<std::string> cells_of(std::string_view line, std::size_t column, std::size_t& caret) {
    std::vector<std::string> cells;
    caret = 0;
    for (std::size_t at = 0; at < line.size();) {
        if (at < column) caret = cells.size();
        std::size_t length = 1;
        while (at + length < line.size() &&
               (static_cast<unsigned char>(line[at + length]) & 0xC0U) == 0x80U && length < 4)
            ++length;
        const std::string_view bytes = line.substr(at, length);
        std::string cell = bytes == "\t" ? " " : printable(bytes);
        cells.push_back(cell == bytes || cell == " " ? std::move(cell) : "\uFFFD");
        at += length;
    }
    if (column > line.size()) caret = cells.size();
    return cells;
}

// As a person would type it from the working folder.
std::string location_line(const Context& context, Location where) {
    const fs::path relative = fs::path(where.file).lexically_relative(context.working_folder);
    if (!relative.empty() && *relative.begin() != "..") where.file = relative.string();
    return "  --> " + printable(to_string(where)) + "\n";
}

std::string window_of(Context& context, const Location& where) {
    if (where.line == 0) return "";
    const auto text = context.files.read(context.working_folder / where.file, source_bytes_max);
    return text ? source_window(*text, where.line, where.column, context.err_terminal.width) : "";
}

}  // namespace

std::string source_window(std::string_view text, std::size_t line, std::size_t column,
                          std::size_t width) {
    const std::string_view source = nth_line(text, line);
    if (source.empty() || source.size() > line_bytes_max ||
        source.find('\0') != std::string_view::npos)
        return "";
    std::size_t caret = 0;
    const std::vector<std::string> cells = cells_of(source, column, caret);

    const std::string number = std::to_string(line);
    const std::size_t room = std::max<std::size_t>(20, width - std::min(width, number.size() + 3));
    // The caret stands in the middle of what is left of a long line.
    std::size_t begin = 0;
    if (cells.size() > room && caret > room / 2)
        begin = std::min(caret - room / 2, cells.size() - room);
    const std::size_t end = std::min(cells.size(), begin + room);

    std::string shown;
    for (std::size_t i = begin; i < end; ++i) {
        const bool cut = (i == begin && begin > 0) || (i + 1 == end && end < cells.size());
        shown += cut ? "…" : cells[i];
    }
    const std::string margin(number.size(), ' ');
    std::string result = fmt::format("{} |\n{} | {}\n", margin, number, shown);
    if (column > 0) result += fmt::format("{} | {}^\n", margin, std::string(caret - begin, ' '));
    return result;
}

std::string render(Context& context, const Error& error, Severity severity) {
    const Paint paint(context.err_terminal);
    const std::string word = severity == Severity::error ? "error" : "warning";
    const std::string label = fmt::format("{}[{}]", word, error.code);
    std::string result = fmt::format(
        "{}: {}\n", severity == Severity::error ? paint.bad(label) : paint.doubtful(label),
        paint.bold(printable(error.message)));
    if (error.where)
        result += location_line(context, *error.where) + window_of(context, *error.where);
    for (const std::string& note : error.notes)
        result += fmt::format("{}: {}\n", paint.bold("note"), printable(note));
    if (!error.hint.empty())
        result += fmt::format("{}: {}\n", paint.bold("hint"), printable(error.hint));
    return result;
}

Json to_json(const Error& error) {
    Json::Object object{{"code", error.code}, {"message", printable(error.message)}};
    switch (error.kind) {
        case ErrorKind::input:
            object["kind"] = "input";
            break;
        case ErrorKind::system:
            object["kind"] = "system";
            break;
        case ErrorKind::integrity:
            object["kind"] = "integrity";
            break;
        case ErrorKind::usage:
            object["kind"] = "usage";
            break;
        case ErrorKind::internal:
            object["kind"] = "internal";
            break;
    }
    if (error.where) {
        object["file"] = printable(error.where->file);
        if (error.where->line > 0)
            object["line"] = Json::integer(static_cast<std::uint64_t>(error.where->line));
        if (error.where->column > 0)
            object["column"] = Json::integer(static_cast<std::uint64_t>(error.where->column));
    }
    if (!error.notes.empty()) {
        Json::Array notes;
        for (const std::string& note : error.notes)
            notes.emplace_back(printable(note));
        object["notes"] = std::move(notes);
    }
    if (!error.hint.empty()) object["hint"] = printable(error.hint);
    return object;
}

void report(Context& context, const Error& error, Severity severity) {
    if (!context.json) {
        context.err << render(context, error, severity);
        return;
    }
    Json::Object object{{"schema_version", schema_version}};
    object[severity == Severity::error ? "error" : "warning"] = to_json(error);
    context.err << pretty(std::move(object));
}

}  // namespace isonomia::cli
