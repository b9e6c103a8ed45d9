// Silent drop: on the way to the result data are removed or skipped because of their value, and
// nothing on that branch tells anybody.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

#include "analyzer/worker/loop_tests.hpp"
#include "analyzer/worker/shapes.hpp"
#include "analyzer/worker/targets.hpp"

namespace isonomia::analyzer {

namespace {

constexpr std::array<std::string_view, 4> removers{"erase", "pop_back", "pop_front", "remove"};
constexpr std::array<std::string_view, 4> filters{"erase_if", "remove_if", "remove_copy_if",
                                                  "partition"};
// They keep what a predicate holds for, or as long as it does.
constexpr std::array<std::string_view, 4> keepers{"copy_if", "filter", "take_while", "drop_while"};

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

// A later test names one of the containers of the call, as by their size, and tells somebody.
bool is_told_later(const Review& review, const Function& function, Index node) {
    std::vector<Index> containers;
    for (const Index cell : cells_below(function, node))
        if (review.flow.cells[cell].type == ValueType::object) containers.push_back(cell);
    return told_after(review, function, node, containers);
}

// The body of the function that the call is given, or null.
const Function* predicate_of(const Review& review, const Function& function, const Node& call) {
    const Function* body = nullptr;
    for (const Index child : call.children)
        if (const Function* own = review.program.body_of(function.nodes[child].lambda)) body = own;
    for (const Index callback : called_back(review.program, call.callee))
        if (const Function* own = review.program.body_of(callback); own != nullptr && !body)
            body = own;
    return body == nullptr || body->nodes.empty() ? nullptr : body;
}

// What the elements come from: the first range that is named, of `v | filter(f)` the left side.
Index filtered_from(const Function& function, Index node) {
    const Node& at = function.nodes[node];
    for (Index above = at.parent; above != none && function.nodes[above].text == "|";
         above = function.nodes[above].parent)
        node = above;
    while (function.nodes[node].text == "|")
        node = function.nodes[node].children[0];
    if (function.nodes[node].kind != NodeKind::call) return core_cell(function, node);
    for (const Index child : function.nodes[node].children) {
        const Index cell = core_cell(function, child);
        const bool is_object = function.nodes[node].has_object &&
                               child == function.nodes[node].children[0] &&
                               function.nodes[node].text == "()";
        if (cell != none && !is_object) return cell;
    }
    return none;
}

Lead drop_at(const Review& review, const Function& function, Index node, Index cell,
             std::string_view name, bool removes) {
    Lead lead = lead_here(review, function, node, cell);
    const std::string& from = review.flow.cells[cell].name;
    lead.text = fmt::format("{} {}", name, from);
    lead.title = removes ? fmt::format("Data are removed from '{}' and nothing says so", from)
                         : fmt::format("Elements of '{}' are left out and nothing says so", from);
    lead.claim = fmt::format(
        "'{}' {} elements of '{}' because of their value, before the result of '{}' is "
        "computed from the rest, and nothing on that branch records {}.",
        function.qualified, removes ? "removes" : "leaves out", from, review.entry,
        removes ? "the removal" : "it");
    lead.start =
        fmt::format("elements of '{}' are {} here", from, removes ? "removed" : "left out");
    return lead;
}

// `if (options.compact) v.erase(…);`: not the elements decide, but what is switched on.
bool asks_switch(const Review& review, const Function& function, Index condition) {
    const Node& at = function.nodes[condition];
    if (at.cell == none || at.type != ValueType::boolean) return false;
    const CellKind kind = review.flow.cells[at.cell].kind;
    return (kind == CellKind::global || kind == CellKind::field) && at.kind != NodeKind::call;
}

// `if (v.back().parts.empty()) v.pop_back();`: the guard asks only whether things are empty.
bool asks_empty(const Review& review, const Function& function, Index condition) {
    bool empty = false;
    bool other = false;
    each_below(function, condition, [&](const Node& at, Index node) {
        if (at.kind == NodeKind::call && called(review, function, node) == "empty")
            empty = true;
        else if (at.kind == NodeKind::binary && is_comparison(at.text) && at.text != "&&")
            other = true;
    });
    return empty && !other;
}

void removal(const Review& review, const Function& function, Index node, std::vector<Lead>& leads) {
    const Node& at = function.nodes[node];
    const std::string_view library = library_name(review.program, function, at);
    const std::string_view name =
        library.empty() ? std::string_view(review.program.callees[at.callee].name) : library;
    const bool keeper = is_any(library, keepers);
    const bool filter = keeper || is_any(name, filters);
    if (!filter && !(is_any(name, removers) && at.has_object)) return;
    const Index cell = filtered_from(function, node);
    if (!review.slice.holds(cell)) return;
    if (filter) {
        if (name == "erase_if" && !is_statement(function, node)) return;  // its count is used
        const Function* predicate = predicate_of(review, function, at);
        if (predicate != nullptr && tells(review, *predicate, 0)) return;
        if (keeper && (predicate == nullptr || !asks_limit(review, *predicate, 0, 0))) return;
        if (is_told_later(review, function, node)) return;
        leads.push_back(drop_at(review, function, node, cell, name, !keeper));
        return;
    }
    const Index arm = guarded_arm(function, node);
    if (arm == none || reports(review, function, arm, node) ||
        is_taken(review, function, arm, node))
        return;
    Lead lead = drop_at(review, function, node, cell, name, true);
    lead.family = fmt::format("{} {}", function.place.file, review.flow.cells[cell].name);
    const Index asked = function.nodes[function.nodes[arm].parent].condition;
    if (asks_empty(review, function, asked)) lead.doubt = "only what is empty is removed";
    if (asks_switch(review, function, asked))
        lead.doubt = "what is switched on decides, not the value of an element";
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
void skipping(const Review& review, const Function& function, Index node, Index loop,
              std::map<std::string, std::string>& families, std::vector<Lead>& leads) {
    const Index arm = guarded_arm(function, node);
    if (arm == none || loop == none || !is_below(function, arm, loop)) return;
    const Index guard = function.nodes[arm].parent;
    if (!cuts_in(review, function, guard).empty()) return;  // one question: cap_truncate asks it
    const Node& branch = function.nodes[guard];
    const bool directly = compares_order(function, branch.condition);
    const bool of_value = asks_limit(review, function, loop, branch.condition) &&
                          !(directly && asks_position(review, function, node, branch.condition)) &&
                          !(directly && asks_neighbours(review, function, branch.condition));
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

std::set<const Function*> called_by_library(const Program& program) {
    std::set<const Function*> called;
    for (const auto& [callee, callbacks] : program.callbacks)
        for (const Index callback : callbacks)
            called.insert(program.body_of(callback));
    return called;
}

std::vector<Lead> run(const Review& review) {
    std::vector<Lead> leads;
    std::map<std::string, std::string> families;
    const auto called = called_by_library(review.program);
    for (const Function& function : review.program.functions) {
        if (function.nodes.empty()) continue;
        each_below(function, 0, [&](const Node& at, Index node) {
            const Index loop = enclosing(function, node, NodeKind::loop);
            if (at.kind == NodeKind::call && at.callee != none)
                removal(review, function, node, leads);
            if (at.kind == NodeKind::continues)
                skipping(review, function, node, loop, families, leads);
            // `return;` goes on to the next element where the library calls once for each.
            if (at.kind == NodeKind::returns && at.children.empty() && loop == none &&
                called.contains(&function))
                skipping(review, function, node, 0, families, leads);
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
