// Reports over the matters of the corpus: French all through, and a page that can be sent.
#include <algorithm>
#include <set>

#include "cli/report/render.hpp"
#include "core/text.hpp"
#include "reports/language.hpp"
#include "reports/po.hpp"
#include "tests/cli/case_support.hpp"
#include "tests/reports/noting.hpp"

namespace isonomia::cli {

Command run_command();
Command report_command();

using tests::Party;

namespace {

CaseFile case_of(Party& party, const char* matter) {
    const auto file = isonomia::tests::source_dir() / "corpus/matters" / matter / "matter.xml";
    party.files_context.executable = isonomia::tests::program("isonomia");
    const std::string folder = (party.folder / "case").string();
    const ExitCode code = party.run(run_command(), {file.string(), "-o", folder});
    INFO(party.said());
    REQUIRE(code == ExitCode::adverse);
    const auto ledger = provenance::Ledger::open(party.folder / "case", party.files);
    REQUIRE(ledger);
    auto entries = ledger->entries();
    REQUIRE(entries);
    auto file_now = stated_case(*ledger, std::move(*entries));
    REQUIRE(file_now);
    return std::move(*file_now);
}

std::string without_plots(std::string html) {
    constexpr std::string_view end = "</svg>";
    for (auto at = html.find("<svg"); at != std::string::npos; at = html.find("<svg", at))
        html.erase(at, html.find(end, at) + end.size() - at);
    return html;
}

// Words of the program that stand in the document as the catalogue has them in English.
std::set<std::string> left_in_english(reports::Document& document,
                                      const reports::PoEntries& entries) {
    std::set<std::string> left;
    reports::for_each_text(document, [&](reports::Inline& text, const reports::Supports*) {
        for (const reports::Run& run : text) {
            const auto entry = entries.find(run.text);
            if (run.kind == reports::RunKind::words && entry != entries.end() &&
                entry->second.front() != run.text && run.text.find(' ') != std::string::npos)
                left.insert(run.text);
        }
    });
    return left;
}

void check_french(Party& party, const CaseFile& file) {
    const auto po =
        party.files.read(isonomia::tests::source_dir() / "reports/languages/fr.po", 1U << 20U);
    const auto entries = reports::parse_po(po.value(), "fr.po").value();
    const reports::Catalogue french = reports::find_language("fr").value();
    std::set<std::string> missing;
    for (const std::string_view audience : names_of(reports::Audience{})) {
        ReportRequest request;
        request.audience = audience;
        request.language = "fr";
        auto options = report_options(party.files_context, request, file).value();
        CHECK(options.outcomes_said.size() == file.outcomes.size());
        options.catalogue = reports::Catalogue(
            "fr", "ltr", std::make_shared<isonomia::tests::Noting>(french, missing));
        auto document = reports::assemble(file, options);
        if (!document) FAIL(document.error().message);
        for (const std::string& text : left_in_english(*document, entries))
            FAIL_CHECK(audience << ": left in English: " << text);
    }
    for (const std::string& phrase : missing)
        FAIL_CHECK("no French for: " << phrase);
}

// Titles and requests of rules come from the packs' French, not from the record.
void check_rules(Party& party, const CaseFile& file) {
    ReportRequest request;
    request.language = "fr";
    const auto options = report_options(party.files_context, request, file).value();
    const auto document = reports::assemble(file, options).value();
    const std::string html = (*reports::find_format("html"))->render(document).value();
    std::size_t compared = 0;
    for (std::size_t i = 0; i < file.outcomes.size(); ++i) {
        const Outcome& recorded = file.outcomes[i].object;
        const auto said = std::find_if(options.outcomes_said.begin(), options.outcomes_said.end(),
                                       [&](const Outcome& o) { return o.id == recorded.id; });
        REQUIRE(said != options.outcomes_said.end());
        CHECK(said->verdict == recorded.verdict);
        if (said->title == recorded.title) continue;
        ++compared;
        CHECK(html.find(">" + recorded.title + "<") == std::string::npos);
        for (const Request& asked : recorded.requests)
            if (asked.text.size() > 40 && asked.text.find('[') == std::string::npos)
                CHECK(html.find(asked.text) == std::string::npos);
    }
    CHECK(compared > 60);
}

}  // namespace

TEST_CASE("in French, no sentence of the catalogue and no title of a rule is left in English") {
    for (const char* matter : {"face-recognition", "compas"}) {
        const isonomia::tests::ScratchFolder scratch;
        Party party(scratch.path() / "party");
        const CaseFile file = case_of(party, matter);
        INFO(matter);
        check_french(party, file);
        check_rules(party, file);
        if (std::string_view(matter) != "compas") continue;
        for (const char* language : {"en", "fr"}) {
            REQUIRE(party.run(report_command(), {"case", "-a", "court", "-l", language, "-o",
                                                 "page.html"}) == ExitCode::done);
            INFO(language);
            const auto html = party.files.read(party.folder / "page.html", 1U << 20U);
            REQUIRE(html);
            CHECK(without_plots(*html).size() <= 500'000);
        }
    }
}

}  // namespace isonomia::cli
