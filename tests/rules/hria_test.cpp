// Impact assessments: what is not said never helps.
#include "rules/hria.hpp"

#include <algorithm>
#include <set>

#include "tests/catch.hpp"
#include "tests/rules/rules_support.hpp"
#include "tests/shared_data.hpp"

using namespace isonomia;
using namespace isonomia::rules;
using namespace isonomia::rules::tests;

namespace {

Questionnaire shipped() {
    DiskFiles files;
    auto read =
        load_questionnaire(files, isonomia::tests::source_dir() / "rules/questionnaires/hria.xml");
    INFO((read ? std::string() : read.error().message));
    REQUIRE(read);
    return std::move(*read);
}

Result<Questionnaire> questions(const std::string& inside) {
    MemoryFiles files;
    files.content["q.xml"] =
        R"(<questionnaire xmlns="urn:isonomia:questionnaire:1" id="q" version="1">)"
        R"(<title xml:lang="en">T</title>)" +
        inside + "</questionnaire>";
    return load_questionnaire(files, "q.xml");
}

Questionnaire small() {
    auto read = questions(
        R"(<question id="may" answers-to="x" critical="true">
<says xml:lang="en">May it?</says></question>
<question id="end" answers-to="x" asked-if="may" asked-is="no">
<says xml:lang="en">When?</says></question>
<right id="privacy" answers-to="x"><says xml:lang="en">Privacy</says></right>)");
    REQUIRE(read);
    return std::move(*read);
}

Result<Assessment> answers(const Questionnaire& questionnaire, const std::string& inside) {
    MemoryFiles files;
    files.content["a.xml"] =
        R"(<assessment xmlns="urn:isonomia:assessment:1" id="a" questionnaire=")" +
        questionnaire.id + R"(" system="S" by="B" on="2026-01-02" phase="before">)" + inside +
        "</assessment>";
    return load_assessment(files, "a.xml", questionnaire);
}

Hria judged(const std::string& inside, const CaseFile& file = {}) {
    const Questionnaire questionnaire = small();
    const auto assessment = answers(questionnaire, inside);
    INFO((assessment ? std::string() : assessment.error().message));
    REQUIRE(assessment);
    return judge(questionnaire, *assessment, file, "en");
}

const std::string deploy =
    R"(<decision is="deploy" by="D" on="2026-01-03" review-on="2027-01-03">
<reasons>R</reasons></decision>)";
const std::string privacy_graded =
    R"(<right id="privacy" touched="yes" scale="low" scope="moderate" reversal="low"
 probability="low")";

CaseFile measured() {
    CaseFile file;
    for (const auto& [metric, value] :
         {std::pair("false_positive_rate", 0.10), std::pair("prevalence", 0.25)}) {
        Recorded<Measurement> one;
        one.object.id = metric;
        one.object.metric = metric;
        one.object.system = "S";
        one.object.dataset = "d";
        one.object.value = value;
        one.object.interval = Interval{value - 0.02, value + 0.02, 0.95, "wilson"};
        file.measurements.push_back(one);
    }
    return file;
}

bool says(const std::vector<std::string>& list, const std::string& part) {
    return std::any_of(list.begin(), list.end(),
                       [&](const std::string& one) { return one.find(part) != std::string::npos; });
}

}  // namespace

TEST_CASE("questionnaires and answers that make no sense are refused") {
    CHECK_FALSE(questions("<question id=\"a\" answers-to=\"x\" asked-if=\"a\" asked-is=\"y\"/>"));
    CHECK_FALSE(
        questions("<question id=\"a\" answers-to=\"x\"/><question id=\"a\" answers-to=\"x\"/>"));
    const Questionnaire questionnaire = small();
    const auto code = [&](const std::string& inside) {
        const auto read = answers(questionnaire, inside);
        return read ? std::string("read") : read.error().code;
    };
    CHECK(code("<answer question=\"mayy\">yes</answer>") == "R0002");
    CHECK(code("<answer question=\"may\">yes</answer><answer question=\"may\">no</answer>") ==
          "R0001");
    CHECK(code("<right id=\"flight\" touched=\"yes\"/>") == "R0002");
    CHECK(code("<volume persons-per-year=\"-1\"/>") == "R0005");
    CHECK(code("<right id=\"privacy\" touched=\"yes\" scale=\"12\"/>") != "read");
    CHECK(code("<score>3</score>") != "read");
}

TEST_CASE("silence is the worst: no answers at all") {
    const Hria hria = judged(deploy);
    CHECK_FALSE(hria.complete());
    CHECK(hria.stops == std::vector<std::string>{"may"});
    // Whether the second question is asked cannot be ruled out, so it is open too.
    CHECK(hria.unanswered == std::vector<std::string>{"may", "end"});
    REQUIRE(hria.rights.size() == 1);
    CHECK(hria.rights[0].touched);
    CHECK(hria.rights[0].residual_severity == Grade::severe);
    CHECK(hria.rights[0].residual_probability == Grade::severe);
    CHECK(says(hria.against_decision, "May it?"));
    CHECK(says(hria.against_decision, "severe and probable"));
    CHECK(says(hria.against_decision, "Nobody who is affected"));
    CHECK(says(hria.against_decision, "No volume"));
}

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

