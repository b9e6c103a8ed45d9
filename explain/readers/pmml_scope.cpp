#include "explain/readers/pmml_scope.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/text.hpp"
#include "explain/rows.hpp"

namespace isonomia::explain::pmml {

namespace {

bool same_step(const Step& a, const Step& b) {
    const auto equal = [](double x, double y) {
        return x == y || (std::isnan(x) && std::isnan(y));
    };
    if (a.kind != b.kind || !equal(a.value, b.value) || !equal(a.if_missing, b.if_missing) ||
        a.outliers != b.outliers || a.knots.size() != b.knots.size() ||
        a.bins.size() != b.bins.size())
        return false;
    for (std::size_t i = 0; i < a.knots.size(); ++i)
        if (a.knots[i].from != b.knots[i].from || a.knots[i].to != b.knots[i].to) return false;
    for (std::size_t i = 0; i < a.bins.size(); ++i) {
        const Bin& p = a.bins[i];
        const Bin& q = b.bins[i];
        if (p.low != q.low || p.high != q.high || p.low_belongs != q.low_belongs ||
            p.high_belongs != q.high_belongs || p.value != q.value)
            return false;
    }
    return true;
}

}  // namespace

tl::unexpected<Error> unsupported(XmlNode node, const std::string& what) {
    return fail(input_error("E0402", fmt::format("{} is not supported", what))
                    .at(node.location())
                    .hinted("nothing is approximated; ask for the model in another form"));
}

tl::unexpected<Error> wrong(XmlNode node, const std::string& what) {
    return fail(input_error("E0401", what)
                    .at(node.location())
                    .hinted("the document does not follow PMML 4; save it again"));
}

std::string text(XmlNode node, std::string_view attribute) {
    return std::string(node.attribute(attribute).value_or(""));
}

Result<double> number(XmlNode node, std::string_view attribute, std::optional<double> fallback) {
    const auto given = node.attribute(attribute);
    if (!given && fallback) return *fallback;
    const auto value = given ? parse_number(trim(*given)) : std::nullopt;
    if (!value) return wrong(node, fmt::format("<{}> has no number '{}'", node.name(), attribute));
    return *value;
}

Status Scope::read_dictionary(XmlNode dictionary) {
    for (const XmlNode node : dictionary.children("DataField")) {
        const std::string name = text(node, "name");
        if (name.empty()) return wrong(node, "a data field has no name");
        const std::string type = text(node, "dataType");
        const std::string optype = text(node, "optype");
        if (type.starts_with("date") || type.starts_with("time"))
            return unsupported(node, fmt::format("the data type '{}' of '{}'", type, name));
        Field field;
        field.restricted = bool(node.child("Interval"));
        ModelInput input{name};
        if (optype == "categorical" || type == "string" || type == "boolean")
            input.type = InputType::category;
        for (const XmlNode value : node.children("Value")) {
            const std::string property = text(value, "property");
            const std::string content = text(value, "value");
            if (property == "missing") {
                if (stands_for_missing(content)) continue;  // in any data
                const auto number = parse_number(content);
                if (input.type == InputType::category || !number)
                    return unsupported(value, "a word that stands for a missing value");
                input.invalid.push_back(*number);
            } else if (input.type != InputType::category) {
                field.restricted = true;
            } else if (property != "invalid") {
                input.categories.push_back(content);
            }
        }
        field.feature = model_->inputs.size();
        field.category = input.type == InputType::category;
        field.single = type == "float" && !field.category;
        field.whole = type == "integer" && !field.category;
        field.restricted = field.restricted && !field.category;
        if (field.single) field.steps.push_back({.kind = StepKind::round32});
        model_->inputs.push_back(std::move(input));
        if (!fields_.emplace(name, std::move(field)).second)
            return wrong(node, fmt::format("the data field '{}' is defined twice", name));
    }
    return {};
}

Status Scope::read_mining_schema(XmlNode schema) {
    std::map<std::string, Field, std::less<>> active;
    for (const auto& [name, known] : fields_)
        if (known.derived) active.emplace(name, known);
    for (const XmlNode node : schema.children("MiningField")) {
        const std::string name = text(node, "name");
        const std::string use = text(node, "usageType");
        if (!use.empty() && use != "active") continue;
        auto known = field(node, name);
        if (!known) return fail(known.error());
        if (auto status = check_treatment(node, *known); !status) return status;
        if (const auto replacement = node.attribute("missingValueReplacement")) {
            const auto value = code(node, *known, std::string(*replacement));
            if (!value) return fail(value.error());
            known->steps.push_back({.kind = StepKind::replace_missing, .value = *value});
        }
        active.insert_or_assign(name, std::move(*known));
    }
    fields_ = std::move(active);
    return {};
}

// Outliers stay, and so do invalid values, or there are none. What a value is treated as once holds
// for all models inside.
Status Scope::check_treatment(XmlNode node, Field& field) {
    const std::string outliers = text(node, "outliers");
    if (!outliers.empty() && outliers != "asIs")
        return unsupported(node, fmt::format("outliers=\"{}\"", outliers));
    const std::string invalid = text(node, "invalidValueTreatment");
    if (!invalid.empty() && invalid != "asIs" && invalid != "returnInvalid")
        return unsupported(node, fmt::format("invalidValueTreatment=\"{}\"", invalid));
    if (field.restricted && invalid != "asIs")
        return unsupported(node, fmt::format("a result that is invalid for some numbers of '{}'",
                                             text(node, "name")));
    field.restricted = false;
    const std::string optype = text(node, "optype");
    if (!optype.empty() && (optype == "continuous") == field.category)
        return unsupported(node, fmt::format("another optype, \"{}\"", optype));
    return {};
}

// A value of another type than its expression gives would be converted.
Status Scope::check_type(XmlNode node, XmlNode body, const Field& field) {
    const std::string type = text(node, "dataType");
    const bool looked_up =
        body.name() == "NormDiscrete" || body.name() == "Discretize" || body.name() == "MapValues";
    const bool fits =
        type.empty() || looked_up || field.category
            ? !type.starts_with("date") && !type.starts_with("time")
            : type == "double" || type == "float" || (type == "integer" && field.whole);
    if (fits) return {};
    return unsupported(
        node, fmt::format("dataType=\"{}\" of a field derived by <{}>", type, body.name()));
}

Status Scope::read_derived(XmlNode parent) {
    for (const XmlNode node : parent.children("DerivedField")) {
        const auto parts = node.children();
        XmlNode body;
        for (const XmlNode part : parts)
            if (part.name() != "Extension" && part.name() != "Value") body = part;
        if (!body) return wrong(node, "a derived field has no expression");
        auto field = expression(body);
        if (!field) return fail(field.error());
        if (auto status = check_type(node, body, *field); !status) return status;
        field->derived = true;
        field->single = text(node, "dataType") == "float" && !field->category;
        if (field->single) field->steps.push_back({.kind = StepKind::round32});
        if (!fields_.emplace(text(node, "name"), std::move(*field)).second)
            return wrong(node, fmt::format("the field '{}' is defined twice", text(node, "name")));
    }
    for (const XmlNode node : parent.children("DefineFunction"))
        return unsupported(node, "a function defined in the document");
    return {};
}

Result<Field> Scope::field(XmlNode node, std::string_view name) const {
    const auto at = fields_.find(name);
    if (at != fields_.end()) return at->second;
    std::vector<std::string> known;
    for (const auto& [other, ignored] : fields_)
        known.push_back(other);
    return fail(
        input_error("E0401", fmt::format("the field '{}' is not defined here", name))
            .at(node.location())
            .hinted("the document does not follow PMML 4" + did_you_mean_suffix(name, known)));
}

Result<double> Scope::code(XmlNode node, const Field& field, const std::string& value) {
    if (!field.category) {
        const auto number = parse_number(trim(value));
        if (!number) return wrong(node, fmt::format("'{}' is not a number", value));
        if (field.whole && *number != std::floor(*number))
            return unsupported(node, fmt::format("'{}' beside whole numbers", value));
        return field.single ? static_cast<double>(static_cast<float>(*number)) : *number;
    }
    auto& categories = field.derived || !field.categories.empty()
                           ? const_cast<std::vector<std::string>&>(field.categories)
                           : model_->inputs[field.feature].categories;
    const auto at = std::find(categories.begin(), categories.end(), value);
    if (at != categories.end()) return static_cast<double>(at - categories.begin());
    if (field.derived) return static_cast<double>(categories.size());  // a value that never occurs
    categories.push_back(value);
    return static_cast<double>(categories.size() - 1);
}

void Scope::add_all_columns() {
    for (const auto& [name, known] : fields_)
        if (!known.derived) column(known);
}

std::size_t Scope::column(const Field& field) {
    for (std::size_t c = 0; c < model_->columns.size(); ++c) {
        const ModelColumn& known = model_->columns[c];
        if (known.feature == field.feature &&
            std::equal(known.steps.begin(), known.steps.end(), field.steps.begin(),
                       field.steps.end(), same_step))
            return c;
    }
    model_->columns.push_back({field.feature, field.steps});
    for (auto& row : model_->weights)
        row.push_back(0);
    return model_->columns.size() - 1;
}

}  // namespace isonomia::explain::pmml
