// Disputed facts tried jointly both ways: the verdict that holds in every world, or what it turns
// on.
#pragma once

#include "rules/decide.hpp"

namespace isonomia::rules {

struct Joint {
    Decision decision;                  // not_established where the worlds differ
    std::vector<std::string> turns_on;  // disputed facts that alone can change the verdict
    std::vector<World> worlds;          // those that were tried
    std::size_t disputed = 0;
    bool too_many = false;  // more than disputed_facts_max: none was tried
};

// The disputed facts that the rule's leaves need, sorted.
[[nodiscard]] std::vector<std::string> disputed_facts(const Rule& rule, const Grounds& grounds);

[[nodiscard]] Joint decide_jointly(Decider& decider, const std::vector<std::string>& disputed,
                                   bool trusting);

// The truth of a node where it is the same in all the worlds, else unknown.
[[nodiscard]] Truth joint_truth(Decider& decider, const Node& node,
                                const std::vector<World>& worlds);

}  // namespace isonomia::rules
