// Running average: inside a loop, a value is replaced by the mean of itself and the next one. The
// last values then weigh most: 1/2, 1/4, 1/8, …
#include <algorithm>

#include <fmt/format.h>

#include "analyzer/worker/local_flow.hpp"
#include "analyzer/worker/shapes.hpp"
#include "core/text.hpp"

namespace isonomia::analyzer {

namespace {

bool is_number(const Function& function, Index node, double value) {
    const Node& at = function.nodes[node];
    if (at.kind != NodeKind::literal) return false;
    std::string_view text = at.text;
    while (!text.empty() &&
           (text.back() == 'f' || text.back() == 'F' || text.back() == 'l' || text.back() == 'L'))
        text.remove_suffix(1);
    return parse_number(text.ends_with('.') ? text.substr(0, text.size() - 1) : text) == value;
}

// The operands of a binary operation, or nothing.
bool is_operation(const Function& function, Index node, std::string_view op) {
    const Node& at = function.nodes[node];
    return at.kind == NodeKind::binary && at.text == op && at.children.size() == 2;
}

// Half of a sum: `(…) / 2` or `(…) * 0.5`; gives the sum.
Index halved(const Function& function, Index node) {
    const Node& at = function.nodes[node];
    if (is_operation(function, node, "/") && is_number(function, at.children[1], 2))
        return at.children[0];
    if (is_operation(function, node, "*")) {
        if (is_number(function, at.children[1], 0.5)) return at.children[0];
        if (is_number(function, at.children[0], 0.5)) return at.children[1];
    }
    return none;
}

bool reads(const Function& function, Index node, Index cell) {
    return core_cell(function, node) == cell;
}

bool is_halving(const Function& function, const Node& assign, Index cell) {
    const Index value = assign.children[1];
    if (assign.text == "=") {
        const Index sum = halved(function, value);
        if (sum != none && is_operation(function, sum, "+"))
            return reads(function, function.nodes[sum].children[0], cell) !=
                   reads(function, function.nodes[sum].children[1], cell);
        if (!is_operation(function, value, "+")) return false;  // 0.5 * a + 0.5 * x
        const Index left = halved(function, function.nodes[value].children[0]);
        const Index right = halved(function, function.nodes[value].children[1]);
        return left != none && right != none &&
               reads(function, left, cell) != reads(function, right, cell);
    }
    if (assign.text != "+=") return false;  // a += (x - a) / 2
    const Index difference = halved(function, value);
    return difference != none && is_operation(function, difference, "-") &&
           reads(function, function.nodes[difference].children[1], cell);
}

// (step + 1) / 2: no value of the case takes part.
bool halves_a_constant(const Review& review, const Function& function, const Node& assign) {
    const Index sum = halved(function, assign.children[1]);
    if (sum == none) return false;
    const auto& parts = function.nodes[sum].children;
    return std::any_of(parts.begin(), parts.end(),
                       [&](Index part) { return number_at(review, function, part).has_value(); });
}

// `low = (low + end) / 2` where nothing in the loop sets `end`: an interval is halved.
bool halves_towards_same(const Function& function, Index node, Index cell) {
    const Index loop = enclosing(function, node, NodeKind::loop);
    const Index sum = halved(function, function.nodes[node].children[1]);
    if (sum == none) return false;
    for (const Index part : function.nodes[sum].children) {
        const Node& other = function.nodes[part];
        if (other.kind != NodeKind::reference || other.cell == none || other.cell == cell) continue;
        const auto settings = settings_of(function, other.cell);
        bool same = true;
        for (const Setting& setting : settings)
            same = same && !is_below(function, setting.node, loop);
        const auto& parts = function.nodes[loop].children;
        for (const Index head : parts)  // a variable of a range
            same = same && !(function.nodes[head].kind == NodeKind::declaration &&
                             function.nodes[head].cell == other.cell);
        if (same) return true;
    }
    return false;
}

// The mean of one round takes part in that of the next.
bool is_carried(const Review& review, const Function& function, Index assign, Index cell) {
    if (function.blocks.empty()) return true;
    const LocalFlow flow(review.program, function);
    for (const Index read : flow.reads(cell)) {
        if (!is_below(function, read, assign)) continue;
        for (const Index write : flow.reaching(read, cell).writes)
            if (flow.writes()[write].node == assign) return true;
    }
    return false;
}

std::vector<Lead> run(const Review& review) {
    std::vector<Lead> leads;
    for (const Function& function : review.program.functions) {
        if (function.nodes.empty()) continue;
        each_below(function, 0, [&](const Node& at, Index node) {
            if (at.kind != NodeKind::assign || at.children.size() != 2 ||
                enclosing(function, node, NodeKind::loop) == none)
                return;
            const Index cell = core_cell(function, at.children[0]);
            if (!review.slice.holds(cell) || !is_halving(function, at, cell) ||
                halves_a_constant(review, function, at) ||
                halves_towards_same(function, node, cell) ||
                !is_carried(review, function, node, cell))
                return;
            const std::string& name = review.flow.cells[cell].name;
            Lead lead = lead_here(review, function, node, cell);
            lead.text = name;
            lead.title = fmt::format("'{}' is averaged with each next value in turn", name);
            lead.claim = fmt::format(
                "In a loop, '{}' replaces '{}' by the mean of itself and the next value, so that "
                "the "
                "last value weighs one half, the one before a quarter, and so on.",
                function.qualified, name);
            lead.start = fmt::format("'{}' becomes the mean of itself and the next value", name);
            leads.push_back(std::move(lead));
        });
    }
    return leads;
}

}  // namespace

Check running_average_check() {
    return {"running_average",
            "A mean gives every measurement the same weight; this gives the last ones more. In the "
            "source of the "
            "breath tester Alcotest 7110, readings were averaged in this way.",
            "Compute the true mean of the same values, and give the values in another order: the "
            "result changes.",
            false, run};
}

}  // namespace isonomia::analyzer
