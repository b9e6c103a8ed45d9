// What oversight reads of the impact assessments on record.
#include "reports/section_assessment.hpp"

#include "reports/format.hpp"
#include "reports/language.hpp"
#include "tests/catch.hpp"
#include "tests/reports/fixture.hpp"

using namespace isonomia;
using namespace isonomia::reports;

namespace {

std::string html(const CaseFile& file, const std::string& language = "en") {
    ReportOptions options;
    options.audience = Audience::oversight;
    options.catalogue = find_language(language).value();
    const auto document = assemble(file, options);
    INFO((document ? std::string() : document.error().message));
    REQUIRE(document);
    return (*find_format("html"))->render(*document).value();
}

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

ImpactAssessment assessment(const std::string& id, const std::string& system,
                            const std::string& on) {
    ImpactAssessment made;
    made.id = id;
    made.system = system;
    made.by = "Oversight office";
    made.on = on;
    made.answers = {{"period", "How often?", {"AIA-27-b"}, true, "Daily, since 2026.", "", ""},
                    {"milder", "Which milder means?", {"002-37"}, true, "", "", ""}};
    ImpactRight right;
    right.right = "privacy";
    right.title = "Privacy";
    right.raised = {"scale"};
    right.mitigations = {{"Fewer faces", "Chief", ""}};
    made.rights.push_back(right);
    made.flagged.push_back({"", 1000, "plan", 75.4, 60.2, 90.9, 40.0, "", {"m"}, false});
    made.flagged.push_back({"race=X", 9, "", {}, {}, {}, {}, "no rate", {}, false});
    made.decision = ImpactDecision::do_not_deploy;
    made.against_decision = {"No reasons are given."};
    return made;
}

CaseFile with(std::vector<ImpactAssessment> assessments) {
    CaseFile file = tests::compas_case();
    for (ImpactAssessment& one : assessments)
        file.impact_assessments.push_back({std::move(one), 3, {}, std::nullopt});
    return file;
}

}  // namespace

TEST_CASE("without an assessment on record, the report says that there is none") {
    CHECK(contains(html(tests::compas_case()), "No impact assessment is on record."));
}

TEST_CASE("an assessment without anything in it leaves no cell blank") {
    ImpactAssessment empty;
    empty.rights.emplace_back();
    empty.answers.emplace_back();
    empty.flagged.emplace_back();
    const std::string page = html(with({empty}));
    for (const char* blank : {"<td></td>", "<dd></dd>", "<p></p>", "<bdi></bdi>"})
        CHECK_FALSE(contains(page, blank));
    CHECK(contains(page, "Nobody who is affected was heard."));
}

TEST_CASE("oversight reads the decision, the rights, the numbers and what was not answered") {
    const std::string page = html(with({assessment("a", "s", "2026-01-01")}));
    for (const char* part :
         {"do not deploy", "No reasons are given.", "Fewer faces", "how grave",
          "Daily, since 2026.", "Not answered: nothing can be decided without it.", "between",
          "no rate"})
        CHECK(contains(page, part));
    CHECK_FALSE(contains(page, "No impact assessment is on record."));
    CHECK_FALSE(contains(page, "score of the assessment"));
}

TEST_CASE("of each system the last assessment is shown") {
    CaseFile file = with({assessment("a", "s", "2026-01-01"), assessment("b", "t", "2025-01-01"),
                          assessment("c", "s", "2027-01-01"), assessment("d", "s", "2026-06-01")});
    const auto last = last_assessments(file);
    REQUIRE(last.size() == 2);
    CHECK(last[0]->object.id == "c");
    CHECK(last[1]->object.id == "b");
}

TEST_CASE("oversight reads the assessment in French") {
    const std::string page = html(with({assessment("a", "s", "2026-01-01")}), "fr");
    for (const char* part : {"ne pas déployer", "Sans réponse", "la gravité", "extrême"})
        CHECK(contains(page, part));
}
