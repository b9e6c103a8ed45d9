#include <algorithm>

#include <fmt/format.h>

#include "core/text.hpp"
#include "rules/hria.hpp"
#include "rules/hria_words.hpp"

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
          say_(options.language) {}

    std::string write() {
        head();
        against();
        rights();
        flagged();
        stakeholders();
        answers();
        list(say_("What has changed since the last assessment",
                  "Ce qui a changé depuis la dernière "
                  "évaluation"),
             options_.changes);
        return std::move(text_);
    }

private:
    [[nodiscard]] std::string or_not_stated(const std::string& text) const {
        return text.empty() ? say_("not stated", "non indiqué") : inert(text);
    }
    void heading(const std::string& title) { text_ += "\n## " + title + "\n\n"; }
    void list(const std::string& title, const std::vector<std::string>& items) {
        if (items.empty()) return;
        heading(title);
        for (const std::string& item : items)
            text_ += "- " + inert(item) + "\n";
    }

    // French sets a space before the colon.
    [[nodiscard]] std::string colon() const { return say_(": ", " : "); }

    void head() {
        text_ +=
            fmt::format("# {}{}{}\n\n", inert(in_language(questionnaire_.title, options_.language)),
                        colon(), inert(assessment_.system));
        text_ += fmt::format(
            "{} {}, {} {} ({}). {} {} {}, SHA-256 {}.\n\n", say_("Made by", "Établie par"),
            inert(assessment_.by), say_("on", "le"), assessment_.on,
            assessment_.phase == ImpactPhase::before ? say_("before use", "avant usage")
                                                     : say_("in use", "en cours d'usage"),
            say_("Questionnaire", "Questionnaire"), questionnaire_.id, questionnaire_.version,
            questionnaire_.sha256);
        const auto part = [&](const char* english, const char* french, const std::string& words) {
            return say_(english, french) + colon() + words;
        };
        text_ +=
            fmt::format("**{}.** {}. {}. {}.\n",
                        part("Decision", "Décision", decision_words(assessment_.decision, say_)),
                        part("By", "Par", or_not_stated(assessment_.decided_by)),
                        part("On", "Le", or_not_stated(assessment_.decided_on)),
                        part("Review on", "Réexamen le", or_not_stated(assessment_.review_on)));
        text_ += "\n" + part("Reasons", "Motifs", or_not_stated(assessment_.reasons)) + "\n";
        if (!hria_.complete())
            text_ +=
                "\n**" +
                say_("Incomplete: what is not answered counts as the worst, never as harmless.",
                     "Incomplète : ce qui est sans réponse compte comme le pire, jamais comme "
                     "inoffensif.") +
                "**\n";
    }

    [[nodiscard]] std::vector<std::string> questions(const std::vector<std::string>& ids) const {
        std::vector<std::string> words;
        for (const std::string& id : ids)
            words.push_back(question_words(questionnaire_, id, options_.language));
        return words;
    }

    void against() {
        list(say_("What stands against the decision", "Ce qui s'oppose à la décision"),
             hria_.against_decision);
        list(say_("Not answered", "Sans réponse"), questions(hria_.unanswered));
        list(say_("Set aside: answers to questions that were not asked",
                  "Écartées : réponses à des questions non posées"),
             questions(hria_.set_aside));
    }

    void rights() {
        heading(say_("Rights", "Droits"));
        text_ += say_("Severity is the worst of scale, scope and reversal; nothing is added up.",
                      "La gravité est le degré le plus élevé parmi l'ampleur, l'étendue et la "
                      "réversibilité ; rien n'est additionné.") +
                 "\n\n| " +
                 say_(
                     "Right | Touched | Severity | Probability | Remains: severity | Remains: "
                     "probability | Counted as the worst",
                     "Droit | Touché | Gravité | Probabilité | Reste : gravité | Reste : "
                     "probabilité | Compté comme le pire") +
                 " |\n|-|-|-|-|-|-|-|\n";
        for (const RightRisk& one : hria_.rights) {
            std::vector<std::string> raised;
            for (const std::string& what : one.raised)
                raised.push_back(raised_words(what, say_));
            text_ += fmt::format("| {} | {} | {} | {} | {} | {} | {} |\n", right_name(one.right),
                                 yes_no(one.touched, say_), grade_words(one.severity, say_),
                                 grade_words(one.probability, say_),
                                 grade_words(one.residual_severity, say_),
                                 grade_words(one.residual_probability, say_), join(raised, ", "));
        }
        for (const RightAnswer& one : assessment_.rights)
            right_details(one);
    }

    [[nodiscard]] std::string right_name(const std::string& id) const {
        return inert(right_words(questionnaire_, id, options_.language));
    }

    void right_details(const RightAnswer& one) {
        const auto item = [&](const char* english, const char* french, const std::string& words) {
            text_ += "\n- " + say_(english, french) + colon() + words + "\n";
        };
        text_ += fmt::format("\n**{}**{}{}\n", right_name(one.right),
                             one.because.empty() ? "" : " ", inert(one.because));
        if (!one.groups.empty())
            text_ +=
                "\n" + say_("Groups", "Groupes") + colon() + inert(join(one.groups, ", ")) + "\n";
        for (const std::string& safeguard : one.safeguards)
            item("Safeguard", "Garantie", inert(safeguard));
        for (const Mitigation& mitigation : one.mitigations)
            item("Mitigation", "Mesure",
                 fmt::format("{} ({}, {})", or_not_stated(mitigation.what),
                             or_not_stated(mitigation.owner), or_not_stated(mitigation.due)));
    }

    void flagged() {
        if (hria_.flagged.empty()) return;
        heading(say_("Persons wrongly flagged per year", "Personnes signalées à tort par an"));
        text_ += say_(
                     "Persons on whom the system would decide, less those for whom the outcome "
                     "holds, times the false-positive rate.",
                     "Personnes soumises au système, moins celles pour qui l'issue se vérifie, "
                     "fois le taux de faux positifs.") +
                 "\n\n| " +
                 say_("Group | Persons a year | Wrongly flagged | Now | Rests on",
                      "Groupe | Personnes par an | Signalées à tort | Aujourd'hui | Repose sur") +
                 " |\n|-|-|-|-|-|\n";
        for (const WronglyFlagged& one : hria_.flagged) {
            const std::string number =
                one.number
                    ? fmt::format(
                          "{:.0f} ({:.0f}-{:.0f}){}", *one.number, one.low.value_or(0),
                          one.high.value_or(0),
                          one.published ? say_(", published figures", ", chiffres publiés") : "")
                    : say_("unknown: ", "inconnu : ") + one.undefined_reason;
            text_ += fmt::format("| {} | {:.0f} | {} | {} | {} |\n",
                                 one.group.empty() ? say_("everybody", "tous") : inert(one.group),
                                 one.persons_per_year, number,
                                 one.currently ? fmt::format("{:.0f} ({})", *one.currently,
                                                             or_not_stated(one.source))
                                               : say_("not stated", "non indiqué"),
                                 join(one.measurements, ", "));
        }
    }

    void stakeholders() {
        if (assessment_.stakeholders.empty()) return;
        heading(say_("Who was heard", "Qui a été entendu"));
        for (const Stakeholder& one : assessment_.stakeholders)
            text_ +=
                fmt::format("- {}{}{}. {}\n", inert(one.group), colon(),
                            one.heard ? say_("heard", "entendu") : say_("not heard", "non entendu"),
                            inert(one.said));
    }

    void answers() {
        heading(say_("Questions and answers", "Questions et réponses"));
        for (const Question& one : questionnaire_.questions) {
            const Answer* answer = assessment_.answer(one.id);
            const bool aside = std::find(hria_.set_aside.begin(), hria_.set_aside.end(), one.id) !=
                               hria_.set_aside.end();
            if (aside) continue;
            text_ += fmt::format("**{}** ({})\n\n", inert(in_language(one.says, options_.language)),
                                 join(one.answers_to, ", "));
            text_ += words_of(answer) + "\n\n";
        }
    }

    [[nodiscard]] std::string words_of(const Answer* answer) const {
        if (answer == nullptr) return say_("Not answered.", "Sans réponse.");
        if (options_.for_publication && !answer->withheld.empty())
            return say_("Left out of this version: ", "Omis de cette version : ") +
                   inert(answer->withheld);
        const Question* question = questionnaire_.question(answer->question);
        const bool closed = question != nullptr && question->closed;
        return (closed ? yes_no(answer->text == "yes", say_) : inert(answer->text)) +
               (answer->exhibit.empty() ? "" : " [" + inert(answer->exhibit) + "]");
    }

    const Questionnaire& questionnaire_;
    const Assessment& assessment_;
    const Hria& hria_;
    const HriaPageOptions& options_;
    Speaker say_;
    std::string text_;
};

}  // namespace

std::string hria_page(const Questionnaire& questionnaire, const Assessment& assessment,
                      const Hria& hria, const HriaPageOptions& options) {
    return Page(questionnaire, assessment, hria, options).write();
}

}  // namespace isonomia::rules
