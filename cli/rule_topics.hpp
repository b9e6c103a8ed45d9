// Rules as help topics, from the packs that come with the program.
#pragma once

#include <vector>

#include "cli/context.hpp"
#include "cli/topics.hpp"

namespace isonomia::cli {

// One topic of kind 'rule' per rule, named 'pack/rule'. Packs that can't be read are left out: help
// must work where something else does not.
[[nodiscard]] std::vector<Topic> rule_topics(Context& context);

}  // namespace isonomia::cli
