#include <algorithm>

#include <fmt/format.h>

#include "core/text.hpp"
#include "rules/hria.hpp"

namespace isonomia::rules {

namespace {

// Text of the assessment stays text: no line of it becomes a heading or a cell.
std::string inert(std::string text) {
    for (char& c : text)
        if (c == '|' || c == '\n' || c == '`') c = c == '|' ? '/' : ' ';
    return text;
}

class Page {
public:
    Page(const Questionnaire& questionnaire, const Assessment& assessment, const Hria& hria,
         const HriaPageOptions& options)
        : questionnaire_(questionnaire),
          assessment_(assessment),
          hria_(hria),
          options_(options),
          french_(options.language.substr(0, 2) == "fr") {}

    std::string write() {
        head();
        against();
        rights();
        flagged();
        stakeholders();
        answers();
        list(say("What has changed since the last assessment",
                 "Ce qui a changé depuis la dernière "
                 "évaluation"),
             options_.changes);
        return std::move(text_);
    }

private:
    [[nodiscard]] std::string say(const char* english, const char* french) const {
        return french_ ? french : english;
    }
    [[nodiscard]] std::string or_not_stated(const std::string& text) const {
        return text.empty() ? say("not stated", "non indiqué") : inert(text);
    }
    void heading(const std::string& title) { text_ += "\n## " + title + "\n\n"; }
    void list(const std::string& title, const std::vector<std::string>& items) {
        if (items.empty()) return;
        heading(title);
        for (const std::string& item : items)
            text_ += "- " + inert(item) + "\n";
    }

    void head() {
        text_ +=
            fmt::format("# {}: {}\n\n", inert(in_language(questionnaire_.title, options_.language)),
                        inert(assessment_.system));
        text_ += fmt::format(
            "{} {}, {} {} ({}). {} {} {}, SHA-256 {}.\n\n", say("Made by", "Établie par"),
            inert(assessment_.by), say("on", "le"), assessment_.on,
            assessment_.phase == ImpactPhase::before ? say("before use", "avant usage")
                                                     : say("in use", "en cours d'usage"),
            say("Questionnaire", "Questionnaire"), questionnaire_.id, questionnaire_.version,
            questionnaire_.sha256);
        text_ += fmt::format("**{}: {}.** {}: {}. {}: {}. {}: {}.\n", say("Decision", "Décision"),
                             decision(), say("By", "Par"), or_not_stated(assessment_.decided_by),
                             say("On", "Le"), or_not_stated(assessment_.decided_on),
                             say("Review on", "Réexamen le"), or_not_stated(assessment_.review_on));
        text_ += "\n" + say("Reasons", "Motifs") + ": " + or_not_stated(assessment_.reasons) + "\n";
        if (!hria_.complete())
            text_ += "\n**" +
                     say("Incomplete: what is not answered counts as the worst, never as harmless.",
                         "Incomplète : ce qui est sans réponse compte comme le pire, jamais comme "
                         "inoffensif.") +
                     "**\n";
    }

    [[nodiscard]] std::string decision() const {
        switch (assessment_.decision) {
            case ImpactDecision::deploy:
                return say("deploy", "déployer");
            case ImpactDecision::with_conditions:
                return say("deploy with conditions", "déployer sous conditions");
            case ImpactDecision::do_not_deploy:
                return say("do not deploy", "ne pas déployer");
            case ImpactDecision::suspend:
                return say("suspend use", "suspendre l'usage");
            case ImpactDecision::cease:
                return say("cease use", "cesser l'usage");
            case ImpactDecision::undecided:
                break;
        }
        return say("none yet", "aucune à ce jour");
    }

    void against() {
        list(say("What stands against the decision", "Ce qui s'oppose à la décision"),
             hria_.against_decision);
        list(say("Not answered", "Sans réponse"), hria_.unanswered);
        list(say("Set aside: answers to questions that were not asked",
                 "Écartées : réponses à des questions non posées"),
             hria_.set_aside);
    }

    void rights() {
        heading(say("Rights", "Droits"));
        text_ += say("Severity is the worst of scale, scope and reversal; nothing is added up.",
                     "La gravité est le pire de l'ampleur, de l'étendue et de la réversibilité ; "
                     "rien n'est additionné.") +
                 "\n\n| " +
                 say("Right | Touched | Severity | Probability | Remains: severity | Remains: "
                     "probability | Counted as the worst",
                     "Droit | Touché | Gravité | Probabilité | Reste : gravité | Reste : "
                     "probabilité | Compté comme le pire") +
                 " |\n|-|-|-|-|-|-|-|\n";
        for (const RightRisk& one : hria_.rights) {
            const Right* right = questionnaire_.right(one.right);
            text_ += fmt::format(
                "| {} | {} | {} | {} | {} | {} | {} |\n",
                right == nullptr ? one.right : in_language(right->says, options_.language),
                one.touched ? say("yes", "oui") : say("no", "non"), grade(one.severity),
                grade(one.probability), grade(one.residual_severity),
                grade(one.residual_probability), join(one.raised, ", "));
        }
        for (const RightAnswer& one : assessment_.rights)
            right_details(one);
    }

