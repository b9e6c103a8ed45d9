// Outcomes as `assess` prints them, in English or in French: one line each, or one of them with all
// that it rests on.
#pragma once

#include <string>
#include <vector>

#include "cli/applied_law.hpp"
#include "core/json.hpp"

namespace isonomia::cli {

// How the outcomes are said. `language` is 'en' or 'fr'; the law is that which they come from.
struct OutcomeStyle {
    std::string language;
    const AppliedLaw& law;
    TerminalFacts terminal;
};

// The profile, each pack with its outcomes, and what the verdicts alone do not tell.
[[nodiscard]] std::string outcome_table(const std::vector<Outcome>& outcomes,
                                        const OutcomeStyle& style);

// The tree of tests, what each read, the authorities, what would change the outcome, what to ask.
[[nodiscard]] std::string outcome_explanation(const Outcome& outcome, const OutcomeStyle& style);

// What would change it: [{"to", "exception", "if": [{"test", "holds"}]}].
[[nodiscard]] Json::Array changes_json(const Outcome& outcome, const AppliedLaw& law);

}  // namespace isonomia::cli
