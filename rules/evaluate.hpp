// Rules over a case file: one outcome per rule, with everything that it rests on.
//
// How facts of each standing are taken:
//   established  decides
//   asserted     decides nothing alone, for or against: the rule is not established, and the
//   outcome says
//                who asserts it. A breach, too, needs more than somebody's word.
//   disputed     both values are tried, jointly for up to ten facts; where the results differ, the
//   rule is
//                not established and turns on those facts
//   withheld, unknown, absent   the leaf is unknown, and a request is written
// A leaf that fails to evaluate makes the verdict an error, whatever the other leaves say.
#pragma once

#include <string>
#include <vector>

#include "core/case_file.hpp"
#include "rules/grounds.hpp"
#include "rules/pack.hpp"
#include "rules/profile.hpp"

namespace isonomia::rules {

constexpr std::size_t disputed_facts_max = 10;

struct EvaluateOptions {
    std::string language = "en";       // BCP 47; falls back to English
    const Profile* profile = nullptr;  // that tailors the packs; or none
    std::string act;                   // activity that the outcomes belong to
};

// Outcomes in the order of the packs and their rules. Never fails: what goes wrong in a rule is the
// verdict `error` of that rule.
[[nodiscard]] std::vector<Outcome> evaluate(const CaseFile& case_file,
                                            const std::vector<Pack>& packs,
                                            const EvaluateOptions& options = {});

[[nodiscard]] Outcome evaluate_rule(const Rule& rule, const Pack& pack, const Grounds& grounds,
                                    const EvaluateOptions& options = {});

}  // namespace isonomia::rules
