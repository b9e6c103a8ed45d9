#include "rules/impact_record.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "rules/hria_words.hpp"

namespace isonomia::rules {

namespace {

bool contains(const std::vector<std::string>& list, const std::string& id) {
    return std::find(list.begin(), list.end(), id) != list.end();
}

std::vector<ImpactAnswer> answers_of(const Questionnaire& questionnaire,
                                     const Assessment& assessment, const Hria& hria,
                                     const std::string& language) {
    std::vector<ImpactAnswer> answers;
    for (const Question& question : questionnaire.questions) {
        const Answer* given = assessment.answer(question.id);
        if (given == nullptr && !contains(hria.unanswered, question.id)) continue;  // not asked
        if (contains(hria.set_aside, question.id)) continue;
        ImpactAnswer one;
        one.question = question.id;
        one.asks = in_language(question.says, language);
        one.answers_to = question.answers_to;
        one.critical = question.critical;
        if (given != nullptr) {
            one.text = given->text;
            one.exhibit = given->exhibit;
            one.withheld = given->withheld;
        }
        answers.push_back(std::move(one));
    }
    return answers;
}

ImpactRight right_of(const Right& right, const RightRisk& risk, const RightAnswer* given,
                     const std::string& language) {
    ImpactRight one;
    one.right = right.id;
    one.title = in_language(right.says, language);
    one.touched = risk.touched;
    one.severity = risk.severity;
    one.probability = risk.probability;
    one.residual_severity = risk.residual_severity;
    one.residual_probability = risk.residual_probability;
    one.raised = risk.raised;
    one.residual_refused = risk.residual_refused;
    if (given == nullptr) return one;
    one.because = given->because;
    one.groups = given->groups;
    one.scale = given->scale;
    one.scope = given->scope;
    one.reversal = given->reversal;
    one.safeguards = given->safeguards;
    one.mitigations = given->mitigations;
    return one;
}

// Pairs what two assessments say under the same id, in the order of the ids.
template <class T>
using Pairs = std::map<std::string, std::pair<const T*, const T*>>;

template <class T>
Pairs<T> pairs(const std::vector<T>& older, const std::vector<T>& newer, std::string T::* id) {
    Pairs<T> found;
    for (const T& one : older)
        found[one.*id].first = &one;
    for (const T& one : newer)
        found[one.*id].second = &one;
    return found;
}

class PhaseComparison {
public:
    explicit PhaseComparison(std::string_view language) : say_(language) {}

    void changed(const std::string& what, const std::string& was, const std::string& is) {
        if (was != is)
            found_.push_back(fmt::format("{}{}{} → {}", what, say_(": ", " : "),
                                         was.empty() ? "-" : was, is.empty() ? "-" : is));
    }
    void rights(const ImpactAssessment& older, const ImpactAssessment& newer) {
        const auto grade = [&](const ImpactRight* one, Grade ImpactRight::* which) {
            return one == nullptr ? std::string() : grade_words(one->*which, say_);
        };
        for (const auto& [id, pair] : pairs(older.rights, newer.rights, &ImpactRight::right)) {
            const auto& [was, is] = pair;
            const std::string& title = is != nullptr ? is->title : was->title;
            changed(title + say_(", severity that remains", ", gravité restante"),
                    grade(was, &ImpactRight::residual_severity),
                    grade(is, &ImpactRight::residual_severity));
            changed(title + say_(", probability that remains", ", probabilité restante"),
                    grade(was, &ImpactRight::residual_probability),
                    grade(is, &ImpactRight::residual_probability));
        }
    }
    void answers(const ImpactAssessment& older, const ImpactAssessment& newer) {
        for (const auto& [id, pair] : pairs(older.answers, newer.answers, &ImpactAnswer::question))
            changed(pair.second == nullptr ? pair.first->asks : pair.second->asks,
                    pair.first == nullptr ? "" : pair.first->text,
                    pair.second == nullptr ? "" : pair.second->text);
    }
    void flagged(const ImpactAssessment& older, const ImpactAssessment& newer) {
        const auto number = [](const WronglyFlagged* one) {
            return one == nullptr || !one->number ? std::string()
                                                  : fmt::format("{:.0f}", *one->number);
        };
        for (const auto& [group, pair] :
             pairs(older.flagged, newer.flagged, &WronglyFlagged::group))
            changed(say_("wrongly flagged per year, ", "signalés à tort par an, ") +
                        (group.empty() ? say_("everybody", "tous") : group),
                    number(pair.first), number(pair.second));
    }
    void decision(const ImpactAssessment& older, const ImpactAssessment& newer) {
        changed(say_("decision", "décision"), decision_words(older.decision, say_),
                decision_words(newer.decision, say_));
    }
    std::vector<std::string> take() { return std::move(found_); }

private:
    Speaker say_;
    std::vector<std::string> found_;
};

}  // namespace

ImpactAssessment impact_record(const Questionnaire& questionnaire, const Assessment& assessment,
                               const Hria& hria, const std::string& language) {
    ImpactAssessment record;
    record.id = assessment.id;
    record.system = assessment.system;
    record.by = assessment.by;
    record.on = assessment.on;
    record.deployed_on = assessment.deployed_on;
    record.phase = assessment.phase;
    record.questionnaire = questionnaire.id;
    record.questionnaire_version = questionnaire.version;
    record.questionnaire_sha256 = questionnaire.sha256;
    record.sha256 = assessment.sha256;
    record.language = language;
    record.answers = answers_of(questionnaire, assessment, hria, language);
    for (std::size_t i = 0; i < questionnaire.rights.size(); ++i) {
        const Right& right = questionnaire.rights[i];
        record.rights.push_back(
            right_of(right, hria.rights[i], assessment.right(right.id), language));
    }
    record.stakeholders = assessment.stakeholders;
    record.flagged = hria.flagged;
    record.set_aside = hria.set_aside;
    record.decision = assessment.decision;
    record.decided_by = assessment.decided_by;
    record.decided_on = assessment.decided_on;
    record.reasons = assessment.reasons;
    record.review_on = assessment.review_on;
    record.against_decision = hria.against_decision;
    return record;
}

std::vector<std::string> changes(const ImpactAssessment& older, const ImpactAssessment& newer,
                                 std::string_view language) {
    PhaseComparison comparison(language);
    comparison.rights(older, newer);
    comparison.answers(older, newer);
    comparison.flagged(older, newer);
    comparison.decision(older, newer);
    return comparison.take();
}

const ImpactAssessment* before(const CaseFile& case_file, const ImpactAssessment& assessment) {
    const ImpactAssessment* last = nullptr;
    for (const auto& recorded : case_file.impact_assessments) {
        const ImpactAssessment& one = recorded.object;
        if (one.system != assessment.system || one.id == assessment.id || one.on > assessment.on)
            continue;
        if (last == nullptr || one.on >= last->on) last = &one;
    }
    return last;
}

}  // namespace isonomia::rules
