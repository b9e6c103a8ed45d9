#include "rules/decide.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/clock.hpp"
#include "core/text.hpp"
#include "rules/expression.hpp"
#include "rules/kleene.hpp"
#include "rules/measure.hpp"

namespace isonomia::rules {

namespace {

bool overrides(const Exception& a, const Exception& b) {
    const bool named = std::find(a.overrides.begin(), a.overrides.end(), b.id) != a.overrides.end();
    return named || (a.rank && b.rank && *a.rank < *b.rank);
}

}  // namespace

Result<std::string> comparable(const std::string& id, FactType type, const std::string& value) {
    const auto wrong = [&](const char* what) {
        return fail(input_error(
            "R0011", fmt::format("fact '{}' is '{}', which is not {}", id, value, what)));
    };
    switch (type) {
        case FactType::boolean:
            if (value != "true" && value != "false") return wrong("true or false");
            return value;
        case FactType::number:
            if (!parse_number(value)) return wrong("a decimal number");
            return value;
        case FactType::date: {
            if (value.size() < 10 || !parse_instant(value)) return wrong("a date");
            return value.substr(0, 4) + value.substr(5, 2) + value.substr(8, 2);
        }
        case FactType::text:
            return value;
    }
    return wrong("of a known type");
}

void Decider::refuse(std::string problem) {
    if (problem_.empty()) problem_ = std::move(problem);
}

std::optional<std::string> Decider::value(const std::string& id, const World& world) {
    const auto found = grounds_.facts.find(id);
    const FactDeclaration* declared = pack_.fact(id);
    if (found == grounds_.facts.end() || declared == nullptr) return std::nullopt;
    const Fact& fact = found->second;
    std::string text = fact.value;
    switch (fact.status) {
        case FactStatus::withheld:
        case FactStatus::unknown:
            return std::nullopt;
        case FactStatus::asserted:
            if (!world.trusting) return std::nullopt;
            break;
        case FactStatus::disputed: {
            if (world.disputes_open) return std::nullopt;
            const auto side = world.other_side.find(id);
            if (side != world.other_side.end() && side->second) text = fact.otherwise;
            break;
        }
        case FactStatus::established:
            break;
    }
    auto checked = comparable(id, declared->type, text);
    if (!checked) {
        refuse(checked.error().message);
        return std::nullopt;
    }
    return std::move(*checked);
}

Truth Decider::test(const Node& leaf, const World& world) {
    XmlWriter document(false);
    document.open("facts");
    bool complete = true;
    for (const std::string& id : leaf.test.needs) {
        const auto known = value(id, world);
        complete = complete && known;
        if (known) document.open("f").attribute("id", id).text(*known).close();
    }
    document.close();
    return complete ? run(leaf, document.finish()) : Truth::unknown;
}

Truth Decider::run(const Node& leaf, const std::string& document) {
    const auto key = std::pair(&leaf, document);
    if (const auto known = known_.find(key); known != known_.end()) return known->second;

    std::vector<std::string> variables;
    for (const Parameter& parameter : pack_.parameters)
        variables.push_back(parameter.id);
    auto compiled = compiled_.find(&leaf);
    if (compiled == compiled_.end()) {
        auto expression = XPath::compile(leaf.test.expression, variables);
        if (!expression) {
            refuse(expression.error().message);
            return Truth::unknown;
        }
        compiled = compiled_.emplace(&leaf, std::move(*expression)).first;
    }
    const auto used = parameters_of(leaf);
    for (const Parameter& parameter : pack_.parameters) {
        const auto number = value_of(parameter, pack_, profile_);
        if (used.contains(parameter.id) && !number) return Truth::unknown;
        compiled->second.set(parameter.id, number.value_or(0));
    }
    auto facts = XmlDocument::parse(document, "facts");
    if (!facts) {
        refuse(facts.error().message);
        return Truth::unknown;
    }
    const Truth truth = truth_of(compiled->second.boolean(facts->root()));
    known_.emplace(key, truth);
    return truth;
}

Truth Decider::measure(const Node& leaf, const World& world) {
    std::optional<double> limit = leaf.measure.limit;
    if (const Parameter* parameter = pack_.parameter(leaf.measure.parameter))
        limit = value_of(*parameter, pack_, profile_);
    const MeasureResult result = evaluate_measure(leaf.measure, limit, grounds_);
    return world.trusting ? result.trusting : result.strict;
}

Truth Decider::truth(const Node& node, const World& world) {
    switch (node.kind) {
        case NodeKind::test:
            return test(node, world);
        case NodeKind::measure:
            return measure(node, world);
        case NodeKind::not_:
            return opposite(truth(node.children.front(), world));
        case NodeKind::all: {
            Truth result = Truth::yes;
            for (const Node& child : node.children)
                result = both(result, truth(child, world));
            return result;
        }
        case NodeKind::any: {
            Truth result = Truth::no;
            for (const Node& child : node.children)
                result = either(result, truth(child, world));
            return result;
        }
    }
    return Truth::unknown;
}

std::string Decider::strongest(const std::vector<const Exception*>& holding) {
    for (const Exception* one : holding) {
        const bool wins = std::all_of(holding.begin(), holding.end(), [&](const Exception* other) {
            return one == other || overrides(*one, *other);
        });
        if (wins) return one->id;
    }
    std::vector<std::string> ids;
    for (const Exception* one : holding)
        ids.push_back("'" + one->id + "'");
    refuse(fmt::format("the exceptions {} hold together and none is ranked above the others",
                       join(ids, " and ")));
    return "";
}

Decision Decider::decide(const World& world) {
    const Truth applies = rule_.applies ? truth(*rule_.applies, world) : Truth::yes;
    const Truth base = truth(rule_.logic, world);
    std::vector<const Exception*> holding;
    bool open = false;
    for (const Exception& exception : rule_.exceptions) {
        const Truth holds = truth(exception.when, world);
        if (holds == Truth::yes) holding.push_back(&exception);
        open = open || holds == Truth::unknown;
    }
    if (!problem_.empty()) return {Verdict::error, ""};
    if (applies == Truth::no) return {Verdict::not_applicable, ""};
    if (applies == Truth::unknown) return {Verdict::not_established, ""};
    if (base == Truth::yes)
        return {rule_.kind == RuleKind::evaluative ? Verdict::assessed : Verdict::met, ""};
    if (!holding.empty()) {
        std::string exception = strongest(holding);
        return {exception.empty() ? Verdict::error : Verdict::excepted, std::move(exception)};
    }
    if (open || base == Truth::unknown) return {Verdict::not_established, ""};
    return {Verdict::not_met, ""};
}

}  // namespace isonomia::rules
