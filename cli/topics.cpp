#include "cli/topics.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "core/fact.hpp"
#include "core/names.hpp"
#include "core/text.hpp"

namespace isonomia::cli {

namespace {

// 'docs/metrics/tpr.md' -> 'metrics' and 'tpr'; 'docs/glossary.md' -> '' and 'glossary'.
struct PageName {
    std::string_view folder;
    std::string_view stem;
};

PageName page_name(std::string_view path) {
    const auto slash = path.rfind('/');
    const std::string_view stem = path.substr(slash + 1, path.rfind('.') - slash - 1);
    const std::string_view above = path.substr(0, slash);
    const auto before = above.rfind('/');
    return {before == std::string_view::npos ? "" : above.substr(before + 1), stem};
}

// Blanks, '`' and '*' around a name go.
std::string bare(std::string_view text) {
    const auto first = text.find_first_not_of("#`* -");
    if (first == std::string_view::npos) return "";
    return std::string(text.substr(first, text.find_last_not_of("`* ") - first + 1));
}

// The first heading or line with text, for lists.
std::string title_of(std::string_view text, const std::string& fallback) {
    for (const std::string_view line : split(text, '\n'))
        if (!trim(line).empty()) return bare(trim(line));
    return fallback;
}

// The line after the heading of a section.
std::string first_line_below(std::string_view section) {
    const auto end = section.find('\n');
    return end == std::string_view::npos ? "" : title_of(section.substr(end + 1), "");
}

// Calls take(heading line, section) for every section that begins with `mark` at the start of a
// line.
template <class Take>
void each_section(std::string_view text, std::string_view mark, Take take) {
    std::size_t begin = std::string_view::npos;
    const auto take_until = [&](std::size_t end) {
        if (begin == std::string_view::npos) return;
        const auto section = text.substr(begin, end - begin);
        take(section.substr(0, section.find('\n')), section);
    };
    for (std::size_t at = 0; at < text.size();) {
        if (text.substr(at).starts_with(mark)) {
            take_until(at);
            begin = at;
        }
        at = std::min(text.find('\n', at), text.size()) + 1;
    }
    take_until(text.size());
}

void add_errors(std::vector<Topic>& topics, std::string_view text) {
    each_section(text, "## ", [&](std::string_view heading, std::string_view section) {
        const auto names = words(bare(heading));
        if (!names.empty())
            topics.push_back(
                {"error", names.front(), first_line_below(section), std::string(section)});
    });
}

// A term is a row '| term | meaning | source |' of a table.
void add_terms(std::vector<Topic>& topics, std::string_view text) {
    for (const std::string_view line : split(text, '\n')) {
        const auto cells = split(trim(line), '|');
        if (cells.size() != 5 || trim(cells[1]) == "Term" || trim(cells[1]).starts_with('-'))
            continue;
        const std::string name = bare(trim(cells[1]));
        if (name.empty()) continue;
        const std::string meaning(trim(cells[2]));
        topics.push_back({"term", name, meaning,
                          "# " + name + "\n\n" + meaning +
                              ".\n\nSource: " + std::string(trim(cells[3])) + "\n"});
    }
}

// A fact that the program knows is a row '| `id` | type | true when | standing |' of a table: it
// derives those whose names begin with 'd.', and reads the others in the matter.
void add_facts_of_program(std::vector<Topic>& topics, std::string_view text) {
    for (const std::string_view line : split(text, '\n')) {
        const auto cells = split(trim(line), '|');
        if (cells.size() != 6 || !trim(cells[1]).starts_with("`") ||
            !from_text<FactType>(trim(cells[2])))
            continue;
        const std::string name = bare(trim(cells[1]));
        const std::string meaning(trim(cells[3]));
        topics.push_back({"fact", name, meaning,
                          "# " + name +
                              (name.starts_with("d.") ? "\n\nDerived from the record ("
                                                      : "\n\nStated in the matter (") +
                              std::string(trim(cells[2])) + "): " + meaning +
                              ".\n\nStanding: " + std::string(trim(cells[4])) + "\n"});
    }
}

char folded(char c) {
    if (c == '-' || c == ' ') return '_';
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

std::vector<Topic> topics_of(std::span<const EmbeddedFile> pages) {
    std::vector<Topic> topics;
    for (const EmbeddedFile& page : pages) {
        const auto [folder, stem] = page_name(page.path);
        if (folder == "errors") {
            add_errors(topics, page.content);
        } else if (stem == "glossary") {
            add_terms(topics, page.content);
        } else {
            // 'metrics' -> 'metric'; beside the packs lie pages about all of them
            const bool guide = folder == "packs" && (stem == "tutorial" || stem == "requirements");
            topics.push_back({guide ? "guide" : std::string(folder.substr(0, folder.size() - 1)),
                              std::string(stem), title_of(page.content, std::string(stem)),
                              std::string(page.content)});
            if (stem == "rule_pack") add_facts_of_program(topics, page.content);
        }
    }
    std::stable_sort(topics.begin(), topics.end(), [](const Topic& a, const Topic& b) {
        return std::tie(a.kind, a.name) < std::tie(b.kind, b.name);
    });
    return topics;
}

bool contains_folded(std::string_view text, std::string_view part) {
    return std::search(text.begin(), text.end(), part.begin(), part.end(),
                       [](char a, char b) { return folded(a) == folded(b); }) != text.end();
}

std::vector<Topic> sections_meant(const std::vector<Topic>& topics, std::string_view typed) {
    std::vector<Topic> found;
    for (const Topic& page : topics)
        if (page.kind == "format" || page.kind == "guide")
            each_section(page.text, "## ", [&](std::string_view line, std::string_view section) {
                const std::string heading = bare(line);
                if (means(typed, heading) || means(std::string(typed) + "s", heading))
                    found.push_back({page.kind, page.name + ", " + heading, page.title,
                                     fmt::format("# {}: {}", page.name,
                                                 section.substr(section.find(heading)))});
            });
    return found;
}

bool means(std::string_view typed, std::string_view name) {
    return std::equal(typed.begin(), typed.end(), name.begin(), name.end(),
                      [](char a, char b) { return folded(a) == folded(b); });
}

}  // namespace isonomia::cli
