// Footnotes: where there is nothing to say none is called; where there is, each format has it.
#include "reports/footnotes.hpp"

#include "core/subprocess.hpp"
#include "reports/format.hpp"
#include "reports/language.hpp"
#include "reports/zip.hpp"
#include "tests/catch.hpp"
#include "tests/reports/fixture.hpp"
#include "tests/reports/measurements.hpp"

using namespace isonomia;
using namespace isonomia::reports;

namespace {

Recorded<Measurement> recorded(Measurement m) { return {std::move(m), 3, {}, std::nullopt}; }

// The words of the one note in a text; "" where it calls none.
std::string said(const Inline& text) { return text.empty() ? "" : plain(text.front().note->text); }

std::size_t count_of(std::string_view text, std::string_view part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1))
        ++count;
    return count;
}

const std::string newcombe = "R. G. Newcombe, Statistics in Medicine 17 (1998) 873–890";

}  // namespace

TEST_CASE("no footnote where a figure is undefined, unknown or rests on no verified authority") {
    const CaseFile file = tests::compas_case();
    ReportOptions options;
    const Record record(file, options);
    CHECK(derivation_note(record, recorded(tests::rate("x", "X", {}, 0, 0))).empty());
    CHECK(derivation_note(record, recorded({})).empty());
    std::set<std::string> named;
    CHECK(formula_note(record, recorded(tests::rate("x", "X", {}, 1, 2)), named).empty());
    Recorded<Outcome> outcome;
    CHECK(authority_note(record, outcome, named).empty());
    outcome.object.authorities = {{"R v Nobody", "para. 1", AuthorityStatus::unverified, "", ""}};
    CHECK(authority_note(record, outcome, named).empty());
}

TEST_CASE("a footnote says from which counts a figure comes, and by whose formula") {
    const CaseFile file = tests::compas_case();
    ReportOptions options;
    const Record record(file, options);
    const Measurement a = tests::rate("x", "X", {{"race", "A"}}, 31, 1000);
    const Measurement b = tests::rate("x", "X", {{"race", "B"}}, 10, 1000);
    CHECK(said(derivation_note(record, recorded(a)))
              .starts_with("31 of 1,000 counted: 0.0310 [0.0219,\u00A00.0437]. Range: Wilson "
                           "interval, level 95%; E. B. Wilson, "));
    const std::string difference = said(derivation_note(record, recorded(tests::difference(a, b))));
    CHECK(difference.starts_with("The rate for A less the rate for B: 0.0210 ["));
    CHECK(difference.find(newcombe) != std::string::npos);
    CHECK(said(derivation_note(record, recorded(tests::ratio(a, b))))
              .starts_with("The rate for A divided by the rate for B: 3.10"));
    Measurement known = a;
    known.metric = "false_positive_rate";
    std::set<std::string> named;
    CHECK(said(formula_note(record, recorded(known), named))
              .starts_with("Formula: Verma and Rubin, \"Fairness Definitions Explained\", FairWare "
                           "2018, section 3. Range: Wilson interval"));
    CHECK(formula_note(record, recorded(known), named).empty());  // once in a document
    known.interval->method = "clopper-pearson";
    CHECK_FALSE(formula_note(record, recorded(known), named).empty());
}

TEST_CASE("an authority is cited with its pinpoint and its standing") {
    const CaseFile file = tests::compas_case();
    ReportOptions options;
    const Record record(file, options);
    Recorded<Outcome> outcome = file.outcomes.front();
    outcome.object.authorities = {
        {"UNODC/CCPCJ/EG.4/2020/2", "para. 64", AuthorityStatus::secretariat_paper, "", ""}};
    std::set<std::string> named;
    CHECK(said(authority_note(record, outcome, named)) ==
          "Authority: UNODC/CCPCJ/EG.4/2020/2, para. 64 (a Secretariat paper).");
}

TEST_CASE("the rule that asks for an item is named before the courts to which it applies") {
    CaseFile file = tests::compas_case();
    ReportOptions options;
    file.matter.front().object.jurisdiction = "GB-EAW";
    const Record english(file, options);
    CHECK(said(rule_note(english, "GB-EAW", "rule 19.4")) == "Asked for by: rule 19.4.");
    CHECK(rule_note(english, "US", "rule 902").empty());
    file.matter.clear();
    CHECK(rule_note(Record(file, options), "GB-EAW", "rule 19.4").empty());
}

TEST_CASE("an authority that a note names is not named again behind it") {
    ReportOptions options;
    options.audience = Audience::mla;
    for (const char* language : {"en", "fr"}) {
        options.catalogue = find_language(language).value();
        const Document document = assemble(tests::small_case(), options).value();
        const std::string authority = language == std::string("fr")
                                          ? "CTOC/COP/WG.3/2024/2, par. 7"
                                          : "CTOC/COP/WG.3/2024/2, para. 7";
        const std::string html = (*find_format("html"))->render(document).value();
        CHECK(count_of(html, authority + "<") + count_of(html, authority + "]") +
                  count_of(html, authority + ".") ==
              1);
        const auto parts = unzip((*find_format("docx"))->render(document).value(), "x").value();
        CHECK(parts.at("word/footnotes.xml").find("[" + authority + "]") == std::string::npos);
    }
    Statement statement{value("R v X"), {{SupportKind::authority, "a", "Another", ""}}};
    CHECK(printed_supports(statement).size() == 1);
    statement.supports = {{SupportKind::exhibit, "R v X", "R v X", ""}};
    CHECK(printed_supports(statement).size() == 1);  // what the record holds is always printed
}

TEST_CASE("the derivation of the largest difference stands at the foot in every format") {
    const Document document = assemble(tests::compas_case()).value();
    REQUIRE_FALSE(notes_of(document).empty());
    const auto rendered = [&](const char* format) {
        return (*find_format(format))->render(document).value();
    };
    const std::string html = rendered("html");
    const auto aside = html.find("<aside aria-labelledby=\"notes\">");
    REQUIRE(aside != std::string::npos);
    CHECK(html.find("role=\"doc-noteref\" id=\"call-1\" href=\"#note-1\"") < aside);
    CHECK(html.find(newcombe, aside) != std::string::npos);
    const auto parts = unzip(rendered("docx"), "x").value();
    CHECK(parts.at("word/footnotes.xml").find(newcombe) != std::string::npos);
    CHECK(parts.at("word/document.xml").find("<w:footnoteReference w:id=\"1\">") !=
          std::string::npos);
    const auto text =
        run_process({"/usr/bin/pdftotext", "-enc", "UTF-8", "-", "-"}, rendered("pdf"));
    if (!text || text->exit_code != 0) {
        WARN("not run: pdftotext (poppler-utils) is not installed");
        return;
    }
    // On the page that calls it, below the text and above the line of the record's root.
    const auto call = text->out.find("Does it err differently");
    const auto note = text->out.find("R. G. Newcombe", call);
    CHECK(note < text->out.find('\f', call));
}
