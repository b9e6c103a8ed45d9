// The evaluator's own words, in the languages of its outcomes. What rules say comes from the packs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace isonomia::rules {

enum class Phrase {
    met,
    assessed,
    contrary,
    holds,
    not_met,
    excepted,
    not_applicable,
    not_established,
    unknown,
    asserted,
    asserted_against,
    disputed,
    withheld,
    no_ground,
    turns_on,
    too_many_disputed,
    no_parameter,
    error,
    jurisdiction_other,
    jurisdiction_unknown,
    jurisdiction_coarse,
    not_yet,
    no_longer,
    switched_off,
    later_law,
    law_ended,
    date_unknown,
    all_of,
    any_of,
    not_of,
    applies,
    and_more,
    ask_generic,
    ask_evidence,
    somebody,
    ask_date,
    ask_jurisdiction,
    elsewhere,
    ask_measurement
};

// The sentence with its `{}` filled in order; English where the language is not spoken here.
[[nodiscard]] std::string phrase(Phrase which, std::string_view language,
                                 const std::vector<std::string>& arguments = {});

}  // namespace isonomia::rules
