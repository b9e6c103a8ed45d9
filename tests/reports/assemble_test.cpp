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
    options.catalogue = Catalogue("ar", "rtl", [](std::string_view english) {
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
         {std::pair{"<svg", "</svg>"}, std::pair{"<bdi", "</bdi>"},
          std::pair{"<small>", "</small>"}, std::pair{"<", ">"}, std::pair{"&", ";"}})
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
    for (const char* blank : {"<td></td>", "<dd></dd>", "<p></p>", "</small></td>"})
        CHECK_FALSE(contains(html, blank));
}

TEST_CASE("what a judge must see is there") {
    const std::string html = html_of(tests::compas_case());
    CHECK(html.find("id=\"glance\"") < html.find("id=\"contents\""));
    CHECK(contains(html, "SYNTHETIC"));
    CHECK(contains(html, "Rules not signed by a lawyer."));
    CHECK(contains(html, "expired on 31 January 2026, before the act"));
    CHECK(contains(html, "<td>not recorded</td>"));
    CHECK(contains(
        html, "With an authority whose term does not cover the act, or cannot be checked: 1."));
    CHECK(contains(html, "The two do not agree"));
    CHECK(contains(html, "printed as 0.017%"));
    CHECK(contains(html, "withheld on this ground: trade secret"));
    CHECK(contains(html, "src/age.cpp:41"));
    CHECK(contains(html, "withdrawn by entry 41"));
    CHECK(contains(html, "isonomia verify DIR"));
    // The range that the first page gives is the one that it explains; none, no explanation.
    CHECK(contains(html, "How to read “the data allow 18 to 25 more”."));
    CHECK_FALSE(contains(html_of({}), "How to read “"));
    // 45 less 23 is not 21: the reader is told why.
    CHECK(contains(html, "Difference, before rounding: about 21 more in every 100"));
}

namespace {

Outcome outcome_asking_for(const std::string& fact, std::vector<FactRead> reads) {
    Outcome o;
    o.id = "pack/" + fact;
    o.rule = fact;
    o.title = "A rule that asks for " + fact;
    o.verdict = Verdict::not_established;
    o.requests = {{fact, "Please serve " + fact, ""}};
    o.tests = {{0, "test", "a test", Truth::unknown, "", std::move(reads)}};
    return o;
}

std::string gap_row(const std::string& html, const std::string& fact) {
    const auto gaps = html.find("id=\"gaps\"");
    const auto begin = html.find("Please serve " + fact, gaps);
    REQUIRE(begin != std::string::npos);
    return html.substr(begin, html.find("</tr>", begin) - begin);
}

}  // namespace

TEST_CASE("a gap never stands as established because nobody recorded the fact") {
    tests::CaseBuilder b;
    b.add(b.file.outcomes, outcome_asking_for("never.recorded", {}));
    b.add(b.file.outcomes,
          outcome_asking_for("d.chain.whole",
                             {{"d.chain.whole", "false", FactStatus::established, "derived", ""}}));
    b.add(b.file.outcomes,
          outcome_asking_for("d.original", {{"d.original", "", FactStatus::unknown, "", ""}}));
    const std::string html = html_of(b.file);
    const std::string unknown(title_of(FactStatus::unknown));
    CHECK(contains(gap_row(html, "never.recorded"), unknown));
    CHECK_FALSE(contains(gap_row(html, "never.recorded"), ">established"));
    CHECK(contains(gap_row(html, "d.chain.whole"), "established: not so"));
    CHECK(contains(gap_row(html, "d.original"), unknown));
}

TEST_CASE("the first page speaks of the system that acted, and names others as comparison") {
    CaseFile file = tests::compas_case();
    System acted;
    acted.id = "points";
    acted.name = "Points score";
    acted.output = "7 of 10 points";
    acted.not_established = "That he will offend.";
    file.systems.push_back({acted, 1, {}, std::nullopt});
    for (auto& act : file.activities)
        if (act.object.kind == ActivityKind::inference) act.object.system = "points";
    const std::string html = html_of(file);
    const std::string page = html.substr(0, html.find("id=\"contents\""));
    CHECK(contains(page, "Points score</strong>: 7 of 10 points"));
    CHECK(contains(page, "Points score</strong>: no error figure is on record."));
    CHECK(contains(page, "Points score</strong>: That he will offend."));
    CHECK(contains(page, "Named for comparison only"));
    CHECK(contains(page, "(not used in this matter): measured from data on record"));
    CHECK(contains(page, "not known"));
}

TEST_CASE("an authority that nobody stated is told from one that nobody recorded") {
    CaseFile file = tests::compas_case();
    for (auto& act : file.activities)
        if (act.object.kind == ActivityKind::inference) act.object.authority = Authority{};
    CHECK(contains(html_of(file), "With no authority stated"));
    CHECK(contains(html_of(file), "none stated"));
    for (auto& act : file.activities) {
        if (act.object.kind != ActivityKind::inference) continue;
        act.object.authority = Authority{"Warrant 7", "", "", "", "", "three persons"};
    }
    CHECK(contains(html_of(file), ", limited to: three persons"));
    CHECK_FALSE(contains(html_of(file), "With no authority stated"));
}

TEST_CASE("the program's own copy of the declaration is no exhibit of the matter") {
    CaseFile file = tests::compas_case();
    const std::string before = html_of(file);
    Exhibit declaration;
    declaration.id = "matter";
    file.exhibits.push_back({declaration, 0, {}, std::nullopt});
    const auto custody = [](const std::string& html) {
        const auto begin = html.find("id=\"custody\"");
        return html.substr(begin, html.find("<table", begin) - begin);
    };
    CHECK(custody(html_of(file)) == custody(before));
}

TEST_CASE("the report of the demonstration's size stays below 500 kB") {
    CHECK(html_of(tests::wide_case(36, 11)).size() < 500'000);
}

TEST_CASE("the same record gives the same bytes") {
    CHECK(html_of(tests::compas_case()) == html_of(tests::compas_case()));
}
