#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "tests/tidy/rules.hpp"

namespace isonomia::tests {

namespace {

struct Include {
    std::size_t line = 0;
    bool quoted = false;
    std::string path;
};

std::vector<Include> includes_of(const SourceFile& file) {
    std::vector<Include> found;
    std::size_t line = 0;
    for (std::size_t at = 0; at < file.text.size();) {
        const std::size_t end = std::min(file.text.find('\n', at), file.text.size());
        std::string_view text(file.text.data() + at, end - at);
        at = end + 1;
        ++line;
        const std::size_t hash = text.find_first_not_of(" \t");
        if (hash == std::string_view::npos || !text.substr(hash).starts_with("#")) continue;
        const std::size_t word = text.find("include");
        const std::size_t open = text.find_first_of("\"<");
        if (word == std::string_view::npos || open == std::string_view::npos) continue;
        if (text.find("__has_include") != std::string_view::npos) continue;
        const bool quoted = text[open] == '"';
        const std::size_t close = text.find(quoted ? '"' : '>', open + 1);
        if (close == std::string_view::npos) continue;
        found.push_back({line, quoted, std::string(text.substr(open + 1, close - open - 1))});
    }
    return found;
}

std::string folder_of(std::string_view path) { return std::string(path.substr(0, path.find('/'))); }

// The floor of a folder; none for folders that hold no code of ours.
std::optional<int> floor_of(std::string_view folder) {
    constexpr std::array<std::pair<std::string_view, int>, 11> floors{{{"core", 0},
                                                                       {"stats", 1},
                                                                       {"provenance", 2},
                                                                       {"fairness", 2},
                                                                       {"explain", 2},
                                                                       {"analyzer", 2},
                                                                       {"rules", 2},
                                                                       {"reports", 2},
                                                                       {"cli", 3},
                                                                       {"tests", 4},
                                                                       {"bench", 4}}};
    for (const auto& [name, floor] : floors)
        if (name == folder) return floor;
    return std::nullopt;
}

std::string floor_fault(const SourceFile& file, const std::string& included) {
    const std::string from = folder_of(file.path);
    const std::string to = folder_of(included);
    const std::optional<int> here = floor_of(from);
    const std::optional<int> there = floor_of(to);
    if (!there) return fmt::format("'{}' is not a path from the project root", included);
    const bool to_worker = included.starts_with("analyzer/worker/");
    const bool from_worker = file.path.starts_with("analyzer/worker/");
    if (to_worker && !from_worker && from != "tests" && from != "bench")
        return "analyzer/worker/ is a program of its own: run it, do not include it";
    if (from == to || *there < *here) return "";
    if (*there == *here)
        return fmt::format("{}/ and {}/ are siblings: let them meet in core types, wired by cli/",
                           from, to);
    return fmt::format("{}/ stands above {}/", to, from);
}

// A third-party header and the paths that may include it, each a prefix.
struct Home {
    std::string_view header;
    std::vector<std::string_view> allowed;
    bool tests_too = true;  // tests may use it as an independent witness
};

const std::vector<Home>& homes() {
    static const std::vector<Home> list{
        {"clang/", {"analyzer/worker/"}},
        {"clang-c/", {"analyzer/worker/"}},
        {"llvm/", {"analyzer/worker/"}},
        {"Eigen/", {"stats/", "fairness/", "explain/"}},
        {"unsupported/Eigen/", {"stats/", "fairness/", "explain/"}},
        {"boost/program_options", {"cli/"}},
        {"leptonica/", {"explain/probe/image.cpp"}},
        {"boost/", {"stats/", "fairness/", "explain/"}},
        {"pugixml.hpp", {"core/xml"}},
        {"libxml/", {"core/xml"}},
        {"nlohmann/", {"core/json.cpp"}},
        {"sqlite3.h", {"provenance/store/sqlite.cpp", "provenance/store/sqlite.hpp"}},
        {"openssl/", {"core/", "provenance/", "reports/pdf/cms"}},
        {"sodium", {"core/", "provenance/"}},
        {"p11-kit/", {"provenance/keys/token_key.cpp"}},
        {"cairo", {"reports/plots/cairo", "reports/pdf/"}},
        {"pango/", {"reports/plots/cairo", "reports/pdf/"}},
        {"fontconfig/", {"reports/pdf/"}},
        {"qpdf/", {"reports/pdf/"}},
        {"zip.h", {"reports/zip.cpp"}},
        {"unicode/", {"reports/language.cpp", "reports/folded.cpp"}},
        {"catch2/", {"tests/catch.hpp", "tests/main.cpp"}, false},
    };
    return list;
}

}  // namespace

Violations check_floors(const Tree& tree) {
    Violations found;
    for (const SourceFile& file : tree) {
        if (!is_cpp(file)) continue;
        for (const Include& include : includes_of(file)) {
            if (!include.quoted) continue;
            std::string fault = floor_fault(file, include.path);
            if (!fault.empty()) found.push_back({file.path, include.line, std::move(fault)});
        }
    }
    return found;
}

Violations check_containment(const Tree& tree) {
    Violations found;
    std::string sqlite_home;
    for (const SourceFile& file : tree) {
        if (!is_cpp(file)) continue;
        for (const Include& include : includes_of(file)) {
            const auto home = std::find_if(homes().begin(), homes().end(), [&](const Home& one) {
                return include.path.starts_with(one.header);
            });
            if (home == homes().end()) continue;
            const bool at_home =
                (home->tests_too && !is_product(file)) ||
                std::any_of(home->allowed.begin(), home->allowed.end(),
                            [&](std::string_view path) { return file.path.starts_with(path); });
            if (!at_home)
                found.push_back({file.path, include.line,
                                 fmt::format("<{}> belongs in {} only", include.path,
                                             fmt::join(home->allowed, ", "))});
            if (include.path != "sqlite3.h" || !is_product(file)) continue;
            if (!sqlite_home.empty())
                found.push_back({file.path, include.line,
                                 fmt::format("<sqlite3.h> is in {} already", sqlite_home)});
            sqlite_home = file.path;
        }
    }
    return found;
}

}  // namespace isonomia::tests
