// What the tests of impact assessments share: a small questionnaire, and answers to it.
#pragma once

#include <algorithm>

#include "rules/hria.hpp"
#include "tests/catch.hpp"
#include "tests/rules/rules_support.hpp"

namespace isonomia::rules::tests {
inline Result<Questionnaire> questions(const std::string& inside) {
    MemoryFiles files;
    files.content["q.xml"] =
        R"(<questionnaire xmlns="urn:isonomia:questionnaire:1" id="q" version="1">)"
        R"(<title xml:lang="en">T</title>)" +
        inside + "</questionnaire>";
    return load_questionnaire(files, "q.xml");
}

inline Questionnaire small() {
    auto read = questions(
        R"(<question id="may" answers-to="x" critical="true">
<says xml:lang="en">May it?</says></question>
<question id="end" answers-to="x" asked-if="may" asked-is="no">
<says xml:lang="en">When?</says></question>
<right id="privacy" answers-to="x"><says xml:lang="en">Privacy</says></right>)");
    REQUIRE(read);
    return std::move(*read);
}

inline Result<Assessment> answers(const Questionnaire& questionnaire, const std::string& inside,
                                  const std::string& attributes = "") {
    MemoryFiles files;
    files.content["a.xml"] =
        R"(<assessment xmlns="urn:isonomia:assessment:1" id="a" questionnaire=")" +
        questionnaire.id + R"(" system="S" by="B" on="2026-01-02" phase="before" )" + attributes +
        ">" + inside + "</assessment>";
    return load_assessment(files, "a.xml", questionnaire);
}

inline Hria judged(const std::string& inside, const CaseFile& file = {},
                   const std::string& attributes = "") {
    const Questionnaire questionnaire = small();
    const auto assessment = answers(questionnaire, inside, attributes);
    INFO((assessment ? std::string() : assessment.error().message));
    REQUIRE(assessment);
    return judge(questionnaire, *assessment, file, "en");
}

inline const std::string deploy =
    R"(<decision is="deploy" by="D" on="2026-01-03" review-on="2027-01-03">
<reasons>R</reasons></decision>)";
inline const std::string privacy_graded =
    R"(<right id="privacy" touched="yes" scale="low" scope="moderate" reversal="low"
 probability="low")";

inline CaseFile measured() {
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

inline bool says(const std::vector<std::string>& list, const std::string& part) {
    return std::any_of(list.begin(), list.end(),
                       [&](const std::string& one) { return one.find(part) != std::string::npos; });
}

}  // namespace isonomia::rules::tests
