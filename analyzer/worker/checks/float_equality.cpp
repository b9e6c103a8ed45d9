// Float equality: fractional numbers are compared for being exactly equal.
#include <algorithm>

#include <fmt/format.h>

#include "analyzer/worker/shapes.hpp"

namespace isonomia::analyzer {

namespace {

// Numbers that are set rather than computed: nothing, and what the library calls extreme.
bool is_marker(const Review& review, const Function& function, Index node) {
    const auto value = number_at(review, function, node);
    if (value) return *value == 0;
    return !fixed_value(review, function, node).empty();
}

// `best == unknown` where `best = unknown` stands somewhere: asks for what was set.
bool is_set_to(const Review& review, Index cell, Index constant) {
    if (cell == none || constant == none || !review.flow.cells[constant].constant) return false;
    const Flow& flow = review.flow;
    return std::any_of(flow.out.begin() + flow.first_out[constant],
                       flow.out.begin() + flow.first_out[constant + 1], [&](Index edge) {
                           return flow.base[flow.edges[edge].to] == cell &&
                                  flow.edges[edge].kind == EdgeKind::copy;
                       });
}

bool goes_elsewhere(const Function& function, Index arm) {
    bool leaves = false;
    each_below(function, arm, [&](const Node& at, Index) {
        leaves = leaves || at.kind == NodeKind::continues || at.kind == NodeKind::breaks ||
                 at.kind == NodeKind::other_statement;  // goto
    });
    return leaves;
}

// Both ways on from the `if` that asks give the same result.
bool decides_nothing(const Review& review, const Function& function, Index node) {
    for (Index at = node; function.nodes[at].parent != none; at = function.nodes[at].parent) {
        const Index above = function.nodes[at].parent;
        if (function.nodes[above].kind == NodeKind::branch)
            return function.nodes[above].condition == at &&
                   !changes_result(review, function, above) && !goes_elsewhere(function, above);
    }
    return false;
}

std::vector<Lead> run(const Review& review) {
    std::vector<Lead> leads;
    each_on_slice(review, [&](const Function& function, const Node& at, Index node) {
        if (at.kind != NodeKind::binary || (at.text != "==" && at.text != "!=") ||
            at.children.size() != 2)
            return;
        for (const Index side : at.children)
            if (function.nodes[side].type != ValueType::floating ||
                is_marker(review, function, side))
                return;
        const Index left = core_cell(function, at.children[0]);
        const Index right = core_cell(function, at.children[1]);
        if (left != none && left == right) return;  // asks whether it is a number
        if (cells_below(function, at.children[0]) == cells_below(function, at.children[1]))
            return;  // one value, computed in two ways
        if (is_set_to(review, left, right) || is_set_to(review, right, left) ||
            decides_nothing(review, function, node))
            return;
        Index start = none;
        for (const Index cell : cells_below(function, node))
            if (start == none && review.slice.holds(cell)) start = cell;
        if (start == none) return;
        const std::string& name = review.flow.cells[start].name;
        Lead lead = lead_here(review, function, node, start);
        lead.text = at.text + " " + name;
        lead.title = fmt::format("'{}' is compared for being exactly equal", name);
        lead.claim = fmt::format(
            "'{}' asks whether two fractional numbers are exactly equal, and the answer takes part "
            "in the result of '{}'; a difference in the last digit decides.",
            function.qualified, review.entry);
        lead.start = "exact equality is asked here";
        lead.certain = true;
        leads.push_back(std::move(lead));
    });
    return leads;
}

}  // namespace

Check float_equality_check() {
    return {"float_equality",
            "The last digit of a computed number depends on the order of steps, the compiler and "
            "the machine, so equal things can count as different on another machine.",
            "Compute the same value along another way (0.1 + 0.2 and 0.3), or build the program "
            "with another compiler, and compare the results.",
            false, run};
}

}  // namespace isonomia::analyzer
