// Impact assessments: what is not said never helps.
#include "rules/hria.hpp"

#include <set>

#include "tests/catch.hpp"
#include "tests/rules/hria_support.hpp"
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

TEST_CASE("an assessment is refused at the place of the slip, with what to write") {
    const auto refused = [](const std::string& content) {
        MemoryFiles files;
        files.content["a.xml"] = content;
        const auto read = load_assessment(files, "a.xml", small());
        if (read) return std::string("read");
        REQUIRE(read.error().where);
        CHECK_FALSE(read.error().hint.empty());
        return read.error().code + " " + to_string(*read.error().where) + " " +
               read.error().message;
    };
    const std::string xmlns = R"(xmlns="urn:isonomia:assessment:1")";
    const auto inside = [&](const std::string& written) {
        return refused("<assessment " + xmlns + R"( id="a" questionnaire="q" system="S" by="B" )" +
                       "on=\"2026-01-02\" phase=\"before\">\n" + written + "\n</assessment>");
    };
    CHECK(inside("") == "read");
    // What is written between elements is not silently dropped.
    CHECK(inside("we thought about it") ==
          "X0005 a.xml:2:1 <assessment> holds text where only elements belong");
    CHECK(inside("<right id=\"privacy\" touched=\"no\">nobody is</right>") ==
          "X0005 a.xml:2:34 <right> holds text where only elements belong");
    CHECK(inside("<volume persons-per-year=\"4\">at most</volume>") ==
          "X0005 a.xml:2:30 <volume> holds text where only elements belong");
    CHECK(inside("<stakeholder group=\"residents\" heard=\"true\">no</stakeholder>") ==
          "X0005 a.xml:2:45 <stakeholder> holds text where only elements belong");
    CHECK(inside("<decision is=\"cease\">now</decision>") ==
          "X0005 a.xml:2:22 <decision> holds text where only elements belong");
    // The same volume twice would be counted twice, or hide the larger one.
    CHECK(inside("<volume persons-per-year=\"4\"/>\n<volume persons-per-year=\"5\"/>") ==
          "R0001 a.xml:3:1 two volumes are planned for everybody");
    CHECK(inside("<volume group=\"g=a\" persons-per-year=\"4\"/> <volume group=\"g=a\" "
                 "persons-per-year=\"4\"/>") ==
          "R0001 a.xml:2:44 two volumes are planned for 'g=a'");
    CHECK(inside("<volume group=\"g=a\" persons-per-year=\"4\"/> <volume "
                 "persons-per-year=\"4\"/>") == "read");
    CHECK(inside("<volume persons-per-year=\"0\" wrongly-flagged-now=\"0\"/>") == "read");
    CHECK(inside("<volume/>").starts_with("R0005 a.xml:2:1 a volume is a number of persons"));
    CHECK(inside("<answer question=\"mey\">yes</answer>") ==
          "R0002 a.xml:2:1 there is no question 'mey' in q");
    CHECK(inside("<answer question=\"may\">a</answer><answer question=\"may\">b</answer>") ==
          "R0001 a.xml:2:34 question 'may' is answered twice");
    CHECK(inside("<right id=\"flight\"/>") == "R0002 a.xml:2:1 there is no right 'flight' in q");
    CHECK(inside("<right id=\"privacy\"/><right id=\"privacy\"/>") ==
          "R0001 a.xml:2:22 right 'privacy' is answered twice");
    CHECK(refused("<assessment " + xmlns + ">\n<right>").starts_with("X0001 a.xml:2:"));
    CHECK(refused("<assessment/>") ==
          "R0006 a.xml:1:1 <assessment> is not <assessment " + xmlns + ">");
    CHECK(refused("<questionnaire xmlns=\"urn:isonomia:questionnaire:1\"/>")
              .starts_with("R0006 a.xml:1:1 <questionnaire> is not <assessment "));
    CHECK(refused("<assessment " + xmlns + " id=\"a\" questionnaire=\"p\"/>") ==
          "R0002 a.xml:1:54 it answers 'p', not 'q'");
}

