#include "cli/markdown.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

#include "cli/printable.hpp"
#include "cli/terminal.hpp"
#include "core/text.hpp"

namespace isonomia::cli {

namespace {

// '[text](address)' becomes 'text'; '**' goes.
std::string inline_text(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        const auto middle = text.front() == '[' ? text.find("](") : std::string_view::npos;
        const auto end = middle == std::string_view::npos ? middle : text.find(')', middle);
        if (end != std::string_view::npos) {
            result += text.substr(1, middle - 1);
            text.remove_prefix(end + 1);
        } else if (text.starts_with("**")) {
            text.remove_prefix(2);
        } else {
            result += text.front();
            text.remove_prefix(1);
        }
    }
    return result;
}

// The cells of '| a | b |'; '\|' is a bar inside a cell.
std::vector<std::string> cells_of(std::string_view line) {
    std::vector<std::string> cells(1);
    line.remove_prefix(1);
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '\\' && i + 1 < line.size() && line[i + 1] == '|')
            cells.back() += line[++i];
        else if (line[i] == '|')
            cells.emplace_back();
        else
            cells.back() += line[i];
    }
    if (trim(cells.back()).empty()) cells.pop_back();
    for (std::string& cell : cells)
        cell = inline_text(trim(cell));
    return cells;
}

using Rows = std::vector<std::vector<std::string>>;

constexpr std::size_t gap = 2;               // blanks between columns
constexpr std::size_t column_width_min = 8;  // narrower columns are never made narrower still

// The widest columns give way until all fit.
std::vector<std::size_t> column_widths(const Rows& rows, std::size_t width) {
    std::vector<std::size_t> widths;
    for (const auto& row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], utf8_length(row[i]));
    }
    const auto total = [&] {
        return std::accumulate(widths.begin(), widths.end(), gap * (widths.size() - 1));
    };
    while (!widths.empty() && total() > width) {
        auto& widest = *std::max_element(widths.begin(), widths.end());
        if (widest <= column_width_min) break;
        --widest;
    }
    return widths;
}

// One row; cells longer than their column go on below.
std::string row_text(const std::vector<std::string>& row, const std::vector<std::size_t>& widths) {
    std::vector<std::vector<std::string>> lines;  // by column
    std::size_t height = 0;
    for (std::size_t i = 0; i < row.size(); ++i) {
        lines.emplace_back();
        const std::string cell = wrapped(row[i], widths[i]);
        for (const std::string_view line : split(cell, '\n'))
            lines.back().emplace_back(line);
        height = std::max(height, lines.back().size());
    }
    std::string result;
    for (std::size_t k = 0; k < height; ++k) {
        std::string line;
        std::size_t column = 0;  // where the next cell begins
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (k < lines[i].size() && !lines[i][k].empty()) {
                const std::size_t length = utf8_length(line);
                // A word longer than its column moves the next cell, and never touches it.
                const std::size_t apart = column > length ? column - length : i > 0 ? 1 : 0;
                line.append(apart, ' ');
                line += lines[i][k];
            }
            column += widths[i] + gap;
        }
        result += line + "\n";
    }
    return result;
}

// '|---|:-:|' stands between the names of columns and the rows.
bool is_rule(std::string_view line) {
    return line.find('-') != std::string_view::npos &&
           line.find_first_not_of("|-: ") == std::string_view::npos;
}

class Renderer {
public:
    explicit Renderer(const TerminalFacts& terminal) : paint_(terminal), width_(terminal.width) {}

    void line(std::string_view raw) {
        const std::string_view text = trim(raw);
        if (!text.starts_with('|') || in_code_) end_table();
        if (text.starts_with("```")) {
            end_paragraph();
            in_code_ = !in_code_;
        } else if (in_code_) {
            result_ += "    " + std::string(raw) + "\n";
        } else if (text.empty()) {
            end_paragraph();
            result_ += "\n";
        } else if (raw.starts_with("    ") && paragraph_.empty()) {
            result_ += std::string(raw) + "\n";  // a block of code keeps its lines
        } else if (text.starts_with('#')) {
            end_paragraph();
            const auto begin = text.find_first_not_of("# ");
            if (begin != std::string_view::npos)
                result_ += paint_.bold(inline_text(text.substr(begin))) + "\n";
        } else if (text.starts_with('|')) {
            end_paragraph();
            if (!is_rule(text)) rows_.push_back(cells_of(text));
        } else {
            prose(text);
        }
    }

    [[nodiscard]] std::string finish() {
        end_table();
        end_paragraph();
        return std::move(result_);
    }

private:
    void prose(std::string_view text) {
        const bool quoted = text.starts_with('>');
        if (quoted) text = trim(text.substr(1));
        const bool item = text.starts_with("- ") || text.starts_with("* ");
        if (item || quoted != quoted_ || text.empty()) end_paragraph();
        quoted_ = quoted;
        paragraph_ += paragraph_.empty() ? "" : " ";
        paragraph_ += inline_text(text);
    }

    void end_paragraph() {
        if (!paragraph_.empty())
            result_ += wrapped(paragraph_, width_, quoted_ ? quote_indent : 0) + "\n";
        paragraph_.clear();
        quoted_ = false;
    }

    void end_table() {
        const auto widths = column_widths(rows_, width_);
        for (const auto& row : rows_)
            result_ += row_text(row, widths);
        rows_.clear();
    }

    static constexpr std::size_t quote_indent = 2;

    Paint paint_;
    std::size_t width_;
    bool in_code_ = false;
    bool quoted_ = false;  // the paragraph is a block quote
    std::string paragraph_;
    Rows rows_;
    std::string result_;
};

}  // namespace

std::string markdown_for_terminal(std::string_view text, const TerminalFacts& terminal) {
    if (trim(text).empty()) return "";
    Renderer renderer(terminal);
    for (const std::string_view line : split(trim(text), '\n'))
        renderer.line(line);
    return renderer.finish();
}

}  // namespace isonomia::cli
