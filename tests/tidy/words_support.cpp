#include <algorithm>
#include <array>
#include <cctype>

#include <fmt/format.h>

#include "tests/tidy/rules.hpp"

namespace isonomia::tests {

namespace {

struct Banned {
    std::string_view call;
    std::string_view instead;
    std::string_view except = {};  // a path prefix where it is in place
};

// Matched in code, outside comments and literals, not within a longer name.
constexpr std::array<Banned, 36> banned{{
    {"std::stod", "parse_number (core/text.hpp): no locale, whole text"},
    {"std::stof", "parse_number (core/text.hpp)"},
    {"strtod", "parse_number (core/text.hpp)"},
    {"atof", "parse_number (core/text.hpp)"},
    {"std::stoi", "parse_integer (core/text.hpp)"},
    {"std::stol", "parse_integer (core/text.hpp)"},
    {"std::stoll", "parse_integer (core/text.hpp)"},
    {"std::stoul", "parse_integer (core/text.hpp)"},
    {"std::stoull", "parse_integer (core/text.hpp)"},
    {"atoi", "parse_integer (core/text.hpp)"},
    {"atol", "parse_integer (core/text.hpp)"},
    {"strtol", "parse_integer (core/text.hpp)"},
    {"strtoul", "parse_integer (core/text.hpp)"},
    {"sscanf", "parse_number or split (core/text.hpp)"},
    {"std::system", "run_process (core/subprocess.hpp): no shell, with limits"},
    {"popen", "run_process (core/subprocess.hpp)"},
    {"std::rand", "Stream (stats) for sampling, Random (core/random.hpp) for secrets"},
    {"srand", "Stream (stats) for sampling"},
    {"std::random_device", "Random (core/random.hpp)", "core/random"},
    {"std::mt19937", "Stream (stats): counter-based, the same at any number of threads"},
    {"std::regex", "XPath or a small parser: std::regex recurses on hostile input"},
    {"std::locale", "nothing: output does not depend on the locale"},
    {"setlocale", "nothing: output does not depend on the locale"},
    {"std::setlocale", "nothing: output does not depend on the locale"},
    {"using namespace std;", "the names, one by one"},
    {"system_clock::now", "the injected Clock (core/clock.hpp)", "core/clock"},
    {"gets", "std::getline"},
    {"strcpy", "std::string"},
    {"sprintf", "fmt::format"},
    {"snprintf", "fmt::format"},
    {"std::isdigit", "a comparison with '0' and '9': no locale"},
    {"std::isspace", "trim or words (core/text.hpp): no locale"},
    {"std::isalpha", "comparisons: no locale"},
    {"std::isalnum", "comparisons: no locale"},
    {"std::tolower", "comparisons: no locale"},
    {"std::toupper", "comparisons: no locale"},
}};

// Libraries hand back values; only the programs print.
constexpr std::array<Banned, 6> printing{{
    {"printf", "a returned value, printed by cli/"},
    {"fprintf", "a returned Error, printed by cli/"},
    {"std::puts", "a returned value, printed by cli/"},
    {"std::cout", "a returned value, printed by cli/"},
    {"std::cerr", "a returned Error, printed by cli/"},
    {"fmt::print", "a returned value, printed by cli/"},
}};

// Notes to oneself, and places that a reader of the project cannot look up.
constexpr std::array<std::string_view, 12> strange{
    "TODO",        "FIXME",    "XXX:",      "/work/main",      "/work/shared",
    "/tmp/build-", "anchors/", "DESIGN.md", "DESIGN \xC2\xA7", "Co-authored-by",
    "claude",      "anthropic"};

bool letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

void search(const SourceFile& file, std::string_view code, const Banned& one, Violations& found) {
    if (!one.except.empty() && file.path.starts_with(one.except)) return;
    for (std::size_t at = code.find(one.call); at != std::string_view::npos;
         at = code.find(one.call, at + 1)) {
        const std::size_t after = at + one.call.size();
        if (at > 0 && letter(code[at - 1])) continue;
        if (after < code.size() && letter(code[after])) continue;
        found.push_back({file.path, line_at(code, at),
                         fmt::format("'{}' is banned; use {}", one.call, one.instead)});
    }
}

bool may_print(const SourceFile& file) {
    return file.path.starts_with("cli/") || file.path == "analyzer/worker/main.cpp" ||
           file.path == "core/ensure.cpp";
}

bool is_text(const SourceFile& file) {
    constexpr std::array<std::string_view, 10> endings{".cpp", ".hpp", ".md",   ".cmake", ".txt",
                                                       ".xml", ".rng", ".json", ".R",     ".py"};
    if (file.path.starts_with("scripts/") || file.path == ".ci/run") return true;
    return std::any_of(endings.begin(), endings.end(),
                       [&](std::string_view ending) { return file.path.ends_with(ending); });
}

}  // namespace

Violations check_banned(const Tree& tree) {
    Violations found;
    for (const SourceFile& file : tree) {
        if (!is_product(file)) continue;
        const std::string code = code_only(file.text);
        for (const Banned& one : banned)
            search(file, code, one, found);
        if (may_print(file)) continue;
        for (const Banned& one : printing)
            search(file, code, one, found);
    }
    return found;
}

Violations check_words(const Tree& tree) {
    Violations found;
    for (const SourceFile& file : tree) {
        // This folder spells the words out.
        if (!is_text(file) || file.path.starts_with("tests/tidy/")) continue;
        for (const std::string_view word : strange) {
            const std::size_t at = file.text.find(word);
            if (at != std::string::npos)
                found.push_back(
                    {file.path, line_at(file.text, at),
                     fmt::format("'{}' means nothing to a reader of the project", word)});
        }
    }
    return found;
}

}  // namespace isonomia::tests
