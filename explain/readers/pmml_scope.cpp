#include "explain/readers/pmml_scope.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "core/text.hpp"
#include "explain/rows.hpp"

namespace isonomia::explain::pmml {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

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
            } else if (input.type == InputType::category && property != "invalid") {
                input.categories.push_back(content);
            }
        }
        Field field;
        field.feature = model_->inputs.size();
        field.category = input.type == InputType::category;
        if (type == "float" && !field.category) field.steps.push_back({.kind = StepKind::round32});
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
        const std::string outliers = text(node, "outliers");
        if (!outliers.empty() && outliers != "asIs")
            return unsupported(node, fmt::format("outliers=\"{}\"", outliers));
        if (text(node, "invalidValueTreatment") == "asMissing" ||
            text(node, "invalidValueTreatment") == "asValue")
            return unsupported(node, fmt::format("invalidValueTreatment=\"{}\"",
                                                 text(node, "invalidValueTreatment")));
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

Status Scope::read_derived(XmlNode parent) {
    for (const XmlNode node : parent.children("DerivedField")) {
        const auto parts = node.children();
        XmlNode body;
        for (const XmlNode part : parts)
            if (part.name() != "Extension" && part.name() != "Value") body = part;
        if (!body) return wrong(node, "a derived field has no expression");
        auto field = expression(body);
        if (!field) return fail(field.error());
        field->derived = true;
        if (text(node, "dataType") == "float" && !field->category)
            field->steps.push_back({.kind = StepKind::round32});
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
        return *number;
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

Result<Field> Scope::expression(XmlNode node) {
    const std::string_view kind = node.name();
    if (kind == "FieldRef") {
        if (node.attribute("mapMissingTo")) return unsupported(node, "mapMissingTo of a FieldRef");
        return field(node, text(node, "field"));
    }
    if (kind == "NormContinuous") return normalized(node);
    if (kind == "NormDiscrete") return indicator(node);
    if (kind == "Discretize") return discretized(node);
    if (kind == "MapValues") return mapped(node);
    if (kind == "Apply") return applied(node, 0);
    return unsupported(node, fmt::format("a field derived by <{}>", kind));
}

Result<Field> Scope::normalized(XmlNode node) {
    auto result = field(node, text(node, "field"));
    if (!result) return result;
    Step step{.kind = StepKind::interpolate};
    const auto missing = number(node, "mapMissingTo", nan);
    if (!missing) return fail(missing.error());
    step.if_missing = *missing;
    const std::string outliers = text(node, "outliers");
    step.outliers = outliers == "asMissingValues"   ? Outliers::as_missing
                    : outliers == "asExtremeValues" ? Outliers::as_extreme
                                                    : Outliers::as_is;
    for (const XmlNode knot : node.children("LinearNorm")) {
        const auto from = number(knot, "orig");
        const auto to = number(knot, "norm");
        if (!from) return fail(from.error());
        if (!to) return fail(to.error());
        if (!step.knots.empty() && !(step.knots.back().from < *from))
            return wrong(knot, "the points of a NormContinuous do not ascend");
        step.knots.push_back({*from, *to});
    }
    if (step.knots.size() < 2) return wrong(node, "a NormContinuous has fewer than two points");
    result->steps.push_back(std::move(step));
    return result;
}

Result<Field> Scope::indicator(XmlNode node) {
    auto result = field(node, text(node, "field"));
    if (!result) return result;
    const auto value = code(node, *result, text(node, "value"));
    if (!value) return fail(value.error());
    const auto missing = number(node, "mapMissingTo", nan);
    if (!missing) return fail(missing.error());
    result->steps.push_back(
        {.kind = StepKind::look_up, .value = 0, .if_missing = *missing, .knots = {{*value, 1}}});
    result->category = false;
    result->categories.clear();
    return result;
}

// The result of Discretize and MapValues: numbers where all of them are, else categories.
struct Outcomes {
    std::vector<std::string> texts;
    bool numbers = true;

    double add(const std::string& value) {
        if (!parse_number(value)) numbers = false;
        texts.push_back(value);
        return static_cast<double>(texts.size() - 1);
    }
    [[nodiscard]] double value_of(double place) const {
        if (std::isnan(place)) return nan;
        const std::string& text = texts[static_cast<std::size_t>(place)];
        if (numbers) return *parse_number(text);
        return static_cast<double>(std::find(texts.begin(), texts.end(), text) - texts.begin());
    }
};

Result<Field> Scope::discretized(XmlNode node) {
    auto result = field(node, text(node, "field"));
    if (!result) return result;
    Step step{.kind = StepKind::bin};
    Outcomes outcomes;
    if (node.attribute("defaultValue")) step.value = outcomes.add(text(node, "defaultValue"));
    if (node.attribute("mapMissingTo")) step.if_missing = outcomes.add(text(node, "mapMissingTo"));
    for (const XmlNode part : node.children("DiscretizeBin")) {
        const XmlNode interval = part.child("Interval");
        if (!interval) return wrong(part, "a bin has no interval");
        Bin bin;
        const std::string closure = text(interval, "closure");
        bin.low_belongs = closure == "closedOpen" || closure == "closedClosed";
        bin.high_belongs = closure == "openClosed" || closure == "closedClosed";
        for (auto [name, end] : {std::pair{"leftMargin", &bin.low}, {"rightMargin", &bin.high}}) {
            if (!interval.attribute(name)) continue;
            const auto margin = number(interval, name);
            if (!margin) return fail(margin.error());
            *end = *margin;
        }
        bin.value = outcomes.add(text(part, "binValue"));
        step.bins.push_back(bin);
    }
    for (Bin& bin : step.bins)
        bin.value = outcomes.value_of(bin.value);
    step.value = outcomes.value_of(step.value);
    step.if_missing = outcomes.value_of(step.if_missing);
    result->steps.push_back(std::move(step));
    result->category = !outcomes.numbers;
    result->categories = outcomes.numbers ? std::vector<std::string>{} : outcomes.texts;
    result->derived = true;
    return result;
}

Result<Field> Scope::mapped(XmlNode node) {
    const auto pairs = node.children("FieldColumnPair");
    if (pairs.size() != 1) return unsupported(node, "MapValues over several fields at once");
    auto result = field(pairs[0], text(pairs[0], "field"));
    if (!result) return result;
    const std::string from = text(pairs[0], "column");
    const std::string to = text(node, "outputColumn");
    const XmlNode table = node.child("InlineTable");
    if (!table) return unsupported(node, "MapValues without a table in the document");
    Step step{.kind = StepKind::look_up};
    Outcomes outcomes;
    if (node.attribute("defaultValue")) step.value = outcomes.add(text(node, "defaultValue"));
    if (node.attribute("mapMissingTo")) step.if_missing = outcomes.add(text(node, "mapMissingTo"));
    for (const XmlNode row : table.children("row")) {
        const XmlNode given = row.child(from);
        const XmlNode answer = row.child(to);
        if (!given || !answer) return wrong(row, "a row of the table lacks a column");
        const auto value = code(given, *result, given.text());
        if (!value) return fail(value.error());
        step.knots.push_back({*value, outcomes.add(answer.text())});
    }
    for (Knot& knot : step.knots)
        knot.to = outcomes.value_of(knot.to);
    step.value = outcomes.value_of(step.value);
    step.if_missing = outcomes.value_of(step.if_missing);
    result->steps.push_back(std::move(step));
    result->category = !outcomes.numbers;
    result->categories = outcomes.numbers ? std::vector<std::string>{} : outcomes.texts;
    result->derived = true;
    return result;
}

// Arithmetic of one field and constants: field - c, field + c, field * c, field / c, also nested.
Result<Field> Scope::applied(XmlNode node, std::size_t depth) {
    const std::string function = text(node, "function");
    const auto parts = node.children();
    if (depth > 16 || parts.size() != 2 || function.size() != 1 ||
        std::string_view("+-*/").find(function) == std::string_view::npos ||
        node.attribute("mapMissingTo") || node.attribute("defaultValue"))
        return unsupported(
            node, fmt::format("the function '{}' with {} arguments", function, parts.size()));
    const bool swapped = parts[0].name() == "Constant" && (function == "+" || function == "*");
    const XmlNode of = parts[swapped ? 1 : 0];
    const XmlNode by = parts[swapped ? 0 : 1];
    const auto constant = parse_number(by.text());
    if (by.name() != "Constant" || !constant)
        return unsupported(node,
                           fmt::format("'{}' of anything but a field and a number", function));
    auto result = of.name() == "Apply" ? applied(of, depth + 1)
                  : of.name() == "FieldRef"
                      ? field(of, text(of, "field"))
                      : Result<Field>(unsupported(of, fmt::format("<{}> here", of.name())));
    if (!result) return result;
    if (result->category) return wrong(of, "arithmetic with a category");
    const StepKind kind = function == "*"   ? StepKind::multiply
                          : function == "/" ? StepKind::divide
                                            : StepKind::subtract;
    result->steps.push_back({.kind = kind, .value = function == "+" ? -*constant : *constant});
    return result;
}

}  // namespace isonomia::explain::pmml
