// Rules and facts as help topics, from the packs that come with the program and from those in
// 'packs' of the working folder.
#pragma once

#include <vector>

#include "cli/context.hpp"
#include "cli/topics.hpp"
#include "rules/pack.hpp"

namespace isonomia::cli {

// The ids of the facts that the leaves of a rule read, each once, in the order of the rule.
[[nodiscard]] std::vector<std::string> facts_read(const rules::Rule& rule);
// The metrics that its leaves compare with a limit.
[[nodiscard]] std::vector<std::string> metrics_read(const rules::Rule& rule);

// One topic of kind 'rule' per rule, named 'pack/rule', and one of kind 'fact' per fact that a pack
// declares, named by its id, and one of kind 'pack' per pack in the working folder; sorted by kind
// and name. Packs that cannot be read are left out: help
// must work where something else does not.
[[nodiscard]] std::vector<Topic> rule_topics(Context& context);

}  // namespace isonomia::cli
