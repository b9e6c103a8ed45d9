// The verdict of one rule in one world: every fact has its standing, and each disputed fact has the
// value of one side.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>

#include "rules/grounds.hpp"
#include "rules/pack.hpp"
#include "rules/profile.hpp"

namespace isonomia::rules {

// What one evaluation of a leaf may cost: the leaf's document is parsed once, and each reference of
// the expression to a fact reads the whole of it. Counted before the evaluation, so that the same
// leaf is cut off on every machine alike.
constexpr std::size_t leaf_steps_max = 10'000'000;

struct World {
    bool trusting = false;  // asserted facts are taken at their word; otherwise they are unknown
    bool disputes_open = false;  // disputed facts are unknown (too many to try)
    std::map<std::string, bool, std::less<>>
        other_side;  // disputed fact -> the other side's value holds
};

struct Decision {
    Verdict verdict = Verdict::error;
    std::string exception;  // the one that applied
    bool operator==(const Decision&) const = default;
};

class Decider {
public:
    Decider(const Rule& rule, const Pack& pack, const Grounds& grounds, const Profile* profile)
        : rule_(rule), pack_(pack), grounds_(grounds), profile_(profile) {}

    // Every leaf is evaluated in every world, so that no fault hides behind another leaf's answer.
    // A decision counts only where problem() is empty in the end.
    [[nodiscard]] Decision decide(const World& world);
    [[nodiscard]] Truth truth(const Node& node, const World& world);

    // The first fault of a leaf; from then on the verdict is an error.
    [[nodiscard]] const std::string& problem() const { return problem_; }

private:
    [[nodiscard]] Truth test(const Node& leaf, const World& world);
    [[nodiscard]] Truth measure(const Node& leaf, const World& world);
    // The fact's value for XPath in this world; nothing when unknown. Faults go to problem_.
    [[nodiscard]] std::optional<std::string> value(const std::string& id, const World& world);
    [[nodiscard]] Truth run(const Node& leaf, const std::vector<std::string>& values);

    struct Compiled {
        XPath expression;
        std::set<std::string> parameters;
        std::size_t references = 0;  // places where it reads a fact
    };
    // The leaf's expression, which must be one that the language of rules allows, whoever made the
    // pack; nullptr and a fault otherwise.
    [[nodiscard]] Compiled* compiled(const Node& leaf);
    // Gives the expression its numbers; false when one has no value.
    [[nodiscard]] bool set_parameters(Compiled& compiled);
    // The strongest of the exceptions that hold; "" and a fault when none is stronger than all
    // others.
    [[nodiscard]] std::string strongest(const std::vector<const Exception*>& holding);
    void refuse(std::string problem);
    void refuse(const Node& leaf, const Error& why);

    const Rule& rule_;
    const Pack& pack_;
    const Grounds& grounds_;
    const Profile* profile_;
    std::unordered_map<const Node*, std::optional<Compiled>> compiled_;
    std::map<std::pair<const Node*, std::vector<std::string>>, Truth> known_;  // by leaf and values
    std::string problem_;
};

// A fact's value as a leaf compares it: dates as yyyymmdd, numbers and truth values checked.
[[nodiscard]] Result<std::string> comparable(const std::string& id, FactType type,
                                             const std::string& value);

}  // namespace isonomia::rules
