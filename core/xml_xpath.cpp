#include <map>
#include <variant>

#include <fmt/format.h>

#include "core/ensure.hpp"
#include "core/xml_state.hpp"

namespace isonomia {

// pugixml fixes a variable's type when the query is compiled, so a query whose variable changes
// type is compiled again.
struct XPath::State {
    std::string expression;
    std::map<std::string, std::variant<std::string, double>, std::less<>> variables;
    pugi::xpath_variable_set set;
    std::unique_ptr<pugi::xpath_query> query;

    void compile() {
        set = pugi::xpath_variable_set();
        for (const auto& [name, value] : variables) {
            if (const auto* number = std::get_if<double>(&value))
                set.set(name.c_str(), *number);
            else
                set.set(name.c_str(), std::get<std::string>(value).c_str());
        }
        query = std::make_unique<pugi::xpath_query>(expression.c_str(), &set);
    }

    template <class T>
    void assign(std::string_view name, T value) {
        const auto it = variables.find(name);
        ensure(it != variables.end(), "an XPath variable that was declared");
        const bool same_type = std::holds_alternative<T>(it->second);
        it->second = std::move(value);
        if (!same_type) {
            compile();
        } else if (const auto* number = std::get_if<double>(&it->second)) {
            set.set(it->first.c_str(), *number);
        } else {
            set.set(it->first.c_str(), std::get<std::string>(it->second).c_str());
        }
    }
};

XPath::XPath(std::unique_ptr<State> state) : state_(std::move(state)) {}
XPath::~XPath() = default;
XPath::XPath(XPath&&) noexcept = default;
XPath& XPath::operator=(XPath&&) noexcept = default;

Result<XPath> XPath::compile(std::string_view expression,
                             const std::vector<std::string>& variables) {
    auto state = std::make_unique<State>();
    state->expression = expression;
    for (const std::string& name : variables)
        state->variables.emplace(name, std::string());
    try {
        state->compile();
    } catch (const pugi::xpath_exception& problem) {
        return fail(input_error("X0008", fmt::format("'{}' is not an XPath 1.0 expression: {}",
                                                     expression, problem.what()))
                        .note(fmt::format("at character {} of the expression",
                                          problem.result().offset + 1)));
    } catch (const std::bad_alloc&) {
        return fail(input_error("X0008", "the XPath expression needs too much memory"));
    }
    return XPath(std::move(state));
}

void XPath::set(std::string_view variable, double value) { state_->assign(variable, value); }
void XPath::set(std::string_view variable, std::string_view value) {
    state_->assign(variable, std::string(value));
}

bool XPath::boolean(XmlNode context) const {
    return state_->query->evaluate_boolean(pugi::xml_node(context.raw_));
}
double XPath::number(XmlNode context) const {
    return state_->query->evaluate_number(pugi::xml_node(context.raw_));
}
std::string XPath::string(XmlNode context) const {
    return state_->query->evaluate_string(pugi::xml_node(context.raw_));
}

std::vector<XmlNode> XPath::nodes(XmlNode context) const {
    std::vector<XmlNode> result;
    if (state_->query->return_type() != pugi::xpath_type_node_set) return result;
    for (const auto& found : state_->query->evaluate_node_set(pugi::xml_node(context.raw_)))
        if (found.node() && found.node().type() == pugi::node_element)
            result.push_back(XmlNode(found.node().internal_object(), context.document_));
    return result;
}

}  // namespace isonomia
