// Cap or truncate: a value or a number of items is cut to a fixed bound on the way to the result.
#include <array>

#include <fmt/format.h>

#include "analyzer/worker/shapes.hpp"

namespace isonomia::analyzer {

namespace {

constexpr std::array<std::string_view, 3> bounding{"min", "clamp", "fmin"};

void add(const Review& review, const Function& function, Index node, Index cell,
         const std::string& bound, const std::string& rule, std::vector<Lead>& leads) {
    const Cell& cut = review.flow.cells[cell];
    const std::string& name = cut.name;
    // A whole number that is kept from going below its first value, and only picks or counts.
    const bool counts = cut.type == ValueType::integer && !review.slice.thin[cell];
    if (counts && (bound == "0" || bound == "1")) return;
    Lead lead = lead_here(review, function, node, cell);
    lead.text = name + " " + bound;
    lead.family = rule;
    lead.title = fmt::format("'{}' is cut at {} and nothing says so", name, bound);
    lead.claim = fmt::format(
        "'{}' cuts '{}' at {}; what lies beyond does not reach the result of '{}', and nothing "
        "records that it was cut.",
        function.qualified, name, bound, review.entry);
    lead.start = fmt::format("'{}' is cut at {}", name, bound);
    leads.push_back(std::move(lead));
}

// std::min(x, limit), std::clamp(x, low, high)
void bounded(const Review& review, const Function& function, Index node, std::vector<Lead>& leads) {
    const Node& at = function.nodes[node];
    const Index cell = taken_by(function, node);
    const Index arm = arm_around(function, node);
    if (at.children.size() < 2 || !review.slice.holds(cell) ||
        (arm != none && tells(review, function, arm)))
        return;
    std::string bound;
    bool varies = false;
    for (const Index child : at.children) {
        const std::string value = fixed_value(review, function, child);
        if (value.empty())
            varies = true;
        else
            bound = value;
    }
    if (varies && !bound.empty())
        add(review, function, node, cell, bound, function.key + " " + bound, leads);
}

bool same_place(const Function& function, Index left, Index right) {
    const Index cell = core_cell(function, left);
    return cell != none && cell == core_cell(function, right);
}

// One of several states, no bound.
bool is_enumerator(const Review& review, const Function& function, Index node) {
    const Index cell = core_cell(function, node);
    return cell != none && review.flow.cells[cell].kind == CellKind::constant_name;
}

// if (x > limit) x = limit;  if (v.size() > limit) v.resize(limit);
void branch(const Review& review, const Function& function, Index node, std::vector<Lead>& leads) {
    const Node& at = function.nodes[node];
    if (at.condition == none || at.children.size() < 2 || at.place.file == none) return;
    const Node& condition = function.nodes[at.condition];
    if (condition.kind != NodeKind::binary || condition.children.size() != 2 ||
        !compares_order(function, at.condition))
        return;
    const Index arm = at.children[1];
    if (tells(review, function, arm)) return;
    each_below(function, arm, [&](const Node& change, Index below) {
        const bool assigns = change.kind == NodeKind::assign && change.text == "=";
        const bool resizes = change.kind == NodeKind::call && change.has_object &&
                             called(review, function, below) == "resize";
        if ((!assigns && !resizes) || change.children.size() < 2) return;
        const std::string bound = fixed_value(review, function, change.children[1]);
        const Index cell = core_cell(function, change.children[0]);
        if (bound.empty() || !review.slice.holds(cell) ||
            is_enumerator(review, function, change.children[1]))
            return;
        for (const std::size_t side : {std::size_t{0}, std::size_t{1}}) {
            const bool by_same_bound =
                fixed_value(review, function, condition.children[1 - side]) == bound;
            if (by_same_bound && same_place(function, condition.children[side], change.children[0]))
                return add(review, function, below, cell, bound,
                           fmt::format("{} {}", review.program.files[at.place.file], bound), leads);
        }
    });
}

std::vector<Lead> run(const Review& review) {
    std::vector<Lead> leads;
    each_on_slice(review, [&](const Function& function, const Node& at, Index node) {
        if (at.kind == NodeKind::call && is_one_of(called(review, function, node), bounding))
            bounded(review, function, node, leads);
        if (at.kind == NodeKind::branch) branch(review, function, node, leads);
    });
    return leads;
}

}  // namespace

Check cap_truncate_check() {
    return {"cap_truncate",
            "What lies beyond a bound is not weighed, and a figure at the bound reads like a "
            "measured one. Bozorth3 keeps 150 minutiae and says so only when asked to be verbose.",
            "Run the program on an input beyond the bound and on the same input cut by hand: the "
            "results are equal, and nothing in the output tells them apart.",
            false, run};
}

}  // namespace isonomia::analyzer
