#include <algorithm>
#include <array>
#include <cctype>

#include <fmt/format.h>

#include "core/text.hpp"
#include "tests/tidy/rules.hpp"

namespace isonomia::tests {

namespace {

constexpr std::size_t lines_max = 400;
constexpr std::size_t columns_max = 100;
constexpr std::size_t function_lines_max = 70;

std::size_t count_lines(std::string_view text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

bool has_word(std::string_view text, std::string_view word) {
    const auto letter = [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
    };
    for (std::size_t at = text.find(word); at != std::string_view::npos;
         at = text.find(word, at + 1)) {
        const std::size_t after = at + word.size();
        if ((at == 0 || !letter(text[at - 1])) && (after == text.size() || !letter(text[after])))
            return true;
    }
    return false;
}

// True when the words before '{' open a function, a lambda or a loop rather than a scope of names
// or a list of values.
bool opens_code(std::string_view head) {
    constexpr std::array<std::string_view, 6> scopes{"namespace", "class", "struct",
                                                     "union",     "enum",  "extern"};
    if (head.find('(') == std::string_view::npos) return false;
    if (head.find("(") > head.find("[") && head.find("[") != std::string_view::npos) return true;
    return std::none_of(scopes.begin(), scopes.end(),
                        [&](std::string_view word) { return has_word(head, word); });
}

void measure_blocks(const SourceFile& file, Violations& found) {
    struct Block {
        std::size_t line = 0;  // 0: not code
    };
    const std::string code = code_only(file.text);
    std::vector<Block> open;
    std::size_t head = 0;
    std::size_t line = 1;
    std::size_t head_line = 1;
    for (std::size_t i = 0; i < code.size(); ++i) {
        const char c = code[i];
        if (c == '\n') ++line;
        if (std::isspace(static_cast<unsigned char>(c)) != 0) {
            if (head == i) head = i + 1;
            continue;
        }
        if (head == i) head_line = line;
        if (c == '#' && head == i) i = std::min(code.find('\n', i), code.size()) - 1;
        if (c == '{') open.push_back({opens_code({code.data() + head, i - head}) ? head_line : 0});
        if (c == '}' && !open.empty()) {
            const std::size_t from = open.back().line;
            open.pop_back();
            if (from != 0 && line - from + 1 > function_lines_max)
                found.push_back({file.path, from,
                                 fmt::format("{} lines in one function; {} at most",
                                             line - from + 1, function_lines_max)});
        }
        if (c == '{' || c == '}' || c == ';' || c == '#') head = i + 1;
    }
}

}  // namespace

Violations check_sizes(const Tree& tree) {
    Violations found;
    for (const SourceFile& file : tree) {
        if (!is_cpp(file)) continue;
        if (const std::size_t lines = count_lines(file.text); lines > lines_max)
            found.push_back(
                {file.path, 0, fmt::format("{} lines; {} at most, split it", lines, lines_max)});
        std::size_t number = 0;
        for (const std::string_view line : split(file.text, '\n')) {
            ++number;
            if (const std::size_t columns = utf8_length(line); columns > columns_max)
                found.push_back({file.path, number,
                                 fmt::format("{} columns; {} at most", columns, columns_max)});
        }
    }
    return found;
}

Violations check_functions(const Tree& tree) {
    Violations found;
    for (const SourceFile& file : tree)
        if (is_cpp(file)) measure_blocks(file, found);
    return found;
}

Violations check_headers(const Tree& tree) {
    Violations found;
    for (const SourceFile& file : tree) {
        if (!is_header(file)) continue;
        if (!file.text.starts_with("//"))
            found.push_back({file.path, 1, "begin the header with a comment: what it is for"});
        const std::size_t code = code_only(file.text).find_first_not_of(" \n");
        if (code == std::string::npos || file.text.compare(code, 12, "#pragma once") != 0)
            found.push_back({file.path, 0, "'#pragma once' must be the first line of code"});
    }
    return found;
}

double median_lines(const Tree& tree) {
    std::vector<std::size_t> lines;
    for (const SourceFile& file : tree)
        if (is_product(file)) lines.push_back(count_lines(file.text));
    if (lines.empty()) return 0;
    std::sort(lines.begin(), lines.end());
    const std::size_t low = lines[(lines.size() - 1) / 2];
    const std::size_t high = lines[lines.size() / 2];
    return static_cast<double>(low + high) / 2.0;
}

}  // namespace isonomia::tests
