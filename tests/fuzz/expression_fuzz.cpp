// Expressions of rules: what is accepted compiles in the real engine and evaluates at once.
#include "core/ensure.hpp"
#include "core/xml.hpp"
#include "rules/expression.hpp"

namespace isonomia::fuzz {

namespace {

// Ids whose first letter says the type, so that every input has facts of every type.
std::optional<FactType> type_of(std::string_view id) {
    if (id.empty()) return std::nullopt;
    switch (id.front()) {
        case 'd':
            return FactType::number;
        case 's':
            return FactType::boolean;
        case 't':
            return FactType::text;
        case 'w':
            return FactType::date;
        default:
            return std::nullopt;
    }
}

}  // namespace

void expression_fuzz(std::string_view input) {
    if (input.find('\0') != std::string_view::npos) return;  // no attribute of a pack holds one
    const auto expression = rules::read_expression(input, type_of);
    if (!expression) {
        ensure(expression.error().code.starts_with("R000"), "the code of a bad expression");
        return;
    }
    ensure(input.size() <= rules::expression_length_max, "a limit on length");
    auto compiled = XPath::compile(input, expression->variables);
    ensure(compiled.has_value(), "an accepted expression to compile");
    for (const std::string& variable : expression->variables)
        compiled->set(variable, 1.0);
    const auto facts = XmlDocument::parse("<facts><f id='served'>true</f></facts>", "facts");
    static_cast<void>(compiled->boolean(facts->root()));
}

}  // namespace isonomia::fuzz
