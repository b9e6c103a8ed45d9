#include "rules/hria.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "core/text.hpp"
#include "rules/speaker.hpp"

namespace isonomia::rules {

namespace {

Grade worst_unless(std::optional<Grade> given, const char* what, RightRisk& risk) {
    if (given) return *given;
    risk.raised.emplace_back(what);
    return Grade::severe;
}

bool is_owned(const Mitigation& mitigation) {
    return !mitigation.owner.empty() && !mitigation.due.empty();
}

RightRisk risk_of(const Right& right, const RightAnswer* answer) {
    RightRisk risk;
    risk.right = right.id;
    if (answer == nullptr || !answer->touched) {
        risk.raised.emplace_back("touched");
        return risk;
    }
    // "Not touched" without a reason is silence with a word in it.
    if (!*answer->touched && !answer->because.empty()) {
        risk.touched = false;
        risk.severity = risk.probability = Grade::low;
        risk.residual_severity = risk.residual_probability = Grade::low;
        return risk;
    }
    if (!*answer->touched) {
        risk.raised.emplace_back("because");
        return risk;
    }
    risk.severity = std::max({worst_unless(answer->scale, "scale", risk),
                              worst_unless(answer->scope, "scope", risk),
                              worst_unless(answer->reversal, "reversal", risk)});
    risk.probability = worst_unless(answer->probability, "probability", risk);
    risk.residual_severity = answer->residual_severity.value_or(risk.severity);
    risk.residual_probability = answer->residual_probability.value_or(risk.probability);
    const bool lowered =
        risk.residual_severity < risk.severity || risk.residual_probability < risk.probability;
    if (lowered && std::none_of(answer->mitigations.begin(), answer->mitigations.end(), is_owned)) {
        risk.residual_refused = true;
        risk.residual_severity = std::max(risk.severity, risk.residual_severity);
        risk.residual_probability = std::max(risk.probability, risk.residual_probability);
    }
    return risk;
}

// Whether the question was to be answered: always, or since an earlier answer says so.
std::set<std::string> asked(const Questionnaire& questionnaire, const Assessment& assessment) {
    std::set<std::string> ids;
    for (const Question& one : questionnaire.questions) {
        const Answer* condition = assessment.answer(one.asked_if);
        const bool holds =
            one.asked_if.empty() || (ids.contains(one.asked_if) &&
                                     // Without the earlier answer it cannot be ruled out.
                                     (condition == nullptr || condition->text == one.asked_is));
        if (holds) ids.insert(one.id);
    }
    return ids;
}

std::string key_of(const Measurement& measurement) {
    std::vector<std::string> parts;
    for (const GroupValue& one : measurement.group)
        parts.push_back(one.attribute + "=" + one.value);
    return join(parts, ",");
}

const Measurement* figure(const CaseFile& case_file, std::string_view metric,
                          const std::string& group) {
    const Measurement* found = nullptr;
    for (const auto& one : case_file.measurements) {
        const Measurement& measurement = one.object;
        if (measurement.metric != metric || key_of(measurement) != group || !measurement.value ||
            measurement.partial)
            continue;
        // Computed figures before published ones.
        if (found == nullptr || measurement.basis == Basis::computed) found = &measurement;
    }
    return found;
}

WronglyFlagged flagged(const Volume& volume, const CaseFile& case_file, const Speaker& say) {
    WronglyFlagged result;
    result.group = volume.group;
    result.persons_per_year = volume.persons_per_year;
    result.source = volume.source;
    result.currently = volume.currently;
    const Measurement* rate = figure(case_file, "false_positive_rate", volume.group);
    const Measurement* prevalence = figure(case_file, "prevalence", volume.group);
    if (rate == nullptr || prevalence == nullptr) {
        result.undefined_reason =
            rate == nullptr ? say("no false-positive rate of this group is on record",
                                  "aucun taux de faux positifs de ce groupe n'est consigné")
                            : say("no prevalence of this group is on record",
                                  "aucune prévalence de ce groupe n'est consignée");
        return result;
    }
    const double without = volume.persons_per_year * (1 - *prevalence->value);
    result.number = without * *rate->value;
    result.low = without * (rate->interval ? rate->interval->low : 0.0);
    result.high = without * (rate->interval ? rate->interval->high : 1.0);
    result.measurements = {rate->id, prevalence->id};
    result.published = rate->basis != Basis::computed || prevalence->basis != Basis::computed;
    return result;
}

bool puts_into_use(ImpactDecision decision) {
    return decision == ImpactDecision::deploy || decision == ImpactDecision::with_conditions;
}

void add_formal(const Assessment& assessment, const Speaker& say, std::vector<std::string>& found) {
    if (assessment.decision == ImpactDecision::undecided) return;
    if (assessment.decided_by.empty() || assessment.decided_on.empty())
        found.push_back(say("It is not said who decided, and when.",
                            "Il n'est pas dit qui a décidé, ni quand."));
    if (assessment.reasons.empty())
        found.push_back(say("No reasons are given.", "Aucun motif n'est donné."));
    if (assessment.review_on.empty())
        found.push_back(say("No date of review is set.", "Aucune date de réexamen n'est fixée."));
    else if (!assessment.decided_on.empty() && assessment.review_on <= assessment.decided_on)
        found.push_back(say("The review is not later than the decision.",
                            "Le réexamen n'est pas postérieur à la décision."));
    if (!assessment.decided_on.empty() && assessment.decided_on < assessment.on)
        found.push_back(
            say("It was decided before the assessment.", "La décision précède l'évaluation."));
    if (assessment.phase == ImpactPhase::before && !assessment.deployed_on.empty() &&
        assessment.deployed_on <= assessment.on)
        found.push_back(say("It is called an assessment before use, and the system was in use.",
                            "Elle se dit préalable, alors que le système était en usage."));
}

// What stands against putting, or keeping, the system into use.
void add_material(const Assessment& assessment, const Hria& hria, const Speaker& say,
                  std::vector<std::string>& found) {
    if (!puts_into_use(assessment.decision)) return;
    for (const std::string& id : hria.stops)
        found.push_back(fmt::format(
            fmt::runtime(say("Question {} is not answered, and nothing can be decided without it.",
                             "La question {} est sans réponse ; rien ne peut être décidé sans "
                             "elle.")),
            id));
    for (const RightRisk& risk : hria.rights) {
        if (risk.residual_severity == Grade::severe && risk.residual_probability >= Grade::high)
            found.push_back(
                fmt::format(fmt::runtime(say("For '{}', harm stays severe and probable.",
                                             "Pour « {} », l'atteinte reste grave et probable.")),
                            risk.right));
        if (risk.residual_refused)
            found.push_back(fmt::format(
                fmt::runtime(say("For '{}', the risk is lowered without a mitigation that has "
                                 "owner and date.",
                                 "Pour « {} », le risque est abaissé sans mesure dotée d'un "
                                 "responsable et d'un délai.")),
                risk.right));
    }
    if (std::none_of(assessment.stakeholders.begin(), assessment.stakeholders.end(),
                     [](const Stakeholder& one) { return one.heard; }))
        found.push_back(
            say("Nobody who is affected was heard.", "Aucune personne touchée n'a été entendue."));
    if (hria.flagged.empty())
        found.push_back(
            say("No volume is planned, so that nobody knows how many would be wrongly "
                "flagged.",
                "Aucun volume n'est prévu ; nul ne sait combien seraient signalés à "
                "tort."));
    for (const WronglyFlagged& one : hria.flagged)
        if (one.number && one.currently && one.low.value_or(0) > *one.currently)
            found.push_back(fmt::format(
                fmt::runtime(say("More persons of '{}' would be wrongly flagged than now.",
                                 "Plus de personnes de « {} » seraient signalées à tort "
                                 "qu'aujourd'hui.")),
                one.group.empty() ? say("everybody", "tous") : one.group));
}

}  // namespace

Hria judge(const Questionnaire& questionnaire, const Assessment& assessment,
           const CaseFile& case_file, std::string_view language) {
    const Speaker say(language);
    Hria hria;
    const auto to_answer = asked(questionnaire, assessment);
    for (const Question& one : questionnaire.questions) {
        const bool answered = assessment.answer(one.id) != nullptr;
        if (!to_answer.contains(one.id)) {
            if (answered) hria.set_aside.push_back(one.id);
        } else if (!answered) {
            hria.unanswered.push_back(one.id);
            if (one.critical) hria.stops.push_back(one.id);
        }
    }
    for (const Right& right : questionnaire.rights)
        hria.rights.push_back(risk_of(right, assessment.right(right.id)));
    for (const Volume& volume : assessment.volumes)
        hria.flagged.push_back(flagged(volume, case_file, say));
    add_formal(assessment, say, hria.against_decision);
    add_material(assessment, hria, say, hria.against_decision);
    return hria;
}

}  // namespace isonomia::rules
