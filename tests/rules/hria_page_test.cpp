// The page of an impact assessment.
#include "rules/hria.hpp"
#include "tests/catch.hpp"
#include "tests/rules/rules_support.hpp"
#include "tests/shared_data.hpp"

using namespace isonomia;
using namespace isonomia::rules;

TEST_CASE("the French page speaks French") {
    DiskFiles disk;
    const auto questionnaire =
        load_questionnaire(disk, isonomia::tests::source_dir() / "rules/questionnaires/hria.xml");
    REQUIRE(questionnaire);
    rules::tests::MemoryFiles files;
    files.content["a.xml"] =
        R"(<assessment xmlns="urn:isonomia:assessment:1" id="a" questionnaire="hria" system="S"
 by="B" on="2026-01-02" phase="before"><answer question="compatible">no</answer>
<right id="privacy" touched="yes"><because>Motif</because></right>
<decision is="deploy" by="D" on="2026-01-03" review-on="2027-01-03"><reasons>R</reasons></decision>
</assessment>)";
    const auto assessment = load_assessment(files, "a.xml", *questionnaire);
    REQUIRE(assessment);
    const Hria hria = judge(*questionnaire, *assessment, {}, "fr");
    const std::string page = hria_page(*questionnaire, *assessment, hria, {"fr", false, {}});
    for (const char* part :
         {"**Décision : déployer.**", "ampleur, étendue, réversibilité, probabilité",
          "le degré le plus élevé parmi", "**Vie privée et données personnelles**", "| grave |"}) {
        CAPTURE(part);
        CHECK(page.find(part) != std::string::npos);
    }
    for (const char* part : {"scale", "scope", "reversal", "probability", "extrême", "privacy",
                             "fair-trial", "cease-plan", "\nno\n", "Décision:"}) {
        CAPTURE(part);
        CHECK(page.find(part) == std::string::npos);
    }
}