    void right_details(const RightAnswer& one) {
        text_ += fmt::format("\n**{}** {}\n", one.right, inert(one.because));
        if (!one.groups.empty())
            text_ += "\n" + say("Groups", "Groupes") + ": " + inert(join(one.groups, ", ")) + "\n";
        for (const std::string& safeguard : one.safeguards)
            text_ += "\n- " + say("Safeguard", "Garantie") + ": " + inert(safeguard) + "\n";
        for (const Mitigation& mitigation : one.mitigations)
            text_ += fmt::format("\n- {}: {} ({}; {})\n", say("Mitigation", "Mesure"),
                                 inert(mitigation.what), or_not_stated(mitigation.owner),
                                 or_not_stated(mitigation.due));
    }

    [[nodiscard]] std::string grade(Grade given) const {
        switch (given) {
            case Grade::low:
                return say("low", "faible");
            case Grade::moderate:
                return say("moderate", "modérée");
            case Grade::high:
                return say("high", "élevée");
            case Grade::severe:
                break;
        }
        return say("severe", "extrême");
    }

    void flagged() {
        if (hria_.flagged.empty()) return;
        heading(say("Persons wrongly flagged per year", "Personnes signalées à tort par an"));
        text_ += say("Persons on whom the system would decide, less those for whom the outcome "
                     "holds, times the false-positive rate.",
                     "Personnes soumises au système, moins celles pour qui l'issue se vérifie, "
                     "fois le taux de faux positifs.") +
                 "\n\n| " +
                 say("Group | Persons a year | Wrongly flagged | Now | Rests on",
                     "Groupe | Personnes par an | Signalées à tort | Aujourd'hui | Repose sur") +
                 " |\n|-|-|-|-|-|\n";
        for (const WronglyFlagged& one : hria_.flagged) {
            const std::string number =
                one.number
                    ? fmt::format(
                          "{:.0f} ({:.0f}-{:.0f}){}", *one.number, one.low.value_or(0),
                          one.high.value_or(0),
                          one.published ? say(", published figures", ", chiffres publiés") : "")
                    : say("unknown: ", "inconnu : ") + one.undefined_reason;
            text_ += fmt::format("| {} | {:.0f} | {} | {} | {} |\n",
                                 one.group.empty() ? say("everybody", "tous") : inert(one.group),
                                 one.persons_per_year, number,
                                 one.currently ? fmt::format("{:.0f}", *one.currently)
                                               : say("not stated", "non indiqué"),
                                 join(one.measurements, ", "));
        }
    }

    void stakeholders() {
        if (assessment_.stakeholders.empty()) return;
        heading(say("Who was heard", "Qui a été entendu"));
        for (const Stakeholder& one : assessment_.stakeholders)
            text_ +=
                fmt::format("- {}: {}. {}\n", inert(one.group),
                            one.heard ? say("heard", "entendu") : say("not heard", "non entendu"),
                            inert(one.said));
    }

    void answers() {
        heading(say("Questions and answers", "Questions et réponses"));
        for (const Question& one : questionnaire_.questions) {
            const Answer* answer = assessment_.answer(one.id);
            const bool aside = std::find(hria_.set_aside.begin(), hria_.set_aside.end(), one.id) !=
                               hria_.set_aside.end();
            if (aside) continue;
            text_ += fmt::format("**{}. {}** ({})\n\n", one.id,
                                 inert(in_language(one.says, options_.language)),
                                 join(one.answers_to, ", "));
            text_ += words_of(answer) + "\n\n";
        }
    }

    [[nodiscard]] std::string words_of(const Answer* answer) const {
        if (answer == nullptr) return say("Not answered.", "Sans réponse.");
        if (options_.for_publication && !answer->withheld.empty())
            return say("Left out of this version: ", "Omis de cette version : ") +
                   inert(answer->withheld);
        return inert(answer->text) +
               (answer->exhibit.empty() ? "" : " [" + inert(answer->exhibit) + "]");
    }

    const Questionnaire& questionnaire_;
    const Assessment& assessment_;
    const Hria& hria_;
    const HriaPageOptions& options_;
    bool french_;
    std::string text_;
};

}  // namespace

std::string hria_page(const Questionnaire& questionnaire, const Assessment& assessment,
                      const Hria& hria, const HriaPageOptions& options) {
    return Page(questionnaire, assessment, hria, options).write();
}

}  // namespace isonomia::rules
