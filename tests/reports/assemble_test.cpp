#include "reports/assemble.hpp"

#include "core/xml.hpp"
#include "reports/format.hpp"
#include "tests/catch.hpp"
#include "tests/reports/fixture.hpp"

using namespace isonomia;
using namespace isonomia::reports;

namespace {

std::string html_of(const CaseFile& file, const ReportOptions& options = {}) {
    const auto document = assemble(file, options);
    REQUIRE(document);
    return (*find_format("html"))->render(*document).value();
}

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

// The text with everything from `open` to `close` taken out.
std::string without(const std::string& text, std::string_view open, std::string_view close) {
    std::string out;
    std::size_t at = 0;
    while (true) {
        const auto begin = text.find(open, at);
        out += text.substr(at, begin == std::string::npos ? begin : begin - at);
        if (begin == std::string::npos) return out;
        const auto end = text.find(close, begin);
        if (end == std::string::npos) return out;
        at = end + close.size();
    }
}

}  // namespace

TEST_CASE("an empty case file gives a report that says so") {
    const std::string html = html_of(CaseFile{});
    CHECK(contains(html, "The case record is empty."));
    CHECK(contains(html, "A matter without a title"));
    CHECK(contains(html, "How often the system errs cannot be known"));
}

TEST_CASE("hostile text neither runs, hides, reorders nor breaks anything") {
    const std::string html = html_of(tests::hostile_case(5));
    CHECK_FALSE(contains(html, "<script"));
    CHECK_FALSE(contains(html, "onload=x>"));
    for (const char* hidden : {"\xE2\x80\xAE", "\xE2\x80\x8B", "\xEF\xBB\xBF", "\x01", "\x1B"})
        CHECK_FALSE(contains(html, hidden));
    CHECK(contains(html, "⟨U+202E⟩"));
    const auto parsed = XmlDocument::parse(html.substr(html.find('\n') + 1), "report.html");
    if (!parsed) FAIL(parsed.error().message);
}

TEST_CASE("five thousand exhibits are listed, whole") {
    const std::string html = html_of(tests::hostile_case(5000));
    CHECK(contains(html, "id=\"exhibit-X4999\""));
}

TEST_CASE(
    "every statement rests on something: the check of assemble() holds for every kind of case") {
    for (const CaseFile& file : {tests::compas_case(), tests::wide_case(36, 11), CaseFile{}})
        CHECK(assemble(file));
    CaseFile broken = tests::compas_case();
    broken.exhibits.clear();  // references that lead nowhere are shown as text, not as dead links
    broken.facts.clear();
    broken.agents.clear();
    CHECK(assemble(broken));
}

TEST_CASE("all words pass through the catalogue, so that a language needs no change of assembly") {
    ReportOptions options;
    options.catalogue = Catalogue("fr", "ltr", [](std::string_view english) {
        std::string out;  // every Latin letter outside a place becomes 'ж'
        bool place = false;
        for (const char c : english) {
            if (c == '{' || c == '}') place = c == '{';
            const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            out += letter && !place ? "ж" : std::string(1, c);
        }
        return out;
    });
    std::string html = html_of(tests::compas_case(), options);
    html.erase(0, html.find("<body>"));
    for (const auto& [open, close] :
         {std::pair{"<svg", "</svg>"}, std::pair{"<bdi>", "</bdi>"},
          std::pair{"<span class=\"on\">", "</span>"}, std::pair{"<", ">"}, std::pair{"&", ";"}})
        html = without(html, open, close);
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    for (std::size_t i = 0; i + 1 < html.size(); ++i)
        if (is_letter(html[i]) && is_letter(html[i + 1]))
            FAIL("not from the catalogue: " << html.substr(i > 40 ? i - 40 : 0, 120));
}

TEST_CASE("the report never says what no rule and no fact reached") {
    const std::string html = html_of(tests::compas_case());
    for (const char* word :
         {"guilty", "no bias", "unbiased", "lawful", "compliant", "overall score", "proven"})
        CHECK_FALSE(contains(html, word));
    CHECK_FALSE(contains(html, "Someone v. Nobody"));
    CHECK(contains(html, "One citation is left out"));
    CHECK_FALSE(contains(html, ">None<"));
    for (const char* blank : {"<td></td>", "<dd></dd>", "<p></p>", "</span></td>"})
        CHECK_FALSE(contains(html, blank));
}

TEST_CASE("what a judge must see is there") {
    const std::string html = html_of(tests::compas_case());
    CHECK(html.find("id=\"glance\"") < html.find("id=\"contents\""));
    CHECK(contains(html, "SYNTHETIC"));
    CHECK(contains(html, "Rules not signed by a lawyer."));
    CHECK(contains(html, "expired on <bdi>2026-01-31</bdi>, before the act"));
    CHECK(contains(html, "none stated"));
    CHECK(contains(html, "The two do not agree"));
    CHECK(contains(html, "printed as <bdi>0.017%</bdi>"));
    CHECK(contains(html, "withheld on this ground: <bdi>trade secret</bdi>"));
    CHECK(contains(html, "src/age.cpp:41"));
    CHECK(contains(html, "withdrawn by entry 41"));
    CHECK(contains(html, "isonomia verify DIR"));
}

TEST_CASE("the report of the demonstration's size stays below 500 kB") {
    CHECK(html_of(tests::wide_case(36, 11)).size() < 500'000);
}

TEST_CASE("the same record gives the same bytes") {
    CHECK(html_of(tests::compas_case()) == html_of(tests::compas_case()));
}
