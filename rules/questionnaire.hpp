// A human-rights impact assessment as data: the questions, and one set of answers.
// Format: docs/formats/assessment.md. What follows from the answers is in rules/hria.hpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/files.hpp"
#include "core/impact.hpp"
#include "rules/instrument.hpp"

namespace isonomia::rules {

struct Question {
    std::string id;
    std::vector<std::string> answers_to;  // 'AIA-27-a', 'HUDERIA-impact', '000-69', …
    bool critical = false;                // without an answer the assessment stops
    std::string asked_if;                 // id of an earlier question, or ""
    std::string asked_is;                 // the answer to it at which this one is asked
    bool closed = false;                  // answered by yes or no alone
    std::string against;                  // the answer that speaks against use, or ""
    Text says;
    Location where;
};

struct Right {
    std::string id;
    std::vector<std::string> answers_to;
    Text says;
};

struct Questionnaire {
    std::string id;
    std::string version;
    Text title;
    Text about;
    std::vector<Question> questions;
    std::vector<Right> rights;  // each has to be answered, touched or not
    std::string file;
    std::string sha256;

    [[nodiscard]] const Question* question(std::string_view id) const;
    [[nodiscard]] const Right* right(std::string_view id) const;
};

struct Answer {
    std::string question;
    std::string text;     // "" where only punctuation was given; 'yes' or 'no' to a closed question
    std::string exhibit;  // on which it rests, or ""
    std::string withheld;  // why the version for publication leaves it out, or ""
    Location where = {};
};

struct RightAnswer {
    std::string right;
    std::optional<bool> touched;
    std::string because;
    std::vector<std::string> groups;  // whose right it is
    std::optional<Grade> scale;
    std::optional<Grade> scope;
    std::optional<Grade> reversal;
    std::optional<Grade> probability;
    std::vector<std::string> safeguards;
    std::vector<Mitigation> mitigations;
    std::optional<Grade> residual_severity;
    std::optional<Grade> residual_probability;
    Location where = {};
};

struct Volume {
    std::string group;                // group key 'race=Caucasian', or "" for everybody
    double persons_per_year = 0;      // on whom the system would decide
    std::optional<double> currently;  // wrongly flagged per year by current practice
    std::string source;
    Location where = {};
};

struct Assessment {
    std::string id;
    std::string system;
    std::string by;
    std::string on;           // YYYY-MM-DD
    std::string deployed_on;  // or ""
    ImpactPhase phase = ImpactPhase::before;
    std::vector<Answer> answers;
    std::vector<RightAnswer> rights;
    std::vector<Stakeholder> stakeholders;
    std::vector<Volume> volumes;
    ImpactDecision decision = ImpactDecision::undecided;
    std::string decided_by;
    std::string decided_on;
    std::string reasons;
    std::string review_on;
    std::string file;
    std::string sha256;

    // nullptr too where the answer says nothing.
    [[nodiscard]] const Answer* answer(std::string_view question) const;
    [[nodiscard]] const RightAnswer* right(std::string_view id) const;
};

// Errors: F…, X…, R0001 an id or a group that stands twice, R0002 a question, right or condition
// that does not exist, R0005 a value of the wrong form or an answer that a closed question does not
// take, R0006 another root.
[[nodiscard]] Result<Questionnaire> load_questionnaire(Files& files, const fs::path& path);
[[nodiscard]] Result<Assessment> load_assessment(Files& files, const fs::path& path,
                                                 const Questionnaire& questionnaire);

}  // namespace isonomia::rules