TEST_CASE("somebody is heard when it is said who, and what they said") {
    const std::string nobody = "Nobody who is affected was heard.";
    const std::string not_said = "It is not said who was heard, and what they said.";
    const auto against = [&](const std::string& stakeholders) {
        const auto found = judged(stakeholders + deploy).against_decision;
        return says(found, nobody) ? nobody : says(found, not_said) ? not_said : std::string();
    };
    const auto one = [](const std::string& attributes, const std::string& said) {
        return "<stakeholder " + attributes + "><said>" + said + "</said></stakeholder>";
    };
    const std::string heard = one(R"(group="residents" heard="true")", "Not here.");
    CHECK(against(heard) == "");
    CHECK(against("") == nobody);
    CHECK(against(one(R"(group="residents" heard="false")", "Not here.")) == nobody);
    CHECK(against(one(R"(group="residents")", "Not here.")) == nobody);
    CHECK(against(R"(<stakeholder group="residents" heard="true"/>)") == not_said);
    CHECK(against(one(R"(group="residents" heard="true")", "-")) == not_said);
    CHECK(against(one(R"(group="-" heard="true")", "Not here.")) == not_said);
    CHECK(against(one(R"(group="-" heard="true")", "-") + heard) == "");
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
    CaseFile exact = measured();
    exact.measurements[0].object.interval->low = 0.0625;  // 1000 x 0.75 x 0.0625 = 46.875
    const auto as_many = against(" wrongly-flagged-now=\"46.875\"", exact);
    CHECK(says(as_many, "not shown to be no worse"));
    CHECK_FALSE(says(as_many, "More persons"));
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
    CHECK(unknown.flagged[0].undefined_reason ==
          "no false-positive rate of this system for this group is on record");
    CaseFile published = measured();
    published.measurements[0].object.basis = Basis::reported;
    CHECK(judged(volume, published).flagged[0].number);
    CaseFile twice = measured();
    for (std::size_t i : {0U, 1U}) {
        twice.measurements.push_back(twice.measurements[i]);
        twice.measurements.back().object.dataset = "e";
        twice.measurements.back().object.id += "-e";
    }
    CHECK(judged(volume, twice).flagged[0].measurements.front() == "false_positive_rate");
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

TEST_CASE("a group that was measured has a planned volume, or that stands against use") {
    CaseFile file = measured();
    const auto add = [&](const std::vector<GroupValue>& group, const std::string& system) {
        file.measurements.push_back(file.measurements.front());
        file.measurements.back().object.group = group;
        file.measurements.back().object.system = system;
    };
    add({{"race", "A"}}, "S");
    add({{"race", "B"}}, "S");
    add({{"race", "B"}}, "S");
    add({{"race", "A"}, {"sex", "f"}}, "S");  // of crossed groups volumes are seldom known
    add({{"race", "C"}}, "T");
    const std::string everybody = R"(<volume persons-per-year="1000" wrongly-flagged-now="90"/>)";
    const auto of = [](const std::string& group) {
        return "<volume group=\"race=" + group + "\" persons-per-year=\"9\"/>";
    };
    const std::string sentence = "how many of them would be wrongly flagged: ";
    const auto against = [&](const std::string& volumes) {
        return judged(volumes + deploy, file).against_decision;
    };
    CHECK(says(against(everybody), sentence + "race=A, race=B."));
    CHECK(says(against(everybody + of("A")), sentence + "race=B."));
    CHECK_FALSE(says(against(of("A") + of("B")), sentence));
    CHECK_FALSE(says(against(""), sentence));  // "No volume is planned" says it of all
    CHECK(says(against(""), "No volume is planned, so"));
    file.measurements.resize(2);
    CHECK_FALSE(says(against(everybody), sentence));
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
