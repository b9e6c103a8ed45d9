// The test that an expert can run at a guard: the function that holds the guard, called with its
// input below, at and above the number it is compared with.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "analyzer/worker/shapes.hpp"

namespace isonomia::analyzer {

namespace {

struct Guard {
    Index input = none;  // a parameter, or a field of one
    Index owner = none;  // the parameter that holds the field, or none
    double limit = 0;
    std::string limit_text;
    Place place;
};

bool is_parameter(const Function& function, Index cell) {
    return std::find(function.parameters.begin(), function.parameters.end(), cell) !=
           function.parameters.end();
}

// The comparison at `node`, when one side comes in from outside and the other is a number.
std::optional<Guard> guard_at(const Review& review, const Function& function, Index node) {
    const Node& at = function.nodes[node];
    if (at.kind != NodeKind::binary || !is_comparison(at.text) || at.children.size() != 2)
        return std::nullopt;
    for (const std::size_t side : {std::size_t{0}, std::size_t{1}}) {
        const auto limit = number_at(review, function, at.children[1 - side]);
        const Node& input = function.nodes[at.children[side]];
        if (!limit || input.cell == none) continue;
        Guard guard{input.cell, none, *limit, fixed_value(review, function, at.children[1 - side]),
                    at.place};
        if (input.kind == NodeKind::reference && is_parameter(function, input.cell)) return guard;
        if (input.kind != NodeKind::member || input.children.empty()) continue;
        const Node& base = function.nodes[input.children[0]];
        if (base.kind != NodeKind::reference || !is_parameter(function, base.cell)) continue;
        guard.owner = base.cell;
        return guard;
    }
    return std::nullopt;
}

std::optional<Guard> guard_around(const Review& review, const Function& function, Index node) {
    for (Index at = node; at != none; at = function.nodes[at].parent) {
        const Node& here = function.nodes[at];
        const bool decides = here.kind == NodeKind::branch || here.kind == NodeKind::conditional;
        if (here.kind == NodeKind::binary)
            if (auto guard = guard_at(review, function, at)) return guard;
        if (!decides || here.condition == none) continue;
        std::optional<Guard> found;
        each_below(function, here.condition, [&](const Node&, Index below) {
            if (!found) found = guard_at(review, function, below);
        });
        if (found) return found;
    }
    return std::nullopt;
}

std::string written(double value) {
    return value == std::floor(value) && std::abs(value) < 1e15 ? fmt::format("{:.0f}", value)
                                                                : fmt::format("{}", value);
}

double step_of(const Cell& input, double limit) {
    if (input.type != ValueType::floating) return 1;
    return limit == 0 ? 0.001 : std::abs(limit) / 1000;
}

}  // namespace

std::string witness_at(const Review& review, const Function& function, Index node) {
    const auto guard = guard_around(review, function, node);
    if (!guard || function.name.empty()) return {};
    const auto& cells = review.flow.cells;
    const Cell& input = cells[guard->input];
    const double step = step_of(input, guard->limit);
    std::string arguments;
    std::string text = fmt::format(
        "// '{}' is compared with {} at {}:{}. Link with the program, give the other inputs the\n"
        "// values of the case, and compare the three results.\n"
        "#include <iostream>\n// and the header that declares {}\n\nint main() {{\n",
        input.name, guard->limit_text, review.program.files[guard->place.file], guard->place.line,
        function.signature);
    for (const Index parameter : function.parameters) {
        const Cell& cell = cells[parameter];
        const std::string name =
            cell.name.empty() ? fmt::format("input_{}", arguments.size()) : cell.name;
        if (!arguments.empty()) arguments += ", ";
        arguments += name;
        if (parameter != guard->input)
            text += fmt::format("    {} {}{{}};\n", type_of(cell).empty() ? "auto" : type_of(cell),
                                name);
    }
    std::string call = fmt::format("{}({})", function.qualified, arguments);
    if (function.self != none && function.qualified.rfind("::") != std::string::npos) {
        text += fmt::format("    {} object{{}};\n",
                            function.qualified.substr(0, function.qualified.rfind("::")));
        call = fmt::format("object.{}({})", function.name, arguments);
    }
    text += fmt::format("    for (const {} {} : {{{}, {}, {}}}) {{\n",
                        type_of(input).empty() ? "double" : type_of(input),
                        guard->owner == none ? input.name : "value", written(guard->limit - step),
                        written(guard->limit), written(guard->limit + step));
    if (guard->owner != none)
        text += fmt::format("        {}.{} = value;\n", cells[guard->owner].name, input.name);
    const std::string shown = guard->owner == none ? input.name : "value";
    if (function.returns == ValueType::nothing || function.returns == ValueType::object)
        text += fmt::format("        std::cout << {} << '\\n';\n        {};\n", shown, call);
    else
        text += fmt::format("        std::cout << {} << \": \" << {} << '\\n';\n", shown, call);
    return text + "    }\n}\n";
}

}  // namespace isonomia::analyzer
