// Fields derived from one other field.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/text.hpp"
#include "explain/readers/pmml_scope.hpp"

namespace isonomia::explain::pmml {

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
    result->whole = false;
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
    result->whole = false;
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
    // `step` holds places in `texts`; in the field it holds what they mean.
    void conclude(Step step, Field& field) {
        for (Bin& bin : step.bins)
            bin.value = value_of(bin.value);
        for (Knot& knot : step.knots)
            knot.to = value_of(knot.to);
        step.value = value_of(step.value);
        step.if_missing = value_of(step.if_missing);
        field.steps.push_back(std::move(step));
        field.category = !numbers;
        field.categories = numbers ? std::vector<std::string>{} : std::move(texts);
        field.derived = true;
        field.whole = false;
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
    outcomes.conclude(std::move(step), *result);
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
    outcomes.conclude(std::move(step), *result);
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
    result->whole = false;
    const StepKind kind = function == "*"   ? StepKind::multiply
                          : function == "/" ? StepKind::divide
                                            : StepKind::subtract;
    result->steps.push_back({.kind = kind, .value = function == "+" ? -*constant : *constant});
    return result;
}

}  // namespace isonomia::explain::pmml
