#include "rules/decide.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "core/clock.hpp"
#include "core/text.hpp"
#include "rules/expression.hpp"
#include "rules/kleene.hpp"
#include "rules/measure.hpp"
#include "rules/ranking.hpp"

namespace isonomia::rules {

namespace {

// So much of an expression as a message can bear.
std::string beginning_of(const std::string& text) {
    constexpr std::size_t characters_max = 120;
    if (utf8_length(text) <= characters_max) return text;
    std::size_t end = 0;
    for (std::size_t begun = 0; end < text.size(); ++end)
        if ((static_cast<unsigned char>(text[end]) & 0xC0U) != 0x80U && begun++ == characters_max)
            break;
    return text.substr(0, end) + "…";
}

// Plain digits: XPath 1.0 knows neither exponents nor a plus sign, and calls such text no number.
std::string plain_digits(double value) {
    std::array<char, 400> digits{};  // 1e308 has 309
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value,
                                   std::chars_format::fixed);
    return {digits.data(), end.ptr};
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
        case FactType::number: {
            const auto number = parse_number(value);
            if (!number) return wrong("a decimal number");
            return plain_digits(*number);
        }
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
        refuse(checked.error().code + ": " + checked.error().message);
        return std::nullopt;
    }
    return std::move(*checked);
}

Truth Decider::test(const Node& leaf, const World& world) {
    std::vector<std::string> values;
    for (const std::string& id : leaf.test.needs)  // all of them: no fault hides behind a gap
        if (auto known = value(id, world)) values.push_back(std::move(*known));
    if (values.size() < leaf.test.needs.size()) return Truth::unknown;
    std::pair key(&leaf, std::move(values));
    const auto known = known_.find(key);
    if (known != known_.end()) return known->second;
    const Truth truth = run(leaf, key.second);
    known_.emplace(std::move(key), truth);
    return truth;
}

void Decider::refuse(const Node& leaf, const Error& why) {
    refuse(fmt::format("{}: the test '{}' of rule '{}' is cut off: {}", why.code,
                       beginning_of(leaf.test.expression), rule_.id, why.message));
}

Decider::Compiled* Decider::compiled(const Node& leaf) {
    const auto [place, is_new] = compiled_.try_emplace(&leaf);
    auto& result = place->second;
    if (!is_new) return result ? &*result : nullptr;
    const auto read = read_test(leaf, pack_);
    if (!read) {
        refuse(leaf, read.error());
        return nullptr;
    }
    const std::set<std::string> needs(leaf.test.needs.begin(), leaf.test.needs.end());
    for (const std::string& id : read->references)
        if (!needs.contains(id)) {  // XPath would take the missing fact for false
            refuse(leaf, input_error("R0004", fmt::format("it reads '{}' beside its needs", id)));
            return nullptr;
        }
    auto expression = XPath::compile(leaf.test.expression, read->variables);
    if (!expression) {
        refuse(leaf, expression.error());
        return nullptr;
    }
    result = Compiled{
        std::move(*expression), {read->variables.begin(), read->variables.end()}, read->reads};
    return &*result;
}

bool Decider::set_parameters(Compiled& compiled) {
    for (const std::string& id : compiled.parameters) {
        const Parameter* parameter = pack_.parameter(id);
        const auto number =
            parameter == nullptr ? std::nullopt : value_of(*parameter, pack_, profile_);
        if (!number) return false;
        compiled.expression.set(id, *number);
    }
    return true;
}

bool Decider::may_take(const Node& leaf, std::size_t steps) {
    steps_ += steps;
    if (steps > leaf_steps_max)
        refuse(leaf, input_error("R0013", fmt::format("it would take {} steps, and {} are allowed",
                                                      steps, leaf_steps_max)));
    else if (steps_ > rule_steps_max)
        refuse(leaf, input_error("R0013", fmt::format("its rule would take more than the {} steps "
                                                      "that are allowed",
                                                      rule_steps_max)));
    else
        return true;
    return false;
}

Truth Decider::run(const Node& leaf, const std::vector<std::string>& values) {
    Compiled* const ready = compiled(leaf);
    if (ready == nullptr || !set_parameters(*ready)) return Truth::unknown;
    XmlWriter writer(false);
    writer.open("facts");
    for (std::size_t i = 0; i < values.size(); ++i)
        writer.open("f").attribute("id", leaf.test.needs[i]).text(values[i]).close();
    writer.close();
    std::string document = writer.finish();
    if (!may_take(leaf, evaluation_steps + (1 + ready->references) * document.size()))
        return Truth::unknown;
    const auto facts = XmlDocument::parse(std::move(document), "facts");
    if (!facts) {
        refuse(leaf, facts.error());
        return Truth::unknown;
    }
    return truth_of(ready->expression.boolean(facts->root()));
}

Truth Decider::measure(const Node& leaf, const World& world) {
    const auto limit = limit_of(leaf.measure, pack_, profile_);
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
        case NodeKind::any:
            break;
    }
    Truth result = Truth::no;
    for (const Node& child : node.children)
        result = either(result, truth(child, world));
    return result;
}

const Exception* Decider::strongest(const std::vector<const Exception*>& holding) {
    for (const Exception* one : holding) {
        const bool wins = std::all_of(holding.begin(), holding.end(), [&](const Exception* other) {
            return one == other || prevails(rule_, *one, *other);
        });
        if (wins) return one;
    }
    std::vector<std::string> ids;
    for (const Exception* one : holding)
        ids.push_back("'" + one->id + "'");
    refuse(fmt::format("the exceptions {} hold together and none is ranked above the others",
                       join(ids, " and ")));
    return nullptr;
}

Decision Decider::decide(const World& world) {
    const Truth applies = rule_.applies ? truth(*rule_.applies, world) : Truth::yes;
    const Truth base = truth(rule_.logic, world);
    std::vector<const Exception*> holding;
    std::vector<const Exception*> open;
    for (const Exception& exception : rule_.exceptions) {
        const Truth holds = truth(exception.when, world);
        if (holds == Truth::yes) holding.push_back(&exception);
        if (holds == Truth::unknown) open.push_back(&exception);
    }
    if (applies == Truth::no) return {Verdict::not_applicable, ""};
    if (applies == Truth::unknown) return {Verdict::not_established, ""};
    if (base == Truth::yes)
        return {rule_.kind == RuleKind::evaluative ? Verdict::assessed : Verdict::met, ""};
    if (base == Truth::unknown) return {Verdict::not_established, ""};
    if (holding.empty()) return {open.empty() ? Verdict::not_met : Verdict::not_established, ""};
    const Exception* const winner = strongest(holding);
    // An exception that may hold and would prevail, or clash, leaves open which one applies.
    const bool stands =
        winner != nullptr && std::all_of(open.begin(), open.end(), [&](const Exception* rival) {
            return prevails(rule_, *winner, *rival);
        });
    if (!stands) return {Verdict::not_established, ""};
    return {Verdict::excepted, winner->id};
}

}  // namespace isonomia::rules
