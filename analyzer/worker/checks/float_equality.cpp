// Float equality: fractional numbers are compared for being exactly equal.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "analyzer/worker/shapes.hpp"

namespace isonomia::analyzer {

namespace {

// 0, 1, -0.5, 2.25: kept without rounding, so what was set to it is equal to it.
bool is_binary_share(double value) {
    constexpr double parts = 64;
    return std::abs(value) < 1e6 && value * parts == std::floor(value * parts);
}

// Numbers that are set rather than computed: nothing, one, what the library calls extreme, and what
// a macro gives a name.
bool is_marker(const Review& review, const Function& function, Index node) {
    const auto value = number_at(review, function, node);
    for (const Index cell : cells_below(function, node))
        if (!review.flow.cells[cell].macro.empty()) return value.has_value();
    if (value)
        return *value == 0 || std::abs(*value) == 1 ||
               (core_cell(function, node) == none && is_binary_share(*value));
    return !fixed_value(review, function, node).empty();
}

// `best == unknown` where `best = unknown` stands somewhere: asks for what was set.
bool is_set_to(const Review& review, Index cell, Index constant) {
    const Flow& flow = review.flow;
    return cell != none && constant != none && flow.cells[constant].constant &&
           flow.cells[constant].kind == CellKind::global &&
           std::any_of(flow.out.begin() + flow.first_out[constant],
                       flow.out.begin() + flow.first_out[constant + 1], [&](Index edge) {
                           return flow.base[flow.edges[edge].to] == cell &&
                                  flow.edges[edge].kind == EdgeKind::copy;
                       });
}

// `while (x != last) { last = x; … }`: goes on as long as the value still changes.
bool asks_for_change(const Function& function, Index node, Index left, Index right) {
    const Index loop = enclosing(function, node, NodeKind::loop);
    if (loop == none || function.nodes[loop].condition == none ||
        !is_below(function, node, function.nodes[loop].condition))
        return false;
    const auto takes = [&](Index cell, Index value) {
        const auto settings = settings_of(function, cell);
        return std::any_of(settings.begin(), settings.end(), [&](const Setting& setting) {
            const Node& at = function.nodes[setting.node];
            return !at.children.empty() && function.nodes[at.children.back()].cell == value;
        });
    };
    return left != none && right != none && (takes(left, right) || takes(right, left));
}

// `if (a == b) … else … / (a - b)`: keeps a division from one by nothing.
bool guards_division(const Function& function, Index left, Index right) {
    if (left == none || right == none) return false;
    return std::any_of(function.nodes.begin(), function.nodes.end(), [&](const Node& at) {
        if (at.kind != NodeKind::binary || at.text != "/" || at.children.size() != 2) return false;
        bool difference = false;
        each_below(function, at.children[1], [&](const Node& below, Index) {
            if (below.kind != NodeKind::binary || below.text != "-" || below.children.size() != 2)
                return;
            const Index one = core_cell(function, below.children[0]);
            const Index other = core_cell(function, below.children[1]);
            difference =
                difference || (one == left && other == right) || (one == right && other == left);
        });
        return difference;
    });
}

// `if (next > best) best = next;`: the greatest so far, which another can tie with.
bool is_better(const Function& function, Index assign, Index to, Index from) {
    const Index arm = arm_around(function, assign);
    if (arm == none) return false;
    const Index condition = function.nodes[function.nodes[arm].parent].condition;
    const auto asked = cells_below(function, condition);
    return compares_order(function, condition) && std::count(asked.begin(), asked.end(), to) != 0 &&
           std::count(asked.begin(), asked.end(), from) != 0;
}

// `w = x; … if (w == x)`: asks whether one local still is the other, as minimisers do.
bool is_copied(const Review& review, const Function& function, Index left, Index right) {
    if (left == none || right == none) return false;
    const auto takes = [&](Index to, Index from) {
        const CellKind kind = review.flow.cells[to].kind;
        if (kind != CellKind::local && kind != CellKind::parameter) return false;
        const auto settings = settings_of(function, to);
        return std::any_of(settings.begin(), settings.end(), [&](const Setting& setting) {
            const Node& at = function.nodes[setting.node];
            if (at.children.empty()) return false;
            const Node& value = function.nodes[at.children.back()];
            return value.kind == NodeKind::reference && value.cell == from &&
                   !is_better(function, setting.node, to, from);
        });
    };
    return takes(left, right) || takes(right, left);
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
            asks_for_change(function, node, left, right) ||
            guards_division(function, left, right) || decides_nothing(review, function, node))
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
        lead.family = function.key;
        if (is_copied(review, function, left, right))
            lead.doubt = "one of the two is a copy of the other";
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