TEST_CASE("an answer of punctuation alone is none") {
    for (const char* nothing : {"-", ".", " ?! ", "…", "— –", "« »", "¿"}) {
        CAPTURE(nothing);
        const Hria hria = judged(std::string("<answer question=\"may\">") + nothing +
                                 "</answer><right id=\"privacy\" touched=\"no\"><because>" +
                                 nothing + "</because></right>");
        CHECK(hria.stops == std::vector<std::string>{"may"});
        CHECK(hria.rights[0].severity == Grade::severe);
    }
    for (const char* something : {"7", "é", "是", "- x"})
        CHECK(judged(std::string("<answer question=\"may\">") + something + "</answer>")
                  .stops.empty());
}

TEST_CASE("a closed question takes yes or no, in either language, and can speak against use") {
    const auto closed = questions(
        R"(<question id="may" answers-to="x" answer="yes-no" against="no" critical="true">
<says xml:lang="en">May it?</says><says xml:lang="fr">Le peut-il ?</says></question>
<question id="end" answers-to="x" asked-if="may" asked-is="no">
<says xml:lang="en">When?</says></question>
<right id="privacy" answers-to="x"><says xml:lang="en">Privacy</says></right>)");
    REQUIRE(closed);
    CHECK(questions("<question id=\"a\" answers-to=\"x\" against=\"no\"/>").error().code ==
          "R0006");
    CHECK(questions("<question id=\"a\" answers-to=\"x\" answer=\"maybe\"/>").error().code != "");
    CHECK(questions("<question id=\"a\" answers-to=\"x\" answer=\"yes-no\"/>"
                    "<question id=\"b\" answers-to=\"x\" asked-if=\"a\" asked-is=\"never\"/>")
              .error()
              .code == "R0002");
    for (const char* other : {"No.", "perhaps", "no, never"}) {
        const auto refused =
            answers(*closed, std::string("\n<answer question=\"may\">") + other + "</answer>");
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code == "R0005");
        CHECK(refused.error().where->line == 2);
    }
    const auto against = [&](const std::string& answer, const std::string& decision) {
        const auto read =
            answers(*closed, "<answer question=\"may\">" + answer + "</answer>" + decision);
        REQUIRE(read);
        return judge(*closed, *read, {}, "fr");
    };
    for (const char* no : {"no", "non", "Non", " NO "}) {
        CAPTURE(no);
        const Hria hria = against(no, deploy);
        CHECK(
            says(hria.against_decision, "Réponse « non », qui s'oppose à l'usage : Le peut-il ?"));
        CHECK(hria.unanswered == std::vector<std::string>{"end"});
        CHECK_FALSE(says(against(no, "<decision is=\"cease\"/>").against_decision, "Réponse"));
    }
    CHECK_FALSE(says(against("oui", deploy).against_decision, "Réponse"));
    CHECK(says(against("-", deploy).against_decision, "Sans réponse"));
}

TEST_CASE("unknown and doubled answers are refused at their own place") {
    const Questionnaire questionnaire = small();
    for (const std::string wrong :
         {"<answer question=\"mayy\">yes</answer>", "<right id=\"flight\" touched=\"yes\"/>",
          "<answer question=\"end\">twice</answer>"}) {
        const auto read =
            answers(questionnaire, "<answer question=\"end\">once</answer>\n  " + wrong);
        REQUIRE_FALSE(read);
        REQUIRE(read.error().where);
        CHECK(read.error().where->line == 2);
    }
}

TEST_CASE("an answer rests on an exhibit of the case, or is refused") {
    const Questionnaire questionnaire = small();
    const auto read =
        answers(questionnaire, "\n<answer question=\"may\" exhibit=\"E7\">yes</answer>");
    REQUIRE(read);
    CaseFile file;
    REQUIRE_FALSE(check_exhibits(*read, file));
    CHECK(check_exhibits(*read, file).error().code == "R0002");
    CHECK(check_exhibits(*read, file).error().where->line == 2);
    Recorded<Exhibit> exhibit;
    exhibit.object.id = "E7";
    file.exhibits.push_back(exhibit);
    CHECK(check_exhibits(*read, file));
    CHECK(check_exhibits(*answers(questionnaire, "<answer question=\"may\">yes</answer>"), file));
}

