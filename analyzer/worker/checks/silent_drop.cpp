// Silent drop: on the way to the result data are removed or skipped because of their value, and
// nothing on that branch tells anybody.
#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "analyzer/worker/loop_tests.hpp"
#include "analyzer/worker/shapes.hpp"

namespace isonomia::analyzer {

namespace {

constexpr std::array<std::string_view, 4> removers{"erase", "pop_back", "pop_front", "remove"};
constexpr std::array<std::string_view, 4> filters{"erase_if", "remove_if", "remove_copy_if",
                                                  "partition"};

constexpr std::array<std::string_view, 3> ends{"back", "front", "top"};

constexpr std::array<std::string_view, 5> gatherers{"push_back", "emplace_back", "insert",
                                                    "emplace", "push"};

bool is_any(std::string_view name, const auto& names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

// The arm of the nearest `if` in which the node stands, or none.
Index guarded_arm(const Function& function, Index node) {
    for (Index at = node; function.nodes[at].parent != none; at = function.nodes[at].parent) {
        const Node& above = function.nodes[function.nodes[at].parent];
        if (above.kind == NodeKind::branch && above.condition != at) return at;
        if (above.kind == NodeKind::loop && above.condition == at) return none;
    }
    return none;
}

// `x = v.back(); v.pop_back();`: the element goes on elsewhere.
bool is_taken(const Review& review, const Function& function, Index arm, Index node) {
    const Index from = core_cell(function, function.nodes[node].children[0]);
    bool taken = false;
    each_below(function, arm, [&](const Node& at, Index below) {
        taken = taken || (at.kind == NodeKind::call && below < node && at.has_object &&
                          !at.children.empty() && core_cell(function, at.children[0]) == from &&
                          is_any(called(review, function, below), ends));
    });
    return taken;
}

void removal(const Review& review, const Function& function, Index node, std::vector<Lead>& leads) {
    const Node& at = function.nodes[node];
    const std::string& name = review.program.callees[at.callee].name;
    const bool filter = is_any(name, filters);
    if (!filter && !(is_any(name, removers) && at.has_object)) return;
    const Index cell = at.children.empty() ? none : core_cell(function, at.children[0]);
    if (!review.slice.holds(cell)) return;
    Index lambda = none;
    for (const Index child : at.children)
        if (function.nodes[child].kind == NodeKind::lambda) lambda = function.nodes[child].lambda;
    if (filter) {
        if (name == "erase_if" && !is_statement(function, node)) return;  // its count is used
        const Function* predicate = review.program.body_of(lambda);
        if (predicate != nullptr && reports(review, *predicate, 0, none) &&
            predicate->nodes[0].children.size() > 1)
            return;
    } else {
        const Index arm = guarded_arm(function, node);
        if (arm == none || reports(review, function, arm, node) ||
            is_taken(review, function, arm, node))
            return;
    }
    Lead lead = lead_here(review, function, node, cell);
    const std::string& from = review.flow.cells[cell].name;
    lead.text = name + " " + from;
    lead.title = fmt::format("Data are removed from '{}' and nothing says so", from);
    lead.claim = fmt::format(
        "'{}' removes elements of '{}' because of their value, before the result of '{}' is "
        "computed from the rest, and nothing on that branch records the removal.",
        function.qualified, from, review.entry);
    lead.start = fmt::format("elements of '{}' are removed here", from);
    leads.push_back(std::move(lead));
}

bool names(const Function& function, Index node, Index cell) {
    bool found = false;
    each_below(function, node, [&](const Node& at, Index) { found = found || at.cell == cell; });
    return found;
}

// `v.push_back(x)`, `sum += x`, `v[i] = x`, `best = max(best, x)`, or `best = x` where `best` was
// compared.
bool gathers(const Review& review, const Function& function, Index node, Index cell) {
    const Node& at = function.nodes[node];
    if (at.kind == NodeKind::call)
        return at.has_object && is_any(called(review, function, node), gatherers);
    if (at.kind != NodeKind::assign || at.children.size() != 2) return false;
    if (at.text != "=" || function.nodes[at.children[0]].kind == NodeKind::subscript ||
        names(function, at.children[1], cell))
        return true;
    const Index arm = arm_around(function, node);
    return arm != none &&
           names(function, function.nodes[function.nodes[arm].parent].condition, cell);
}

// Declared in the loop, set anew before it is gathered into at `node`, or stepped by the loop's
// head: of one round only.
bool is_of_round(const Review& review, const Function& function, Index loop, Index node,
                 Index cell) {
    const auto& parts = function.nodes[loop].children;
    for (std::size_t i = 0; i + 1 < parts.size(); ++i)
        if (names(function, parts[i], cell)) return true;
    bool declared = false;
    each_below(function, loop, [&](const Node& at, Index below) {
        const bool sets = below < node && at.kind == NodeKind::assign &&
                          core_cell(function, at.children[0]) == cell &&
                          !gathers(review, function, below, cell);
        declared = declared || sets || (at.kind == NodeKind::declaration && at.cell == cell);
    });
    return declared;
}

// What the loop goes on to gather from the elements that are not passed over at `node`.
Index gathered_after(const Review& review, const Function& function, Index loop, Index node) {
    Index gathered = none;
    each_below(function, loop, [&](const Node& at, Index below) {
        if (below < node || at.children.empty() || gathered != none) return;
        const Index cell = core_cell(function, at.children[0]);
        if (review.slice.holds(cell) && gathers(review, function, below, cell) &&
            !is_of_round(review, function, loop, below, cell))
            gathered = cell;
    });
    return gathered;
}

// `families`: by rule, that of the first lead; the same rule in another function is no other
// question.
void skipping(const Review& review, const Function& function, Index node,
              std::map<std::string, std::string>& families, std::vector<Lead>& leads) {
    const Index arm = guarded_arm(function, node);
    const Index loop = enclosing(function, node, NodeKind::loop);
    if (arm == none || loop == none || !is_below(function, arm, loop)) return;
    const Node& branch = function.nodes[function.nodes[arm].parent];
    const bool of_value = asks_limit(review, function, loop, branch.condition) &&
                          !asks_position(review, function, node, branch.condition) &&
                          !asks_neighbours(review, function, branch.condition);
    const bool failed = !of_value && asks_success(review, function, branch.condition);
    if ((!of_value && !failed) || reports(review, function, arm, node)) return;
    const Index gathered = gathered_after(review, function, loop, node);
    if (gathered == none) return;
    Lead lead = lead_here(review, function, node, gathered);
    const std::string& into = review.flow.cells[gathered].name;
    lead.text = "continue " + into;
    lead.family =
        families
            .try_emplace(words_of(review, function, branch.condition), function.key + " " + into)
            .first->second;
    lead.title = fmt::format("Elements are left out of '{}' and nothing says so", into);
    lead.claim = fmt::format(
        "'{}' passes over elements {}, so that they do not take part in '{}' "
        "and in the result of '{}', and nothing on that branch records it.",
        function.qualified, failed ? "for which a step fails" : "because of their value", into,
        review.entry);
    lead.start = "the element is passed over here";
    leads.push_back(std::move(lead));
}

std::vector<Lead> run(const Review& review) {
    std::vector<Lead> leads;
    std::map<std::string, std::string> families;
    for (const Function& function : review.program.functions) {
        if (function.nodes.empty()) continue;
        each_below(function, 0, [&](const Node& at, Index node) {
            if (at.kind == NodeKind::call && at.callee != none)
                removal(review, function, node, leads);
            if (at.kind == NodeKind::continues) skipping(review, function, node, families, leads);
        });
    }
    return leads;
}

}  // namespace

Check silent_drop_check() {
    return {"silent_drop",
            "A result computed from part of the data reads like one computed from all of them. In "
            "the forensic "
            "statistical tool of New York's laboratory, locations were left out in this way.",
            "Run the program on data that meet the condition, with and without the removal, and "
            "compare the results.",
            false, run};
}

}  // namespace isonomia::analyzer
