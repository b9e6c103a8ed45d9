#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

#include "core/text.hpp"
#include "tests/tidy/rules.hpp"

namespace isonomia::tests {

namespace {

// "fairness/metrics/x.cpp" -> "x" for the folder "fairness/metrics"; empty for anything else.
std::string name_in(const SourceFile& file, std::string_view folder) {
    const std::string_view path = file.path;
    if (!path.starts_with(folder) || !path.ends_with(".cpp")) return "";
    const std::string_view rest = path.substr(folder.size() + 1);
    if (path[folder.size()] != '/' || rest.find('/') != std::string_view::npos) return "";
    return std::string(rest.substr(0, rest.size() - 4));
}

// A golden folder whose name begins with the command: tests/golden/verify_damaged/.
bool has_golden(const Tree& tree, const std::string& name) {
    const std::string prefix = "tests/golden/" + name;
    return std::any_of(tree.begin(), tree.end(), [&](const SourceFile& file) {
        if (!file.path.starts_with(prefix)) return false;
        const char next = file.path[prefix.size()];
        return next == '/' || next == '_' || next == '-';
    });
}

void require(const Tree& tree, const SourceFile& file, const std::string& path, Violations& found) {
    if (find(tree, path) == nullptr)
        found.push_back({file.path, 0, fmt::format("{} is missing (scripts/new writes it)", path)});
}

void check_file(const Tree& tree, const SourceFile& file, Violations& found) {
    if (const std::string x = name_in(file, "fairness/metrics"); !x.empty()) {
        require(tree, file, "tests/fairness/metrics/" + x + "_test.cpp", found);
        require(tree, file, "docs/metrics/" + x + ".md", found);
    }
    if (const std::string x = name_in(file, "analyzer/worker/checks"); !x.empty()) {
        if (!has_folder(tree, "tests/analyzer/checks/" + x))
            require(tree, file, "tests/analyzer/checks/" + x + "_test.cpp", found);
        require(tree, file, "docs/checks/" + x + ".md", found);
    }
    if (const std::string x = name_in(file, "reports/formats"); !x.empty()) {
        require(tree, file, "tests/reports/formats/" + x + "_test.cpp", found);
        const SourceFile* page = find(tree, "docs/formats/report.md");
        if (page == nullptr || page->text.find("\n## " + x + "\n") == std::string::npos)
            found.push_back(
                {file.path, 0, fmt::format("docs/formats/report.md has no section '## {}'", x)});
    }
    if (const std::string x = name_in(file, "provenance/exports"); !x.empty()) {
        require(tree, file, "tests/provenance/exports/" + x + "_test.cpp", found);
        require(tree, file, "docs/exports/" + x + ".md", found);
    }
    if (const std::string x = name_in(file, "cli/commands"); !x.empty())
        if (!has_golden(tree, x))
            require(tree, file, "tests/cli/commands/" + x + "_test.cpp", found);
}

constexpr std::string_view code_letters = "JFXMTSPECRDU";

bool is_code(std::string_view text) {
    return text.size() == 5 && code_letters.find(text[0]) != std::string_view::npos &&
           std::all_of(text.begin() + 1, text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string page_of(std::string_view code) {
    return fmt::format("docs/errors/{}.md", code.substr(0, 1));
}

// Each code in a string literal of its own: "M0104".
std::map<std::string, Violation> codes_used(const Tree& tree) {
    std::map<std::string, Violation> used;
    for (const SourceFile& file : tree) {
        if (!is_product(file)) continue;
        for (std::size_t at = file.text.find('"'); at != std::string::npos;
             at = file.text.find('"', at + 1)) {
            const std::string code = file.text.substr(at + 1, 5);
            if (file.text.compare(at + 1 + code.size(), 1, "\"") == 0 && is_code(code))
                used.try_emplace(code, Violation{file.path, line_at(file.text, at), ""});
        }
    }
    return used;
}

}  // namespace

Violations check_company(const Tree& tree) {
    Violations found;
    for (const SourceFile& file : tree)
        check_file(tree, file, found);
    return found;
}

Violations check_error_pages(const Tree& tree) {
    Violations found;
    const std::map<std::string, Violation> used = codes_used(tree);
    std::set<std::string> explained;
    for (const SourceFile& file : tree) {
        if (!file.path.starts_with("docs/errors/")) continue;
        std::size_t number = 0;
        for (const std::string_view line : split(file.text, '\n')) {
            ++number;
            if (!line.starts_with("## ") || !is_code(line.substr(3, 5))) continue;
            const std::string code(line.substr(3, 5));
            if (page_of(code) != file.path)
                found.push_back({file.path, number, code + " belongs in " + page_of(code)});
            if (!explained.insert(code).second)
                found.push_back({file.path, number, code + " is explained twice"});
            if (!used.contains(code))
                found.push_back({file.path, number, "no source uses " + code});
        }
    }
    for (const auto& [code, where] : used)
        if (!explained.contains(code))
            found.push_back(
                {where.path, where.line,
                 fmt::format("{} has no section '## {}' in {}", code, code, page_of(code))});
    return found;
}

Violations check_assurance(const Tree& tree) {
    Violations found;
    const SourceFile* page = find(tree, "ASSURANCE.md");
    if (page == nullptr) return found;
    std::size_t number = 0;
    for (const std::string_view line : split(page->text, '\n')) {
        ++number;
        if (line.find("`tests/") == std::string_view::npos) continue;
        const std::vector<std::string_view> cells = split(line, '|');
        if (cells.size() != 5) {
            found.push_back({page->path, number, "a row is | claim | `file` | case |"});
            continue;
        }
        std::string_view path = trim(cells[2]);
        path = path.substr(1, path.size() - 2);
        const SourceFile* test = find(tree, path);
        if (test == nullptr)
            found.push_back({page->path, number, fmt::format("there is no {}", path)});
        else if (test->text.find(fmt::format("\"{}\"", trim(cells[3]))) == std::string::npos)
            found.push_back(
                {page->path, number, fmt::format("{} has no case '{}'", path, trim(cells[3]))});
    }
    return found;
}

}  // namespace isonomia::tests
