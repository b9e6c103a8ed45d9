// Every reader's report in both languages, as text, compared with approved files: one line for each
// text, with what it rests on. The forms (HTML, DOCX, PDF, JSON) are compared with the same
// document in facts_test.cpp, so that one approved text stands for all of them. ISONOMIA_APPROVE=1
// writes the files anew; look at the diff.
#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>

#include "core/text.hpp"
#include "reports/assemble.hpp"
#include "reports/language.hpp"
#include "reports/visible.hpp"
#include "tests/catch.hpp"
#include "tests/reports/fixture.hpp"
#include "tests/shared_data.hpp"

using namespace isonomia;
using namespace isonomia::reports;

namespace {

std::string text_of(Document& document) {
    std::string out;
    for_each_text(document, [&](Inline& text, const Supports* supports) {
        std::string line = visible(plain(text));
        if (line.empty()) return;
        const Supports shown =
            supports == nullptr ? Supports{} : printed_supports({text, *supports});
        if (!shown.empty()) {
            line += "  [";
            for (std::size_t i = 0; i < shown.size() && i < 3; ++i)
                line += (i == 0 ? "" : "; ") + shown[i].label;
            line += shown.size() > 3 ? "; …]" : "]";
        }
        out += line + "\n";
    });
    return out;
}

// Section by section; one that reads as the court's does is named alone.
std::string text_of(Document document, const std::map<std::string, std::string>& as_for_court,
                    std::map<std::string, std::string>* sections = nullptr) {
    std::vector<Section> all = std::move(document.sections);
    document.sections.clear();
    std::string out = text_of(document);
    for (Section& section : all) {
        const std::string anchor = section.anchor;
        Document alone;
        alone.sections.push_back(std::move(section));
        const std::string text = text_of(alone);
        if (sections != nullptr) sections->emplace(anchor, text);
        const auto same = sections == nullptr ? as_for_court.find(anchor) : as_for_court.end();
        out += same != as_for_court.end() && same->second == text
                   ? "= " + anchor + ": as for the court\n"
                   : "# " + anchor + "\n" + text;
    }
    return out;
}

std::string content_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

// Lines that only one of the two has, in order, up to so many: '-' approved, '+' now.
std::string lines_that_differ(const std::string& approved, const std::string& now) {
    constexpr std::size_t shown_max = 20;
    const auto a = split(approved, '\n');
    const auto b = split(now, '\n');
    std::size_t from = 0;
    while (from < a.size() && from < b.size() && a[from] == b[from])
        ++from;
    std::size_t same = 0;
    while (same + from < a.size() && same + from < b.size() &&
           a[a.size() - 1 - same] == b[b.size() - 1 - same])
        ++same;
    std::string out = "from line " + std::to_string(from + 1) + "\n";
    const auto add = [&](const char* sign, const std::vector<std::string_view>& lines) {
        for (std::size_t i = from; i + same < lines.size() && i < from + shown_max; ++i)
            out += sign + std::string(lines[i].substr(0, 300)) + "\n";
    };
    add("- ", a);
    add("+ ", b);
    return out;
}

}  // namespace

TEST_CASE("the comparison of texts names the lines that differ, and only these") {
    CHECK(lines_that_differ("a\nb\nc", "a\nx\nc") == "from line 2\n- b\n+ x\n");
    CHECK(lines_that_differ("a\nc", "a\nb\nc") == "from line 2\n+ b\n");
}

TEST_CASE("every reader's report reads as approved, in English and in French") {
    const char* approve = std::getenv("ISONOMIA_APPROVE");
    const auto folder = tests::source_dir() / "tests/golden/report_text";
    for (const char* language : {"en", "fr"}) {
        std::map<std::string, std::string> court;
        for (const std::string_view name : names_of(Audience{})) {
            ReportOptions options;
            options.audience = from_text<Audience>(name).value();
            options.tool_version = "0.0.0";
            options.catalogue = find_language(language).value();
            auto document = assemble(tests::small_case(), options);
            if (!document) FAIL(document.error().message);
            const std::string now =
                text_of(std::move(*document), court, name == "court" ? &court : nullptr);
            const auto path = folder / (std::string(name) + "." + language + ".txt");
            if (approve != nullptr && std::string(approve) == "1") {
                std::filesystem::create_directories(folder);
                std::ofstream(path, std::ios::binary) << now;
            }
            INFO(path.string() << ": if the change is meant, approve it (ISONOMIA_APPROVE=1)");
            const std::string approved = content_of(path);
            if (approved != now) FAIL_CHECK(lines_that_differ(approved, now));
        }
    }
}
