// What each reader gets, over every kind of case.
#include <array>
#include <set>

#include "reports/declarations.hpp"
#include "reports/format.hpp"
#include "reports/letters.hpp"
#include "tests/catch.hpp"
#include "tests/reports/fixture.hpp"

using namespace isonomia;
using namespace isonomia::reports;

namespace {

std::string html_for(Audience audience, const CaseFile& file) {
    ReportOptions options;
    options.audience = audience;
    const auto document = assemble(file, options);
    REQUIRE(document);
    return (*find_format("html"))->render(*document).value();
}

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

constexpr std::array all_audiences{Audience::court,     Audience::prosecution, Audience::defence,
                                   Audience::oversight, Audience::mla,         Audience::accused};

}  // namespace

TEST_CASE("every audience gets a document of every case, however empty or hostile") {
    for (const Audience audience : all_audiences)
        for (const CaseFile& file : {CaseFile{}, tests::hostile_case(5), tests::compas_case()}) {
            ReportOptions options;
            options.audience = audience;
            INFO(to_text(audience));
            const auto document = assemble(file, options);
            if (!document) FAIL(document.error().message);
            for (const char* name : {"html", "docx", "json"})
                CHECK((*find_format(name))->render(*document));
        }
}

TEST_CASE("nothing is blank, None or a verdict for any audience") {
    for (const Audience audience : all_audiences) {
        const std::string html = html_for(audience, tests::compas_case());
        INFO(to_text(audience));
        for (const char* blank : {"<td></td>", "<dd></dd>", "<p></p>", "<li></li>", ">None<"})
            CHECK_FALSE(contains(html, blank));
        for (const char* word : {"guilty", "unbiased", "lawful", "compliant"})
            CHECK_FALSE(contains(html, word));
    }
}

TEST_CASE("the person concerned gets two plain pages: what was said, what drove it, what to do") {
    const std::string html = html_for(Audience::accused, tests::compas_case());
    for (const char* title : {"What the computer said", "What drove the result",
                              "How often it is wrong", "How you can contest it"})
        CHECK(contains(html, title));
    CHECK(contains(html, "Decile 8 of 10"));
    CHECK_FALSE(contains(html, "<table"));
    const std::string body = html.substr(html.find("<body"));
    CHECK(body.size() < 16'000);  // two pages
}

TEST_CASE("the certificate says what is served, withheld or held by others, and what undermines") {
    CaseFile file = tests::compas_case();
    Serving serving;
    serving.id = "serving-1";
    serving.to = "defence";
    serving.served_on = "2026-05-01";
    serving.entries = file.entries;
    const auto second = file.exhibits[1].entry;
    serving.withheld.push_back({second, "personal data", "order of 1 May", "state", "2026-12-01"});
    file.servings.push_back({serving, 3, {}, std::nullopt});
    const std::string html = html_for(Audience::prosecution, file);
    CHECK(contains(html, "on Public Defender, Broward, 1 May 2026"));
    CHECK(contains(html, "ground: order of 1 May"));
    CHECK(contains(html, "(vendor)"));
    CHECK(contains(html, "no step recorded"));
    CHECK(contains(html, "What may undermine the case or help the accused"));
    CHECK(contains(html, "I declare under penalty of perjury"));
    CHECK(contains(html, "28 U.S.C. § 1746(2)"));
}

TEST_CASE("the court reads who had what how long before the hearing") {
    const std::string html = html_for(Audience::court, tests::compas_case());
    CHECK(contains(html, "235 days before it"));
    CHECK(contains(html, "Disputed, and why"));
    CHECK(contains(html, "Not examined"));
}

TEST_CASE("a declaration is the wording of the jurisdiction, or its absence in words") {
    CaseFile file = tests::compas_case();
    file.matter.front().object.jurisdiction = "GB-EAW";
    CHECK(contains(html_for(Audience::defence, file), "I understand my duty to the court"));
    CHECK(contains(html_for(Audience::defence, file), "No lawyer has compared this wording"));
    file.matter.front().object.jurisdiction = "USA";
    CHECK(contains(html_for(Audience::defence, file), "No wording for the jurisdiction"));
}

TEST_CASE("a declaration file that is not one is refused") {
    for (const char* xml :
         {"<declaration/>", "<x/>",
          "<declaration jurisdiction='US' audience='jury' edition='x' checked='no'><cite>a</cite>"
          "</declaration>",
          "<declaration jurisdiction='US' audience='court' edition='x' checked='no'><cite>a</cite>"
          "</declaration>"})
        CHECK_FALSE(read_declaration(xml, "x.xml"));
}

TEST_CASE("the officer of oversight can decide not to deploy") {
    const std::string html = html_for(Audience::oversight, tests::compas_case());
    CHECK(contains(html, "Do not deploy, or stop the use."));
    CHECK(contains(html, "counts against approval"));
}

TEST_CASE("letters ask each holder once for each thing, what matters most first") {
    CaseFile file = tests::compas_case();
    const auto before = letters(file).value();
    REQUIRE(before.size() >= 2);
    Outcome twice = file.outcomes.front().object;
    twice.id += "-again";
    twice.requests = {{"some.fact", "The training data", "vendor"},
                      {"other.fact", "The training data", "vendor"}};
    file.outcomes.push_back({twice, 1, {}, std::nullopt});
    const auto after = letters(file).value();
    std::set<std::string> holders;
    for (const Letter& letter : after) {
        CHECK(holders.insert(letter.holder).second);
        const std::string html = (*find_format("html"))->render(letter.document).value();
        CHECK((*find_format("docx"))->render(letter.document));
        const auto first = html.find("The training data");
        CHECK((letter.holder == "vendor") == (first != std::string::npos));
        if (first != std::string::npos)
            CHECK(html.find("The training data", first + 1) == std::string::npos);
    }
    CHECK(letters(CaseFile{}).value().empty());
}
