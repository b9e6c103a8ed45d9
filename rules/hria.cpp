#include "rules/hria.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "core/text.hpp"

namespace isonomia::rules {

namespace {

class Speaker {
public:
    explicit Speaker(std::string_view language) : french_(language.substr(0, 2) == "fr") {}
    [[nodiscard]] std::string operator()(const char* english, const char* french) const {
        return french_ ? french : english;
    }

private:
    bool french_;
};

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
    result.persons = volume.persons_per_year;
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

bool puts_into_use(Decision decision) {
    return decision == Decision::deploy || decision == Decision::with_conditions;
}

void add_formal(const Assessment& assessment, const Speaker& say, std::vector<std::string>& found) {
    if (assessment.decision == Decision::undecided) return;
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
    if (assessment.phase == Phase::before && !assessment.deployed_on.empty() &&
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
        if (one.number && one.currently && one.low > *one.currently)
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

std::vector<std::string> changes(const Questionnaire& questionnaire, const Assessment& older,
                                 const Hria& before, const Assessment& newer, const Hria& now,
                                 std::string_view language) {
    const Speaker say(language);
    std::vector<std::string> found;
    const auto changed = [&](const std::string& what, const std::string& was,
                             const std::string& is) {
        if (was != is)
            found.push_back(
                fmt::format("{}: {} → {}", what, was.empty() ? "-" : was, is.empty() ? "-" : is));
    };
    for (std::size_t i = 0; i < before.rights.size() && i < now.rights.size(); ++i) {
        const RightRisk& a = before.rights[i];
        const RightRisk& b = now.rights[i];
        changed(a.right + say(", severity that remains", ", gravité restante"),
                std::string(to_text(a.residual_severity)),
                std::string(to_text(b.residual_severity)));
        changed(a.right + say(", probability that remains", ", probabilité restante"),
                std::string(to_text(a.residual_probability)),
                std::string(to_text(b.residual_probability)));
    }
    for (const Question& one : questionnaire.questions) {
        const Answer* was = older.answer(one.id);
        const Answer* is = newer.answer(one.id);
        changed(one.id, was == nullptr ? "" : was->text, is == nullptr ? "" : is->text);
    }
    const auto number = [](const WronglyFlagged* one) {
        return one == nullptr || !one->number ? std::string() : fmt::format("{:.0f}", *one->number);
    };
    std::map<std::string, std::pair<const WronglyFlagged*, const WronglyFlagged*>> groups;
    for (const WronglyFlagged& one : before.flagged)
        groups[one.group].first = &one;
    for (const WronglyFlagged& one : now.flagged)
        groups[one.group].second = &one;
    for (const auto& [group, pair] : groups)
        changed(say("wrongly flagged per year, ", "signalés à tort par an, ") +
                    (group.empty() ? say("everybody", "tous") : group),
                number(pair.first), number(pair.second));
    changed(say("decision", "décision"), std::string(to_text(older.decision)),
            std::string(to_text(newer.decision)));
    return found;
}

}  // namespace isonomia::rules
