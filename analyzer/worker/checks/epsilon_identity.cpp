// Epsilon identity: two values count as the same when they differ by less than a fixed amount.
#include <array>

#include <fmt/format.h>

#include "analyzer/worker/shapes.hpp"

namespace isonomia::analyzer {

namespace {

constexpr std::array<std::string_view, 3> absolutes{"abs", "fabs", "fabsf"};

// The difference whose size is compared with a number, and that number; or none.
Index difference(const Review& review, const Function& function, Index node, std::string& amount) {
    const Node& at = function.nodes[node];
    if (at.kind != NodeKind::binary || at.children.size() != 2) return none;
    const bool less = at.text == "<" || at.text == "<=";
    const bool more = at.text == ">" || at.text == ">=";
    if (!less && !more) return none;
    for (const std::size_t side : {std::size_t{0}, std::size_t{1}}) {
        const Node& size = function.nodes[at.children[side]];
        amount = fixed_value(review, function, at.children[1 - side]);
        if (amount.empty() || size.kind != NodeKind::call || size.children.empty() ||
            !is_one_of(called(review, function, at.children[side]), absolutes))
            continue;
        const Node& inner = function.nodes[size.children.back()];
        if (inner.kind == NodeKind::binary && inner.text == "-" &&
            inner.type == ValueType::floating)
            return size.children.back();
    }
    return none;
}

// So small that only equal numbers, or what rounding made of them, are within.
bool is_rounding(const Review& review, const Function& function, Index inner) {
    constexpr double amount_max = 1e-12;
    const Node& size = function.nodes[function.nodes[inner].parent];
    if (size.parent == none) return false;
    const auto& sides = function.nodes[size.parent].children;
    return std::any_of(sides.begin(), sides.end(), [&](Index side) {
        const auto amount = number_at(review, function, side);
        return amount && *amount < amount_max;
    });
}

// Ends a loop: the usual test whether a computation has settled.
bool is_convergence(const Function& function, Index node) {
    for (Index at = node; function.nodes[at].parent != none; at = function.nodes[at].parent) {
        const Node& parent = function.nodes[function.nodes[at].parent];
        if (parent.kind == NodeKind::loop && parent.condition == at) return true;
        if (parent.kind != NodeKind::branch || parent.condition != at) continue;
        bool leaves = false;
        each_below(function, function.nodes[at].parent, [&](const Node& below, Index) {
            leaves = leaves || below.kind == NodeKind::breaks;
        });
        if (leaves && enclosing(function, node, NodeKind::loop) != none) return true;
    }
    return false;
}

Index held_below(const Review& review, const Function& function, Index node) {
    for (const Index cell : cells_below(function, node))
        if (review.slice.holds(cell)) return cell;
    return none;
}

std::vector<Lead> run(const Review& review) {
    std::vector<Lead> leads;
    each_on_slice(review, [&](const Function& function, const Node&, Index node) {
        std::string amount;
        const Index inner = difference(review, function, node, amount);
        if (inner == none || is_convergence(function, node)) return;
        const Index cell = held_below(review, function, inner);
        if (cell == none) return;
        Lead lead = lead_here(review, function, node, cell);
        lead.text = "same within " + amount;
        lead.family = function.key + " " + amount;
        lead.title = fmt::format("Two values count as the same within {}", amount);
        lead.claim = fmt::format(
            "'{}' takes two values as the same when they differ by less than {}, on the way to the "
            "result of '{}'.",
            function.qualified, amount, review.entry);
        lead.start = fmt::format("the difference is compared with {}", amount);
        if (is_rounding(review, function, inner))
            lead.doubt = "the amount is as small as an error of rounding";
        lead.certain = true;
        leads.push_back(std::move(lead));
    });
    return leads;
}

}  // namespace

Check epsilon_identity_check() {
    return {"epsilon_identity",
            "Whether two things are the same is then decided by an amount that somebody chose; two "
            "steps within it can lead further apart. likeLTD compares alleles within 0.0001.",
            "Find values in the case that differ by about this amount, or ask for the measurement "
            "error from which it was chosen.",
            false, run};
}

}  // namespace isonomia::analyzer