TEST_CASE("figures are those of the assessed system, from one data set") {
    const std::string volume = R"(<volume persons-per-year="1000" wrongly-flagged-now="40"/>)";
    CaseFile file = measured();
    for (auto& one : file.measurements)
        one.object.system = "T";
    CHECK_FALSE(judged(volume, file).flagged[0].number);
    Recorded<System> system;
    system.object.id = "T";
    system.object.name = "S";  // the assessment names it
    file.systems.push_back(system);
    CHECK(judged(volume, file).flagged[0].number);
    file.measurements[1].object.dataset = "other";
    CHECK_FALSE(judged(volume, file).flagged[0].number);
    CHECK(judged(volume, file).flagged[0].undefined_reason.find("prevalence") != std::string::npos);
    // Of two data sets, the one that flags more; never the rate of one with the share of the other.
    file.measurements.push_back(file.measurements[0]);
    file.measurements[2].object.dataset = "other";
    file.measurements[2].object.value = 0.2;
    file.measurements.push_back(file.measurements[1]);
    file.measurements[3].object.dataset = "d";
    file.measurements[3].object.value = 0.5;
    CHECK(*judged(volume, file).flagged[0].number == Approx(150));
    // A computed pair comes before a published one, however much that one flags.
    file.measurements[2].object.basis = Basis::reported;
    CHECK(*judged(volume, file).flagged[0].number == Approx(50));
}

TEST_CASE("what is not shown to be no worse than now stands against use") {
    const auto against = [&](const std::string& now, const CaseFile& file) {
        return judged("<volume persons-per-year=\"1000\"" + now + "/>" + deploy, file)
            .against_decision;
    };
    CHECK(says(against("", measured()), "not known"));
    CHECK(says(against(" wrongly-flagged-now=\"70\"", {}), "not known"));
    CHECK(says(against(" wrongly-flagged-now=\"70\"", measured()), "not shown to be no worse"));
    CHECK(says(against(" wrongly-flagged-now=\"59\"", measured()), "More persons"));
    const auto better = against(" wrongly-flagged-now=\"90\"", measured());
    for (const char* part : {"not known", "not shown", "More persons"})
        CHECK_FALSE(says(better, part));
}

TEST_CASE("a hidden answer counts for nothing, and is named") {
    const std::string yes = "<answer question=\"may\">yes</answer>";
    const Hria hidden = judged(yes + "<answer question=\"end\">soon</answer>");
    CHECK(hidden.set_aside == std::vector<std::string>{"end"});
    CHECK(hidden.complete());
    CHECK(judged(yes).set_aside.empty());
    const Hria open = judged("<answer question=\"may\">no</answer>");
    CHECK(open.unanswered == std::vector<std::string>{"end"});
}

TEST_CASE("people wrongly flagged per year come from the case, or are unknown") {
    const std::string volume = R"(<volume persons-per-year="1000" wrongly-flagged-now="40"/>)";
    const Hria unknown = judged(volume);
    REQUIRE(unknown.flagged.size() == 1);
    CHECK_FALSE(unknown.flagged[0].number);
    CHECK_FALSE(unknown.flagged[0].undefined_reason.empty());
    const Hria known = judged(volume + deploy, measured());
    REQUIRE(known.flagged[0].number);
    CHECK(*known.flagged[0].number == Approx(75));  // 1000 x 0.75 x 0.10
    REQUIRE(known.flagged[0].low);
    CHECK(*known.flagged[0].low == Approx(60));
    CHECK(*known.flagged[0].high == Approx(90));
    CHECK(says(known.against_decision, "than now"));
    CHECK_FALSE(
        judged("<volume persons-per-year=\"9\" group=\"race=X\"/>", measured()).flagged[0].number);
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

TEST_CASE("the version for publication leaves out what is withheld, and says so") {
    const Questionnaire questionnaire = small();
    const auto assessment =
        answers(questionnaire, "<answer question=\"may\" withheld=\"names a place\">At X</answer>");
    REQUIRE(assessment);
    const Hria hria = judge(questionnaire, *assessment, {}, "en");
    const std::string own = hria_page(questionnaire, *assessment, hria, {"en", false, {}});
    const std::string open = hria_page(questionnaire, *assessment, hria, {"en", true, {}});
    CHECK(own.find("At X") != std::string::npos);
    CHECK(open.find("At X") == std::string::npos);
    CHECK(open.find("names a place") != std::string::npos);
    CHECK(hria_page(questionnaire, *assessment, hria, {"fr", true, {}}).find("Droits") !=
          std::string::npos);
    for (const char* word : {"score", "Overall", "points"})
        CHECK(own.find(word) == std::string::npos);
}

TEST_CASE("the questionnaire that ships covers Article 27(1), HUDERIA and the seeds' paragraphs") {
    const Questionnaire questionnaire = shipped();
    std::set<std::string> covered;
    for (const Question& one : questionnaire.questions) {
        covered.insert(one.answers_to.begin(), one.answers_to.end());
        for (const char* language : {"en", "fr"})
            CHECK(one.says.contains(language));
    }
    for (const char* element :
         {"AIA-27-a", "AIA-27-b", "AIA-27-c", "AIA-27-d", "AIA-27-e", "AIA-27-f", "HUDERIA-COBRA",
          "HUDERIA-stakeholders", "HUDERIA-impact", "HUDERIA-mitigation", "HUDERIA-iteration",
          "000-69", "000-65", "002-37"}) {
        CAPTURE(element);
        CHECK(covered.contains(element));
    }
    for (const char* right : {"privacy", "fair-trial", "innocence", "liberty", "non-discrimination",
                              "remedy", "expression", "access", "child"})
        CHECK(questionnaire.right(right) != nullptr);
}
