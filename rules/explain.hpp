// Puts a decision into words: the tree of tests, what each leaf read, the reason, what to ask for.
#pragma once

#include <unordered_map>

#include "rules/evaluate.hpp"
#include "rules/measure.hpp"
#include "rules/phrases.hpp"
#include "rules/worlds.hpp"

namespace isonomia::rules {

class Explainer {
public:
    Explainer(const Rule& rule, const Pack& pack, const Grounds& grounds,
              const EvaluateOptions& options, Decider& decider, const Joint& joint)
        : rule_(rule),
          pack_(pack),
          grounds_(grounds),
          options_(options),
          decider_(decider),
          joint_(joint) {}

    // Fills tests, weakest, reason, requests and turns_on from the decision.
    void explain(Outcome& outcome);

private:
    [[nodiscard]] Truth truth(const Node& node) {
        const auto [place, is_new] = truths_.try_emplace(&node, Truth::unknown);
        if (is_new) place->second = joint_truth(decider_, node, joint_.worlds);
        return place->second;
    }
    [[nodiscard]] std::string say(Phrase which,
                                  const std::vector<std::string>& arguments = {}) const {
        return phrase(which, options_.language, arguments);
    }
    [[nodiscard]] std::string text_of(const Node& leaf) const;
    [[nodiscard]] std::string statement(const std::string& fact) const;
    [[nodiscard]] std::string name_of(const std::string& agent) const;

    void add_tests(const Node& node, std::uint64_t depth, std::vector<TestResult>& into);
    [[nodiscard]] TestResult leaf_result(const Node& leaf, std::uint64_t depth);
    [[nodiscard]] MeasureResult measured(const Node& leaf) const;
    [[nodiscard]] std::vector<FactRead> reads(const Node& leaf) const;
    [[nodiscard]] FactRead read(const std::string& fact) const;

    // The leaves on which the truth of the node rests: those of a child that alone decides, else
    // all.
    void relied_on(const Node& node, std::vector<const Node*>& into);
    [[nodiscard]] std::vector<const Node*> relied_on(const Decision& decision);

    [[nodiscard]] std::string reason(const Decision& decision,
                                     const std::vector<const Node*>& relied);
    // One clause for each thing that keeps the leaf open.
    void open_clauses(const Node& leaf, std::vector<std::string>& into) const;
    [[nodiscard]] std::string fact_clause(const std::string& fact) const;
    [[nodiscard]] std::string list(std::vector<std::string> clauses) const;

    void add_requests(Outcome& outcome, const std::vector<const Node*>& relied);
    // The unknown leaves of what is not decided yet: one that cannot change the truth is not asked
    // for.
    void open_leaves(const Node& node, std::vector<const Node*>& into);
    [[nodiscard]] Request request_for(const std::string& fact) const;
    [[nodiscard]] Request request_for_figure(const Node& leaf) const;
    [[nodiscard]] std::vector<std::string> missing_parameters(const Node& leaf) const;

    const Rule& rule_;
    const Pack& pack_;
    const Grounds& grounds_;
    const EvaluateOptions& options_;
    Decider& decider_;
    const Joint& joint_;
    std::unordered_map<const Node*, Truth> truths_;  // in all worlds alike
};

}  // namespace isonomia::rules
