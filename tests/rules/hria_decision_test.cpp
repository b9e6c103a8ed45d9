// Impact assessments: grades of risk, what lowers them, and the decision.
#include "tests/rules/hria_support.hpp"

using namespace isonomia;
using namespace isonomia::rules;
using namespace isonomia::rules::tests;

TEST_CASE("leaving a grade out never lowers a risk") {
    const Hria full = judged(privacy_graded + "/>");
    CHECK(full.rights[0].severity == Grade::moderate);
    for (const char* name : {"scale", "scope", "reversal", "probability"}) {
        std::string without = privacy_graded;
        const std::size_t at = without.find(std::string(name) + "=");
        without.erase(at, without.find('"', without.find('"', at) + 1) + 1 - at);
        const Hria hria = judged(without + "/>");
        CAPTURE(without);
        CHECK(hria.rights[0].raised == std::vector<std::string>{name});
        CHECK(std::max(hria.rights[0].severity, hria.rights[0].probability) == Grade::severe);
    }
    CHECK(judged("<right id=\"privacy\" touched=\"no\"/>").rights[0].severity == Grade::severe);
    CHECK_FALSE(judged("<right id=\"privacy\" touched=\"no\"><because>W</because></right>")
                    .rights[0]
                    .touched);
}

TEST_CASE("a mitigation without owner and date lowers nothing") {
    const std::string lowered =
        R"(<right id="privacy" touched="yes" scale="high" scope="high" reversal="high"
 probability="high" residual-severity="low" residual-probability="low">)";
    for (const std::string mitigation :
         {"", "<mitigation>M</mitigation>", "<mitigation owner=\"O\">M</mitigation>",
          "<mitigation due=\"2026-02-01\">M</mitigation>",
          "<mitigation owner=\"O\" due=\"2026-02-01\">.</mitigation>",
          "<mitigation owner=\"-\" due=\"2026-02-01\">M</mitigation>",
          "<mitigation owner=\"O\" due=\"2026-01-01\">M</mitigation>"}) {
        const Hria hria = judged(lowered + mitigation + "</right>" + deploy);
        CAPTURE(mitigation);
        CHECK(hria.rights[0].residual_severity == Grade::high);
        CHECK(hria.rights[0].residual_refused);
        CHECK(says(hria.against_decision, "without a mitigation"));
    }
    const Hria hria = judged(
        lowered + "<mitigation owner=\"O\" due=\"2026-02-01\">M</mitigation></right>" + deploy);
    CHECK(hria.rights[0].residual_severity == Grade::low);
    CHECK_FALSE(hria.rights[0].residual_refused);
}

TEST_CASE("nothing is lowered below what was not graded") {
    const std::string mitigation =
        "<mitigation owner=\"O\" due=\"2026-01-02\">M</mitigation></right>";
    for (const char* name : {"scale", "scope", "reversal", "probability"}) {
        std::string right = privacy_graded;
        const std::size_t at = right.find(std::string(name) + "=");
        right.erase(at, right.find('"', right.find('"', at) + 1) + 1 - at);
        CAPTURE(right);
        const Hria hria =
            judged(right + " residual-severity=\"low\" residual-probability=\"low\">" + mitigation +
                   deploy);
        const RightRisk& risk = hria.rights[0];
        CHECK(std::max(risk.residual_severity, risk.residual_probability) == Grade::severe);
        CHECK(risk.residual_refused);
        CHECK(says(hria.against_decision, "For 'Privacy', the risk is lowered although"));
    }
    const Hria graded =
        judged(privacy_graded + " residual-severity=\"low\">" + mitigation + deploy);
    CHECK(graded.rights[0].residual_severity == Grade::low);
    CHECK_FALSE(graded.rights[0].residual_refused);
}

TEST_CASE("a risk that is left as it is needs no mitigation") {
    const Hria same = judged(privacy_graded + " residual-severity=\"moderate\"/>" + deploy);
    CHECK(same.rights[0].residual_severity == Grade::moderate);
    CHECK_FALSE(same.rights[0].residual_refused);
}

TEST_CASE("harm that stays stands against use where it is both severe and probable") {
    const auto stays = [](const std::string& severity, const std::string& probability) {
        const Hria hria = judged("<right id=\"privacy\" touched=\"yes\" scale=\"" + severity +
                                 "\" scope=\"low\" reversal=\"low\" probability=\"" + probability +
                                 "\"/>" + deploy);
        return says(hria.against_decision, "For 'Privacy', harm stays severe and probable");
    };
    CHECK(stays("severe", "severe"));
    CHECK(stays("severe", "high"));
    CHECK_FALSE(stays("severe", "moderate"));
    CHECK_FALSE(stays("high", "severe"));
}

TEST_CASE("the dates of a decision stand in order") {
    const auto against = [](const std::string& attributes, const std::string& more = "") {
        return judged("<decision is=\"cease\" " + attributes + "><reasons>R</reasons></decision>",
                      {}, more)
            .against_decision;
    };
    CHECK(against("by=\"D\" on=\"2026-01-02\" review-on=\"2026-01-03\"").empty());
    CHECK(says(against("by=\"D\" on=\"2026-01-03\" review-on=\"2026-01-03\""),
               "review is not later"));
    CHECK(says(against("by=\"D\" on=\"2026-01-03\" review-on=\"2026-01-02\""),
               "review is not later"));
    CHECK(says(against("by=\"D\" on=\"2026-01-01\" review-on=\"2026-01-03\""),
               "decided before the assessment"));
    CHECK(says(against("by=\"D\" review-on=\"2026-01-03\""), "who decided, and when"));
    CHECK(says(against("on=\"2026-01-03\" review-on=\"2026-01-04\""), "who decided, and when"));
    const std::string sound = "by=\"D\" on=\"2026-01-02\" review-on=\"2026-01-03\"";
    for (const char* before : {"2026-01-01", "2026-01-02"})
        CHECK(says(against(sound, std::string("deployed-on=\"") + before + "\""),
                   "called an assessment before use"));
    CHECK(against(sound, "deployed-on=\"2026-01-03\"").empty());
}

TEST_CASE("not to deploy and to cease are decisions, and need their form only") {
    for (const char* is : {"do-not-deploy", "suspend", "cease"}) {
        const Hria hria = judged(std::string("<decision is=\"") + is +
                                 "\" by=\"D\" on=\"2026-01-03\" review-on=\"2026-06-01\">"
                                 "<reasons>R</reasons></decision>");
        CHECK(hria.against_decision.empty());
    }
    const Hria formless = judged("<decision is=\"cease\"/>");
    CHECK(says(formless.against_decision, "who decided"));
    CHECK(says(formless.against_decision, "No reasons"));
    CHECK(says(formless.against_decision, "No date of review"));
    CHECK(
        says(judged("<decision is=\"cease\" by=\"D\" on=\"2025-12-31\" review-on=\"2025-12-01\"/>")
                 .against_decision,
             "before the assessment"));
}
