// What follows from the answers of a human-rights impact assessment, beside what was measured.
//
// Silence never helps: a grade that is not given counts as the worst and cannot be lowered, a right
// that is not answered counts as touched, a mitigation without owner and a date to come lowers
// nothing, and an answer to a question that was not asked is set aside. There is no overall score:
// severity and probability stand side by side for each right, and nothing is added up.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/case_file.hpp"
#include "rules/questionnaire.hpp"

namespace isonomia::rules {

struct RightRisk {
    std::string right;
    bool touched = true;
    Grade severity = Grade::severe;  // the worst of scale, scope and reversal
    Grade probability = Grade::severe;
    Grade residual_severity = Grade::severe;
    Grade residual_probability = Grade::severe;
    std::vector<std::string> raised;  // what was not given and counts as the worst
    bool residual_refused = false;    // lowered without full grades, or without a mitigation
};

struct Hria {
    std::vector<RightRisk> rights;              // in the order of the questionnaire
    std::vector<std::string> unanswered;        // questions asked and not answered
    std::vector<std::string> stops;             // of these, the critical ones
    std::vector<std::string> set_aside;         // answers to questions that were not asked
    std::vector<WronglyFlagged> flagged;        // per planned volume
    std::vector<std::string> against_decision;  // what stands against it, as sentences
    [[nodiscard]] bool complete() const { return stops.empty() && unanswered.empty(); }
};

// `language` of the sentences: en or fr.
[[nodiscard]] Hria judge(const Questionnaire& questionnaire, const Assessment& assessment,
                         const CaseFile& case_file, std::string_view language);

// R0002, at its place, for an answer that rests on an exhibit which the case does not have.
[[nodiscard]] Status check_exhibits(const Assessment& assessment, const CaseFile& case_file);

struct HriaPageOptions {
    std::string language = "en";
    bool for_publication = false;  // leaves out what is withheld, and says so
    std::vector<std::string> changes;
};

// The assessment as Markdown.
[[nodiscard]] std::string hria_page(const Questionnaire& questionnaire,
                                    const Assessment& assessment, const Hria& hria,
                                    const HriaPageOptions& options);

}  // namespace isonomia::rules
