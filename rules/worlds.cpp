#include "rules/worlds.hpp"

#include <algorithm>
#include <set>

#include "rules/evaluate.hpp"

namespace isonomia::rules {

namespace {

// Worlds are numbered: bit i says that the other side's value holds for disputed fact i.
std::vector<World> all_worlds(const std::vector<std::string>& disputed, bool trusting) {
    std::vector<World> worlds;
    for (std::size_t number = 0; number < (std::size_t{1} << disputed.size()); ++number) {
        World world;
        world.trusting = trusting;
        for (std::size_t i = 0; i < disputed.size(); ++i)
            world.other_side.emplace(disputed[i], (number >> i & 1U) != 0);
        worlds.push_back(std::move(world));
    }
    return worlds;
}

}  // namespace

std::vector<std::string> disputed_facts(const Rule& rule, const Grounds& grounds) {
    std::set<std::string> found;
    for (const Node* leaf : leaves(rule))
        for (const std::string& id : leaf->test.needs) {
            const auto fact = grounds.facts.find(id);
            if (fact != grounds.facts.end() && fact->second.status == FactStatus::disputed)
                found.insert(id);
        }
    return {found.begin(), found.end()};
}

Joint decide_jointly(Decider& decider, const std::vector<std::string>& disputed, bool trusting) {
    Joint joint;
    joint.disputed = disputed.size();
    joint.too_many = disputed.size() > disputed_facts_max;
    joint.worlds =
        joint.too_many ? std::vector<World>{{trusting, true, {}}} : all_worlds(disputed, trusting);
    std::vector<Decision> decisions;
    for (const World& world : joint.worlds)
        decisions.push_back(decider.decide(world));
    joint.decision = decisions.front();
    const bool agreed = std::all_of(decisions.begin(), decisions.end(),
                                    [&](const Decision& d) { return d == joint.decision; });
    if (!decider.problem().empty()) {
        joint.decision = {Verdict::error, ""};
    } else if (!agreed) {
        joint.decision = {Verdict::not_established, ""};
        for (std::size_t i = 0; i < disputed.size(); ++i)
            for (std::size_t number = 0; number < decisions.size(); ++number)
                if (!(decisions[number] == decisions[number ^ (std::size_t{1} << i)])) {
                    joint.turns_on.push_back(disputed[i]);
                    break;
                }
    }
    return joint;
}

Truth joint_truth(Decider& decider, const Node& node, const std::vector<World>& worlds) {
    const Truth first = decider.truth(node, worlds.front());
    for (const World& world : worlds)
        if (decider.truth(node, world) != first) return Truth::unknown;
    return first;
}

}  // namespace isonomia::rules
