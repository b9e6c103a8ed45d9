#include "rules/alternative.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>

#include "rules/kleene.hpp"

namespace isonomia::rules {

namespace {

using Conditions = std::vector<Condition>;

constexpr std::size_t exceptions_max = 20;  // each is weighed against all others

// The outcome's tree: an optional head 'applies', the logic, and a head 'exception' for each.
class Tree {
public:
    explicit Tree(const Outcome& outcome) : tests_(outcome.tests) {
        for (std::size_t at = 0; at < tests_.size(); ++at) {
            if (tests_[at].depth != 0) continue;
            if (tests_[at].kind == "applies")
                applies_ = at;
            else if (tests_[at].kind == "exception")
                exceptions_.push_back(at);
            else
                logic_ = at;
        }
    }

    [[nodiscard]] std::vector<Alternative> changes() const {
        std::vector<Alternative> found;
        if (!logic_) return found;
        const auto add = [&](Verdict to, const std::string& exception, const Conditions& all) {
            Conditions conditions = distinct(all);
            if (!conditions.empty() && leads_to(to, exception, conditions))
                found.push_back({to, exception, std::move(conditions)});
        };
        const Conditions applying = applies_ ? need(*applies_, true) : Conditions{};
        add(Verdict::met, "", joined(applying, need(*logic_, true)));
        const Conditions breach = joined(applying, need(*logic_, false));
        Conditions unlifted = breach;
        for (const std::size_t one : exceptions_)
            unlifted = joined(std::move(unlifted), need(one, false));
        add(Verdict::not_met, "", unlifted);
        if (exceptions_.size() <= exceptions_max)
            for (const std::size_t one : exceptions_) {
                Conditions lifted = breach;
                for (const std::size_t other : exceptions_)
                    lifted = joined(std::move(lifted), need(other, other == one));
                add(Verdict::excepted, tests_[one].text, lifted);
            }
        if (applies_) add(Verdict::not_applicable, "", need(*applies_, false));
        return found;
    }

private:
    [[nodiscard]] std::vector<std::size_t> children(std::size_t parent) const {
        std::vector<std::size_t> found;
        for (std::size_t at = parent + 1;
             at < tests_.size() && tests_[at].depth > tests_[parent].depth; ++at)
            if (tests_[at].depth == tests_[parent].depth + 1) found.push_back(at);
        return found;
    }

    static Conditions joined(Conditions all, const Conditions& more) {
        all.insert(all.end(), more.begin(), more.end());
        return all;
    }

    // Each statement once.
    [[nodiscard]] Conditions distinct(const Conditions& all) const {
        std::set<std::pair<std::string_view, bool>> seen;
        Conditions found;
        for (const Condition& one : all)
            if (seen.emplace(tests_[one.test].text, one.holds).second) found.push_back(one);
        return found;
    }

    // The fewest tests that have to come out otherwise for the node to be so, or not to be so.
    [[nodiscard]] Conditions need(std::size_t at, bool wanted) const {
        const TestResult& node = tests_[at];
        if (node.truth == truth_of(wanted)) return {};
        const auto inner = children(at);
        if (inner.empty()) return {{at, wanted}};
        if (node.kind == "not") return need(inner.front(), !wanted);
        const bool every = (node.kind != "any") == wanted;
        Conditions all;
        std::optional<Conditions> fewest;
        for (const std::size_t child : inner) {
            const Conditions one = need(child, wanted);
            all = joined(std::move(all), one);
            if (!fewest || one.size() < fewest->size()) fewest = one;
        }
        return every ? distinct(all) : *fewest;
    }

    // What is taken as so: statements in their words, and which of them speaks about each fact.
    struct Taken {
        std::map<std::string, Truth> statements;
        std::map<std::string, std::string> facts;
    };

    // Nothing where one statement were so and not so, or two speak about one fact: how one bears on
    // the other, the outcome does not tell.
    [[nodiscard]] std::optional<Taken> taken(const Conditions& conditions) const {
        Taken all;
        for (const Condition& one : conditions) {
            const TestResult& test = tests_[one.test];
            const Truth truth = truth_of(one.holds);
            if (all.statements.emplace(test.text, truth).first->second != truth)
                return std::nullopt;
            for (const FactRead& fact : test.reads)
                if (all.facts.emplace(fact.id, test.text).first->second != test.text)
                    return std::nullopt;
        }
        return all;
    }

    // Whether the conditions bring that about, whatever else follows from them.
    [[nodiscard]] bool leads_to(Verdict to, const std::string& exception,
                                const Conditions& conditions) const {
        const auto set = taken(conditions);
        if (!set) return false;
        const Truth applies = applies_ ? truth(*applies_, *set) : Truth::yes;
        if (applies != Truth::yes) return applies == Truth::no && to == Verdict::not_applicable;
        const Truth logic = truth(*logic_, *set);
        if (logic != Truth::no) return logic == Truth::yes && to == Verdict::met;
        return std::all_of(exceptions_.begin(), exceptions_.end(), [&](std::size_t one) {
            const bool lifts = to == Verdict::excepted && tests_[one].text == exception;
            return truth(one, *set) == truth_of(lifts);
        });
    }

    [[nodiscard]] Truth truth(std::size_t at, const Taken& set) const {
        const auto inner = children(at);
        if (inner.empty()) {
            const TestResult& test = tests_[at];
            const auto stated = set.statements.find(test.text);
            if (stated != set.statements.end()) return stated->second;
            const bool touched =
                std::any_of(test.reads.begin(), test.reads.end(),
                            [&](const FactRead& fact) { return set.facts.contains(fact.id); });
            return touched ? Truth::unknown : test.truth;
        }
        if (tests_[at].kind == "not") return opposite(truth(inner.front(), set));
        const bool any = tests_[at].kind == "any";
        Truth whole = truth_of(!any);
        for (const std::size_t child : inner)
            whole = any ? either(whole, truth(child, set)) : both(whole, truth(child, set));
        return whole;
    }

    const std::vector<TestResult>& tests_;
    std::optional<std::size_t> applies_;
    std::optional<std::size_t> logic_;
    std::vector<std::size_t> exceptions_;
};

}  // namespace

std::vector<Alternative> alternatives_of(const Outcome& outcome) {
    if (outcome.verdict == Verdict::error) return {};
    return Tree(outcome).changes();
}

}  // namespace isonomia::rules
