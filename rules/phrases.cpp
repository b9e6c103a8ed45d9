#include "rules/phrases.hpp"

#include <array>

#include "core/ensure.hpp"
#include "rules/speaker.hpp"

namespace isonomia::rules {

namespace {

struct Words {
    Phrase phrase;
    std::string_view en;
    std::string_view fr;
};

constexpr std::array<Words, 39> phrases = {{
    {Phrase::met, "All that the rule asks for is established, on these facts.",
     "Tout ce que la règle demande est établi, au vu de ces faits."},
    {Phrase::assessed, "The factors are recorded; the weighing is for the court, on these facts.",
     "Les facteurs sont consignés ; leur mise en balance revient au juge, au vu de ces faits."},
    {Phrase::contrary, "it is established that this is not so: “{}”",
     "il est établi que ceci n'est pas le cas : « {} »"},
    {Phrase::holds, "it is established: “{}”", "il est établi : « {} »"},
    {Phrase::not_met, "Not met: {}, on these facts.", "Non respectée : {}, au vu de ces faits."},
    {Phrase::excepted, "The requirement is lifted by an exception (“{}”), on these facts.",
     "L'exigence est levée par une exception (« {} »), au vu de ces faits."},
    {Phrase::not_applicable, "Does not apply: {}, on these facts.",
     "Ne s'applique pas : {}, au vu de ces faits."},
    {Phrase::not_established, "Neither met nor breached: {}, on these facts.",
     "Ni respectée ni enfreinte : {}, au vu de ces faits."},
    {Phrase::unknown, "not known: “{}”", "inconnu : « {} »"},
    {Phrase::asserted, "asserted by {}, not evidenced: “{}”",
     "affirmé par {}, non prouvé : « {} »"},
    {Phrase::asserted_against, "{} asserts, without evidence, that this is not so: “{}”",
     "{} affirme, sans preuve, que ceci n'est pas le cas : « {} »"},
    {Phrase::disputed, "disputed: “{}”", "contesté : « {} »"},
    {Phrase::withheld, "withheld by {} ({}): “{}”", "non communiqué par {} ({}) : « {} »"},
    {Phrase::no_ground, "no ground given", "sans motif indiqué"},
    {Phrase::turns_on, "the result turns on a disputed fact: “{}”",
     "le résultat dépend d'un fait contesté : « {} »"},
    {Phrase::too_many_disputed, "{} facts are disputed, more than can be tried jointly",
     "{} faits sont contestés, plus qu'on n'en peut examiner conjointement"},
    {Phrase::no_parameter,
     "the instrument states no value for “{}”, and no justified profile supplies one",
     "l'instrument ne fixe aucune valeur pour « {} », et aucun profil justifié n'en fournit"},
    {Phrase::error, "The evaluation failed ({}); nothing is concluded on these facts.",
     "L'évaluation a échoué ({}) ; rien n'est conclu au vu de ces faits."},
    {Phrase::jurisdiction_other, "the rule is law in {}, the matter is in {}",
     "la règle relève du droit de {}, l'affaire de celui de {}"},
    {Phrase::jurisdiction_unknown, "the matter names no jurisdiction and the rule is law in {}",
     "l'affaire n'indique aucun ressort et la règle relève du droit de {}"},
    {Phrase::jurisdiction_coarse, "the rule is law in {}, the matter says no more than {}",
     "la règle relève du droit de {}, l'affaire n'indique pas plus que {}"},
    {Phrase::not_yet, "the rule is law from {}; the AI was used on {}",
     "la règle est applicable à compter du {} ; l'IA a été utilisée le {}"},
    {Phrase::no_longer, "the rule was law until {}; the AI was used on {}",
     "la règle était applicable jusqu'au {} ; l'IA a été utilisée le {}"},
    {Phrase::switched_off, "the profile “{}” switches the rule off ({}; approved by {} on {})",
     "le profil « {} » écarte la règle ({} ; approuvé par {} le {})"},
    {Phrase::later_law,
     "The rule is law from {}: not on the day of the use ({}), but on the day of the hearing ({}).",
     "La règle est applicable à compter du {} : pas le jour de l'utilisation ({}), mais le jour de "
     "l'audience ({})."},
    {Phrase::law_ended,
     "The rule was law until {}: on the day of the use ({}), but not on the day of the hearing "
     "({}).",
     "La règle était applicable jusqu'au {} : le jour de l'utilisation ({}), mais pas le jour de "
     "l'audience "
     "({})."},
    {Phrase::date_unknown,
     "the date of the AI use is not known, and the rule is law for a limited time",
     "la date d'utilisation de l'IA est inconnue, et la règle n'est applicable que pour un temps"},
    {Phrase::all_of, "all of the following", "tout ce qui suit"},
    {Phrase::any_of, "at least one of the following", "au moins un des éléments suivants"},
    {Phrase::not_of, "not the following", "pas ce qui suit"},
    {Phrase::applies, "the rule applies", "la règle s'applique"},
    {Phrase::and_more, "and {} more", "et {} de plus"},
    {Phrase::ask_generic, "Please state, with the document that shows it: {}",
     "Veuillez indiquer, pièce à l'appui : {}"},
    {Phrase::ask_evidence, "Please serve the document that settles this: “{}”.",
     "Veuillez communiquer la pièce qui permet de juger de ceci : « {} »."},
    {Phrase::somebody, "somebody unnamed", "une personne non désignée"},
    {Phrase::ask_date,
     "Please state, with the document that shows it, on which day the AI was used.",
     "Veuillez indiquer, pièce à l'appui, le jour où l'IA a été utilisée."},
    {Phrase::ask_jurisdiction, "Please state in which jurisdiction the matter is heard.",
     "Veuillez indiquer de quel ressort relève l'affaire."},
    {Phrase::elsewhere, "measured on what is not known to have been used ({}): “{}”",
     "mesuré sur ce dont l'utilisation n'est pas établie ({}) : « {} »"},
    {Phrase::ask_measurement,
     "Please have the version that was used measured, on data that settle this, and serve the "
     "data: “{}”.",
     "Veuillez faire mesurer la version utilisée, sur des données qui permettent d'en juger, et "
     "communiquer ces données : « {} »."},
}};

}  // namespace

std::string phrase(Phrase which, std::string_view language,
                   const std::vector<std::string>& arguments) {
    const Words& words = phrases.at(static_cast<std::size_t>(which));
    ensure(words.phrase == which, "the phrases stand in the order of their names");
    const std::string pattern = Speaker(language)(words.en, words.fr);
    std::string out;
    std::size_t next = 0;
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        if (pattern.compare(at, 2, "{}") != 0) {
            out += pattern[at];
            continue;
        }
        ensure(next < arguments.size(), "every place of a phrase is filled");
        out += arguments[next++];
        ++at;
    }
    return out;
}

}  // namespace isonomia::rules
