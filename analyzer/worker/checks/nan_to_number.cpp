// NaN to number: a value that could not be computed is replaced by a number, and goes on as if it
// had been computed.
#include <array>

#include <fmt/format.h>

#include "analyzer/worker/shapes.hpp"

namespace isonomia::analyzer {

namespace {

constexpr std::array<std::string_view, 8> tests{"isnan",  "isfinite", "isinf",  "isnormal",
                                                "finite", "is_nan",   "_isnan", "fpclassify"};

// Asks whether a value is a number: by name, or by comparing it with itself.
bool asks_for_nan(const Review& review, const Function& function, Index condition) {
    if (condition == none) return false;
    bool asks = call_below(review, function, condition, tests) != none;
    each_below(function, condition, [&](const Node& at, Index) {
        if (at.kind != NodeKind::binary || at.text != "!=" || at.children.size() != 2) return;
        const Node& left = function.nodes[at.children[0]];
        const Node& right = function.nodes[at.children[1]];
        asks = asks || (left.cell != none && left.cell == right.cell && left.kind == right.kind &&
                        left.type == ValueType::floating);
    });
    return asks;
}

struct Replacement {
    Index node = none;
    Index cell = none;  // that takes the number
    std::string value;
};

// The first plain number that is set or returned below `arm`.
Replacement replacement(const Review& review, const Function& function, Index arm) {
    Replacement found;
    each_below(function, arm, [&](const Node& at, Index node) {
        if (found.node != none) return;
        std::string value;
        Index cell = none;
        if (at.kind == NodeKind::assign && at.text == "=" && at.children.size() == 2) {
            value = fixed_value(review, function, at.children[1]);
            cell = core_cell(function, at.children[0]);
        } else if (at.kind == NodeKind::returns && !at.children.empty()) {
            value = fixed_value(review, function, at.children[0]);
            cell = function.result;
        }
        const bool a_number = !value.empty() && value.find("NaN") == std::string::npos;
        if (a_number && review.slice.holds(cell)) found = {node, cell, value};
    });
    return found;
}

void add(const Review& review, const Function& function, const Replacement& found,
         std::vector<Lead>& leads) {
    const std::string& name = review.flow.cells[found.cell].name;
    Lead lead = lead_here(review, function, found.node, found.cell);
    lead.text = name + " " + found.value;
    lead.title = fmt::format("What is not a number becomes {}", found.value);
    lead.claim = fmt::format(
        "Where a value could not be computed (NaN), '{}' puts {} in its place, and nothing tells "
        "this from a value of {} that was computed.",
        function.qualified, found.value, found.value);
    lead.start = fmt::format("{} takes the place of what is not a number", found.value);
    lead.certain = true;
    leads.push_back(std::move(lead));
}

void conditional(const Review& review, const Function& function, Index node,
                 std::vector<Lead>& leads) {
    const Node& at = function.nodes[node];
    const Index cell = taken_by(function, node);
    if (!review.slice.holds(cell)) return;
    for (const Index child : at.children) {
        const std::string value = child == at.condition ? "" : fixed_value(review, function, child);
        if (!value.empty() && value.find("NaN") == std::string::npos)
            return add(review, function, {child, cell, value}, leads);
    }
}

std::vector<Lead> run(const Review& review) {
    std::vector<Lead> leads;
    each_on_slice(review, [&](const Function& function, const Node& at, Index node) {
        const bool decides = at.kind == NodeKind::branch || at.kind == NodeKind::conditional;
        if (!decides || !asks_for_nan(review, function, at.condition)) return;
        if (at.kind == NodeKind::conditional) return conditional(review, function, node, leads);
        for (const Index arm : at.children) {
            if (arm == at.condition || tells(review, function, arm)) continue;
            const Replacement found = replacement(review, function, arm);
            if (found.node != none) return add(review, function, found, leads);
        }
    });
    return leads;
}

}  // namespace

Check nan_to_number_check() {
    return {
        "nan_to_number",
        "A value that could not be computed is unknown, not zero. In the fingerprint quality "
        "program NFIQ 2, cells of a quality map that are not a number are set to a constant and "
        "summed.",
        "Give the program an input for which the value cannot be computed (a blank area, a "
        "division of nothing by nothing) and compare with an input that truly has this value.",
        false, run};
}

}  // namespace isonomia::analyzer
