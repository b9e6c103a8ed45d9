// What an impact assessment speaks about, in words.
#pragma once

#include <string>
#include <string_view>

#include "rules/questionnaire.hpp"
#include "rules/speaker.hpp"

namespace isonomia::rules {

[[nodiscard]] inline std::string yes_no(bool yes, const Speaker& say) {
    return yes ? say("yes", "oui") : say("no", "non");
}

[[nodiscard]] inline std::string grade_words(Grade grade, const Speaker& say) {
    switch (grade) {
        case Grade::low:
            return say("low", "faible");
        case Grade::moderate:
            return say("moderate", "modérée");
        case Grade::high:
            return say("high", "élevée");
        case Grade::severe:
            break;
    }
    return say("severe", "grave");
}

// What was not given and counts as the worst: an entry of RightRisk::raised.
[[nodiscard]] inline std::string raised_words(std::string_view what, const Speaker& say) {
    if (what == "scale") return say("scale", "ampleur");
    if (what == "scope") return say("scope", "étendue");
    if (what == "reversal") return say("reversal", "réversibilité");
    if (what == "probability") return say("probability", "probabilité");
    if (what == "because") return say("reason why not touched", "motif de l'absence d'atteinte");
    return say("whether touched", "atteinte ou non");
}

[[nodiscard]] inline std::string decision_words(ImpactDecision decision, const Speaker& say) {
    switch (decision) {
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

// The id where the questionnaire has no such right or question.
[[nodiscard]] inline std::string right_words(const Questionnaire& questionnaire,
                                             const std::string& id, std::string_view language) {
    const Right* right = questionnaire.right(id);
    return right == nullptr ? id : in_language(right->says, language);
}
[[nodiscard]] inline std::string question_words(const Questionnaire& questionnaire,
                                                const std::string& id, std::string_view language) {
    const Question* question = questionnaire.question(id);
    return question == nullptr ? id : in_language(question->says, language);
}

}  // namespace isonomia::rules
