#include "rules/constant_leaf.hpp"

#include "core/text.hpp"
#include "rules/expression.hpp"

namespace isonomia::rules {

namespace {

constexpr std::size_t combinations_max = 4096;

struct Choice {
    std::string id;
    bool is_parameter = false;
    std::vector<std::string> values;
};

std::vector<std::string> values_of(FactType type, const std::set<std::string>& compared) {
    if (type == FactType::boolean) return {"true", "false"};
    std::vector<std::string> values;
    if (type == FactType::text) {
        values.assign(compared.begin(), compared.end());
        values.emplace_back("~ something else ~");
        return values;
    }
    for (const std::string& text : compared)
        if (const auto number = parse_number(text))
            for (const double step : {-1.0, 0.0, 1.0})
                values.push_back(shortest(*number + step));
    for (const char* extreme : {"-1000000000", "0", "1000000000"})
        values.emplace_back(extreme);
    return values;
}

bool evaluate(XPath& expression, const std::vector<Choice>& choices, std::size_t number) {
    XmlWriter writer(false);
    writer.open("facts");
    for (const Choice& choice : choices) {
        const std::string& value = choice.values[number % choice.values.size()];
        number /= choice.values.size();
        if (choice.is_parameter)
            expression.set(choice.id, parse_number(value).value_or(0));
        else
            writer.open("f").attribute("id", choice.id).text(value).close();
    }
    writer.close();
    const auto document = XmlDocument::parse(writer.finish(), "facts");
    return document && expression.boolean(document->root());
}

}  // namespace

std::optional<bool> constant_leaf(const Node& leaf, const Pack& pack) {
    const auto read = read_test(leaf, pack);
    if (!read) return std::nullopt;  // reported elsewhere
    std::vector<Choice> choices;
    for (const std::string& id : read->references) {
        const auto compared = read->compared.find(id);
        choices.push_back({id, false,
                           values_of(pack.fact(id)->type, compared == read->compared.end()
                                                              ? std::set<std::string>{}
                                                              : compared->second)});
    }
    for (const std::string& id : read->variables)
        choices.push_back({id, true, {"-1000000", "0", "0.5", "1", "1000000"}});
    std::size_t combinations = 1;
    for (const Choice& choice : choices)
        combinations *= choice.values.size();
    auto expression = XPath::compile(leaf.test.expression, read->variables);
    if (!expression || combinations > combinations_max) return std::nullopt;
    const bool first = evaluate(*expression, choices, 0);
    for (std::size_t number = 1; number < combinations; ++number)
        if (evaluate(*expression, choices, number) != first) return std::nullopt;
    return first;
}

}  // namespace isonomia::rules
