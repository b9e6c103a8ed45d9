// What an assessment leaves on record, and how two of them differ.
#include "rules/impact_record.hpp"

#include "core/describe.hpp"
#include "tests/catch.hpp"

using namespace isonomia;
using namespace isonomia::rules;

namespace {

Questionnaire questionnaire() {
    Questionnaire made;
    made.id = "q";
    made.version = "1";
    made.sha256 = "qq";
    Question question;
    question.answers_to = {"x"};
    for (const char* id : {"may", "end"}) {
        question.id = id;
        question.says = {{"en", std::string(id) + "?"}};
        question.critical = question.id == "may";
        question.asked_if = question.critical ? "" : "may";
        question.asked_is = "no";
        made.questions.push_back(question);
    }
    made.rights.push_back({"privacy", {"x"}, {{"en", "Privacy"}, {"fr", "Vie privée"}}});
    return made;
}

Assessment assessment(Grade scale) {
    Assessment made;
    made.id = "a";
    made.system = "S";
    made.on = "2026-01-01";
    RightAnswer right;
    right.right = "privacy";
    right.touched = true;
    right.scale = scale;
    right.scope = right.reversal = right.probability = Grade::low;
    made.rights.push_back(right);
    return made;
}

ImpactAssessment record(const Assessment& answers, const std::string& language = "en") {
    const Questionnaire asked = questionnaire();
    return impact_record(asked, answers, judge(asked, answers, {}, language), language);
}

}  // namespace

TEST_CASE("what was not answered is on record as asked and not answered") {
    const ImpactAssessment none = record({});
    REQUIRE(none.answers.size() == 2);
    CHECK(none.answers[0].question == "may");
    CHECK(none.answers[0].asks == "may?");
    CHECK(none.answers[0].critical);
    CHECK(none.answers[0].text.empty());
    REQUIRE(none.rights.size() == 1);
    CHECK(none.rights[0].touched);
    CHECK(none.rights[0].residual_severity == Grade::severe);
    CHECK(none.rights[0].raised == std::vector<std::string>{"touched"});
}

TEST_CASE("an answer to a question that was not asked is on record by its name alone") {
    Assessment answers = assessment(Grade::low);
    answers.answers = {{"may", "yes", "E1", "names a place", {}}, {"end", "soon", "", "", {}}};
    const ImpactAssessment made = record(answers);
    REQUIRE(made.answers.size() == 1);
    CHECK(made.answers[0].text == "yes");
    CHECK(made.answers[0].exhibit == "E1");
    CHECK(made.answers[0].withheld == "names a place");
    CHECK(made.set_aside == std::vector<std::string>{"end"});
}

TEST_CASE("a record reads back as it was written") {
    Assessment answers = assessment(Grade::high);
    answers.stakeholders = {{"residents", true, "Too many cameras."}};
    answers.volumes = {{"", 100, 3.0, "report"}};
    answers.rights[0].mitigations = {{"M", "O", "2026-02-01"}};
    answers.decision = ImpactDecision::cease;
    const ImpactAssessment made = record(answers);
    const auto read = from_json<ImpactAssessment>(to_json(made));
    REQUIRE(read);
    CHECK(to_json(*read) == to_json(made));
    CHECK(read->rights[0].scale == Grade::high);
    CHECK(read->rights[0].severity == Grade::high);
    CHECK_FALSE(read->flagged[0].number);
    CHECK_FALSE(read->flagged[0].undefined_reason.empty());
    CHECK(record(answers, "fr").rights[0].title == "Vie privée");
}

TEST_CASE("assessments are compared over time, with what only one of them has") {
    const ImpactAssessment older = record(assessment(Grade::moderate));
    Assessment later = assessment(Grade::severe);
    later.decision = ImpactDecision::cease;
    later.answers = {{"may", "no", "", "", {}}};
    const ImpactAssessment newer = record(later);
    CHECK(changes(older, newer, "en") ==
          std::vector<std::string>{"Privacy, severity that remains: moderate → severe",
                                   "may?: - → no", "decision: none yet → cease use"});
    CHECK(changes(older, older, "en").empty());
    ImpactAssessment reworded = older;
    REQUIRE(reworded.answers.size() == 2);
    reworded.answers[0].asks = "might?";
    reworded.answers[0].text = "perhaps";
    CHECK(changes(reworded, older, "en") == std::vector<std::string>{"may?: perhaps → -"});
    reworded.answers.resize(1);
    ImpactAssessment none = older;
    none.answers.clear();
    CHECK(changes(reworded, none, "en") == std::vector<std::string>{"might?: perhaps → -"});
    CHECK(changes(none, reworded, "en") == std::vector<std::string>{"might?: - → perhaps"});
    ImpactAssessment counted = older;
    counted.flagged.resize(2);
    counted.flagged[0].number = 119.6;
    counted.flagged[1].group = "women";
    CHECK(changes(none, counted, "en").back() == "wrongly flagged per year, everybody: - → 120");
    counted.answers.clear();
    CHECK(changes(counted, none, "en") ==
          std::vector<std::string>{"wrongly flagged per year, everybody: 120 → -"});
    ImpactAssessment more = counted;
    more.flagged[1].number = 7;
    CHECK(changes(counted, more, "en") ==
          std::vector<std::string>{"wrongly flagged per year, women: - → 7"});
    ImpactAssessment fewer = newer;
    fewer.rights.clear();
    CHECK(changes(fewer, newer, "fr").size() == 2);
}

TEST_CASE("the assessment before is of the same system, and not of a later day") {
    CaseFile file;
    const auto add = [&](const char* id, const char* system, const char* on) {
        ImpactAssessment one;
        one.id = id;
        one.system = system;
        one.on = on;
        file.impact_assessments.push_back({one, 0, {}, std::nullopt});
    };
    ImpactAssessment newer = record(assessment(Grade::low));
    newer.on = "2027-01-01";
    CHECK(before(file, newer) == nullptr);
    add("other", "T", "2026-06-01");
    add("a", "S", "2026-06-01");  // the same assessment, as it stood
    add("later", "S", "2028-01-01");
    CHECK(before(file, newer) == nullptr);
    add("one", "S", "2025-01-01");
    add("two", "S", "2026-01-01");
    add("older", "S", "2024-01-01");
    REQUIRE(before(file, newer) != nullptr);
    CHECK(before(file, newer)->id == "two");
    // Of the same day: the one that was recorded last.
    add("three", "S", "2026-01-01");
    CHECK(before(file, newer)->id == "three");
    add("four", "S", "2027-01-01");
    CHECK(before(file, newer)->id == "four");
}
