#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "tests/tidy/tree.hpp"

namespace isonomia::tests {

namespace fs = std::filesystem;

namespace {

constexpr std::array<std::string_view, 6> skipped{".git",   "build",        "out",
                                                  ".cache", "node_modules", "__pycache__"};
constexpr std::array<std::string_view, 11> code_folders{
    "core",  "stats",   "provenance", "fairness", "explain", "analyzer",
    "rules", "reports", "cli",        "tests",    "bench"};

bool ends_with_any(std::string_view path, std::initializer_list<std::string_view> endings) {
    return std::any_of(endings.begin(), endings.end(),
                       [&](std::string_view ending) { return path.ends_with(ending); });
}

// Where the literal or comment that starts at `i` ends; `i` itself when none starts there.
std::size_t end_of_quiet(std::string_view text, std::size_t i) {
    const auto until = [&](std::string_view end, std::size_t from) {
        const std::size_t at = text.find(end, from);
        return at == std::string_view::npos ? text.size() : at + end.size();
    };
    if (text.substr(i, 2) == "//") return std::min(text.find('\n', i), text.size());
    if (text.substr(i, 2) == "/*") return until("*/", i + 2);
    if (text.substr(i, 2) == "R\"") {
        const std::size_t open = text.find('(', i);
        if (open == std::string_view::npos) return text.size();
        return until(")" + std::string(text.substr(i + 2, open - i - 2)) + "\"", open);
    }
    if (text[i] != '"' && text[i] != '\'') return i;
    // 1'000: a separator of digits, not a character
    if (text[i] == '\'' && i > 0 && std::isalnum(static_cast<unsigned char>(text[i - 1])) != 0)
        return i;
    for (std::size_t k = i + 1; k < text.size(); ++k) {
        if (text[k] == '\\')
            ++k;
        else if (text[k] == text[i] || text[k] == '\n')
            return k + 1;
    }
    return text.size();
}

}  // namespace

Tree load_tree(const fs::path& root) {
    Tree tree;
    for (fs::recursive_directory_iterator it(root), end; it != end; ++it) {
        const std::string name = it->path().filename().string();
        if (std::find(skipped.begin(), skipped.end(), name) != skipped.end()) {
            if (it->is_directory()) it.disable_recursion_pending();
            continue;
        }
        if (!it->is_regular_file() || name.ends_with('~') || name.ends_with(".swp")) continue;
        std::ifstream in(it->path(), std::ios::binary);
        tree.push_back({it->path().lexically_relative(root).generic_string(),
                        {std::istreambuf_iterator<char>(in), {}}});
    }
    std::sort(tree.begin(), tree.end(),
              [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
    return tree;
}

std::string to_string(const Violations& violations) {
    std::string text;
    for (const Violation& violation : violations)
        text += fmt::format("{}:{}: {}\n", violation.path, violation.line, violation.message);
    return text;
}

const SourceFile* find(const Tree& tree, std::string_view path) {
    const auto it = std::find_if(tree.begin(), tree.end(),
                                 [&](const SourceFile& file) { return file.path == path; });
    return it == tree.end() ? nullptr : &*it;
}

bool has_folder(const Tree& tree, std::string_view folder) {
    const std::string prefix = std::string(folder) + "/";
    return std::any_of(tree.begin(), tree.end(),
                       [&](const SourceFile& file) { return file.path.starts_with(prefix); });
}

bool is_cpp(const SourceFile& file) {
    if (!ends_with_any(file.path, {".cpp", ".hpp"})) return false;
    const std::string_view folder = std::string_view(file.path).substr(0, file.path.find('/'));
    if (std::find(code_folders.begin(), code_folders.end(), folder) == code_folders.end())
        return false;
    // What the analyzer's tests read is data: faulty on purpose.
    if (file.path.starts_with("tests/analyzer/") || file.path.starts_with("tests/golden/"))
        return ends_with_any(file.path, {"_test.cpp", "_support.cpp", ".hpp"});
    return true;
}

bool is_header(const SourceFile& file) { return is_cpp(file) && file.path.ends_with(".hpp"); }

bool is_product(const SourceFile& file) {
    return is_cpp(file) && !file.path.starts_with("tests/") && !file.path.starts_with("bench/");
}

std::string code_only(std::string_view text) {
    std::string code(text);
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t end = end_of_quiet(text, i);
        if (end == i) {
            ++i;
            continue;
        }
        std::replace_if(
            code.begin() + static_cast<std::ptrdiff_t>(i),
            code.begin() + static_cast<std::ptrdiff_t>(end), [](char c) { return c != '\n'; }, ' ');
        i = end;
    }
    return code;
}

std::size_t line_at(std::string_view text, std::size_t offset) {
    const std::string_view before = text.substr(0, offset);
    return 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
}

}  // namespace isonomia::tests
