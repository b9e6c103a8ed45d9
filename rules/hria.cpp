#include "rules/hria.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "core/text.hpp"
#include "rules/hria_words.hpp"
#include "rules/says_something.hpp"

namespace isonomia::rules {

namespace {

Grade worst_unless(std::optional<Grade> given, const char* what, RightRisk& risk) {
    if (given) return *given;
    risk.raised.emplace_back(what);
    return Grade::severe;
}

// What somebody still has to do, by a day that has not passed. What was done is a safeguard.
bool lowers(const Mitigation& mitigation, const std::string& today) {
    return says_something(mitigation.what) && says_something(mitigation.owner) &&
           !mitigation.due.empty() && mitigation.due >= today;
}

// A grade of what remains rests on all the grades below it, and on a mitigation.
void lower(RightRisk& risk, const RightAnswer& answer, const std::string& today) {
    risk.residual_severity = answer.residual_severity.value_or(risk.severity);
    risk.residual_probability = answer.residual_probability.value_or(risk.probability);
    const bool mitigated = std::any_of(answer.mitigations.begin(), answer.mitigations.end(),
                                       [&](const Mitigation& one) { return lowers(one, today); });
    const auto refuse = [&](Grade& residual, Grade before, bool graded) {
        if (residual >= before || (mitigated && graded)) return;
        residual = before;
        risk.residual_refused = true;
    };
    refuse(risk.residual_severity, risk.severity, answer.scale && answer.scope && answer.reversal);
    refuse(risk.residual_probability, risk.probability, answer.probability.has_value());
}

RightRisk risk_of(const Right& right, const RightAnswer* answer, const std::string& today) {
    RightRisk risk;
    risk.right = right.id;
    if (answer == nullptr || !answer->touched) {
        risk.raised.emplace_back("touched");
        return risk;
    }
    // "Not touched" without a reason is silence with a word in it.
    if (!*answer->touched && says_something(answer->because)) {
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
    lower(risk, *answer, today);
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

// The figures of the group that a number can be reckoned from: of this metric, defined and whole.
std::vector<const Measurement*> figures(const CaseFile& case_file, std::string_view metric,
                                        const std::string& group) {
    std::vector<const Measurement*> found;
    for (const auto& one : case_file.measurements) {
        const Measurement& measurement = one.object;
        if (measurement.metric == metric && key_of(measurement) == group && measurement.value &&
            !measurement.partial)
            found.push_back(&measurement);
    }
    return found;
}

// The assessment names the system by its id or by its name.
bool is_assessed(const CaseFile& case_file, const std::string& assessed, const std::string& id) {
    if (id == assessed) return true;
    const System* system = find(case_file.systems, id);
    return system != nullptr && !id.empty() && system->name == assessed;
}

// The number that one rate and the prevalence of the same data set give.
WronglyFlagged reckoned(WronglyFlagged result, const Measurement& rate,
                        const Measurement& prevalence) {
    const double without = result.persons_per_year * (1 - *prevalence.value);
    result.number = without * *rate.value;
    result.low = without * (rate.interval ? rate.interval->low : 0.0);
    result.high = without * (rate.interval ? rate.interval->high : 1.0);
    result.measurements = {rate.id, prevalence.id};
    result.published = rate.basis != Basis::computed || prevalence.basis != Basis::computed;
    return result;
}

// Computed figures before published ones; of several data sets the one that flags most.
bool comes_before(const WronglyFlagged& a, const WronglyFlagged& b) {
    if (!b.number || a.published != b.published) return !b.number || !a.published;
    return *a.number > *b.number;
}

WronglyFlagged flagged(const Volume& volume, const Assessment& assessment,
                       const CaseFile& case_file, const Speaker& say) {
    WronglyFlagged planned;
    planned.group = volume.group;
    planned.persons_per_year = volume.persons_per_year;
    planned.source = volume.source;
    planned.currently = volume.currently;
    WronglyFlagged best = planned;
    bool has_rate = false;
    const auto shares = figures(case_file, "prevalence", volume.group);
    for (const Measurement* rate : figures(case_file, "false_positive_rate", volume.group)) {
        if (!is_assessed(case_file, assessment.system, rate->system)) continue;
        has_rate = true;
        for (const Measurement* share : shares) {
            const bool same = share->dataset == rate->dataset &&
                              (share->system.empty() || share->system == rate->system);
            if (!same) continue;
            const WronglyFlagged one = reckoned(planned, *rate, *share);
            if (comes_before(one, best)) best = one;
        }
    }
    if (!best.number)
        best.undefined_reason =
            !has_rate ? say("no false-positive rate of this system for this group is on record",
                            "aucun taux de faux positifs de ce système pour ce groupe n'est "
                            "consigné")
                      : say("no prevalence of this group in the same data is on record",
                            "aucune prévalence de ce groupe dans les mêmes données n'est "
                            "consignée");
    return best;
}

bool puts_into_use(ImpactDecision decision) {
    return decision == ImpactDecision::deploy || decision == ImpactDecision::with_conditions;
}

void add_formal(const Assessment& assessment, const Speaker& say, std::vector<std::string>& found) {
    if (assessment.decision == ImpactDecision::undecided) return;
    if (!says_something(assessment.decided_by) || assessment.decided_on.empty())
        found.push_back(say("It is not said who decided, and when.",
                            "Il n'est pas dit qui a décidé, ni quand."));
    if (!says_something(assessment.reasons))
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

void add_risks(const Questionnaire& questionnaire, const Hria& hria, const Speaker& say,
               std::string_view language, std::vector<std::string>& found) {
    const auto add = [&](const RightRisk& risk, const std::string& sentence) {
        found.push_back(
            fmt::format(fmt::runtime(sentence), right_words(questionnaire, risk.right, language)));
    };
    for (const RightRisk& risk : hria.rights) {
        if (risk.residual_severity == Grade::severe && risk.residual_probability >= Grade::high)
            add(risk, say("For '{}', harm stays severe and probable.",
                          "Pour « {} », l'atteinte reste grave et probable."));
        if (!risk.residual_refused) continue;
        if (!risk.raised.empty())
            add(risk, say("For '{}', the risk is lowered although it was not graded in full.",
                          "Pour « {} », le risque est abaissé sans avoir été entièrement évalué."));
        else
            add(risk, say("For '{}', the risk is lowered without a mitigation that has owner and "
                          "date, not past on the day of the assessment.",
                          "Pour « {} », le risque est abaissé sans mesure dotée d'un responsable "
                          "et d'un délai non échu au jour de l'évaluation."));
    }
}

// The groups that were measured, by one attribute, and of which nobody says how many persons the
// system would decide on.
std::set<std::string> groups_without_volume(const Assessment& assessment,
                                            const CaseFile& case_file) {
    std::set<std::string> groups;
    for (const auto& one : case_file.measurements)
        if (one.object.metric == "false_positive_rate" && one.object.group.size() == 1 &&
            is_assessed(case_file, assessment.system, one.object.system))
            groups.insert(key_of(one.object));
    for (const Volume& one : assessment.volumes)
        groups.erase(one.group);
    return groups;
}

void add_unplanned(const std::set<std::string>& groups, const Speaker& say,
                   std::vector<std::string>& found) {
    if (groups.empty()) return;
    found.push_back(fmt::format(
        fmt::runtime(say("No volume is planned for groups that were measured, so that nobody knows "
                         "how many of them would be wrongly flagged: {}.",
                         "Aucun volume n'est prévu pour des groupes mesurés ; nul ne sait combien "
                         "de leurs membres seraient signalés à tort : {}.")),
        join({groups.begin(), groups.end()}, ", ")));
}

// Whether fewer, as many or more persons would be wrongly flagged than by current practice.
void add_flagged(const Hria& hria, const Speaker& say, std::vector<std::string>& found) {
    if (hria.flagged.empty())
        found.push_back(
            say("No volume is planned, so that nobody knows how many would be wrongly "
                "flagged.",
                "Aucun volume n'est prévu ; nul ne sait combien seraient signalés à "
                "tort."));
    for (const WronglyFlagged& one : hria.flagged) {
        const auto add = [&](const std::string& sentence) {
            found.push_back(fmt::format(fmt::runtime(sentence), one.group.empty()
                                                                    ? say("everybody", "l'ensemble")
                                                                    : one.group));
        };
        if (!one.number || !one.currently)
            add(
                say("It is not known whether more persons of '{}' would be wrongly flagged than "
                    "now.",
                    "Nul ne sait si plus de personnes de « {} » seraient signalées à tort "
                    "qu'aujourd'hui."));
        else if (one.low.value_or(0) > *one.currently)
            add(say("More persons of '{}' would be wrongly flagged than now.",
                    "Plus de personnes de « {} » seraient signalées à tort qu'aujourd'hui."));
        else if (one.high.value_or(0) > *one.currently)
            add(
                say("For '{}', the number of persons wrongly flagged is not shown to be no worse "
                    "than now.",
                    "Pour « {} », il n'est pas démontré que le nombre de personnes signalées à "
                    "tort ne serait pas pire qu'aujourd'hui."));
    }
}

// Somebody was heard where it is said who, and what they said.
void add_unheard(const std::vector<Stakeholder>& stakeholders, const Speaker& say,
                 std::vector<std::string>& found) {
    const auto heard = [](const Stakeholder& one) { return one.heard; };
    if (std::none_of(stakeholders.begin(), stakeholders.end(), heard))
        found.push_back(
            say("Nobody who is affected was heard.", "Aucune personne touchée n'a été entendue."));
    else if (std::none_of(stakeholders.begin(), stakeholders.end(), [](const Stakeholder& one) {
                 return one.heard && says_something(one.group) && says_something(one.said);
             }))
        found.push_back(say("It is not said who was heard, and what they said.",
                            "Il n'est pas dit qui a été entendu, ni ce qui a été dit."));
}

// What stands against putting, or keeping, the system into use.
void add_material(const Questionnaire& questionnaire, const Assessment& assessment,
                  const CaseFile& case_file, const Hria& hria, const Speaker& say,
                  std::string_view language, std::vector<std::string>& found) {
    if (!puts_into_use(assessment.decision)) return;
    for (const std::string& id : hria.stops)
        found.push_back(fmt::format(
            fmt::runtime(say("Not answered, and nothing can be decided without it: {}",
                             "Sans réponse, et rien ne peut être décidé sans elle : {}")),
            question_words(questionnaire, id, language)));
    for (const Question& one : questionnaire.questions) {
        const Answer* answer = assessment.answer(one.id);
        if (!one.against.empty() && answer != nullptr && answer->text == one.against)
            found.push_back(
                fmt::format(fmt::runtime(say("Answered '{1}', which speaks against use: {0}",
                                             "Réponse « {1} », qui s'oppose à l'usage : {0}")),
                            question_words(questionnaire, one.id, language),
                            yes_no(one.against == "yes", say)));
    }
    add_risks(questionnaire, hria, say, language, found);
    add_unheard(assessment.stakeholders, say, found);
    add_flagged(hria, say, found);
    if (!hria.flagged.empty())
        add_unplanned(groups_without_volume(assessment, case_file), say, found);
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
        hria.rights.push_back(risk_of(right, assessment.right(right.id), assessment.on));
    for (const Volume& volume : assessment.volumes)
        hria.flagged.push_back(flagged(volume, assessment, case_file, say));
    add_formal(assessment, say, hria.against_decision);
    add_material(questionnaire, assessment, case_file, hria, say, language, hria.against_decision);
    return hria;
}

Status check_exhibits(const Assessment& assessment, const CaseFile& case_file) {
    for (const Answer& one : assessment.answers) {
        if (one.exhibit.empty() || find(case_file.exhibits, one.exhibit) != nullptr) continue;
        std::vector<std::string> known;
        for (const auto& recorded : case_file.exhibits)
            known.push_back(recorded.object.id);
        return fail(input_error("R0002", fmt::format("the answer to '{}' rests on '{}', which is "
                                                     "no exhibit of the case",
                                                     one.question, one.exhibit))
                        .at(one.where)
                        .hinted("take it in first, or leave it out" +
                                did_you_mean_suffix(one.exhibit, known)));
    }
    return {};
}

}  // namespace isonomia::rules
