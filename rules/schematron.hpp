// A pack as ISO Schematron (queryBinding xslt), so that another program can check our verdicts.
//
// The schema is applied to <facts><f id="…">value</f></facts>, which holds the established facts
// only, with dates as yyyymmdd. For each rule exactly one report fires, named RULE.VERDICT in its
// `id`. Kleene's logic becomes pairs of XPath conditions: one for true, one for false.
//
// Left out, and listed in a comment: rules that measure, that read parameters, or whose exceptions
// could clash. Dates of validity and jurisdiction are not tested: the schema says what the facts
// come to where the rule is law.
#pragma once

#include <string>

#include "rules/pack.hpp"

namespace isonomia::rules {

[[nodiscard]] std::string to_schematron(const Pack& pack);

}  // namespace isonomia::rules
