// Failure as score: when the input is missing, too short or broken, a plain number is returned that
// reads like a result, and no caller compares for it.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "analyzer/worker/shapes.hpp"

namespace isonomia::analyzer {

namespace {

constexpr std::array<std::string_view, 10> failing{
    "empty", "size", "length", "is_open", "good", "fail", "eof", "has_value", "valid", "count"};
constexpr std::array<std::string_view, 15> failing_words{
    "empty", "valid", "invalid", "ok",    "failed",  "failure", "error", "missing",
    "found", "count", "size",    "ready", "quality", "num",     "n"};

// A pointer, or an optional, a smart pointer or a stream, asked for its truth.
bool may_hold_nothing(const Review& review, const Function& function, Index node) {
    return function.nodes[node].type == ValueType::pointer ||
           called(review, function, node) == "operator bool";
}

// nullptr or std::nullopt.
bool is_nothing(const Review& review, const Function& function, Index node) {
    bool nothing = false;
    each_below(function, node, [&](const Node& at, Index) {
        nothing = nothing || at.text.ends_with("nullptr") ||
                  (at.cell != none && review.flow.cells[at.cell].name == "nullopt");
    });
    return nothing;
}

// The condition asks whether something is there, enough or sound.
bool asks_for_failure(const Review& review, const Function& function, Index condition) {
    bool asks = false;
    each_below(function, condition, [&](const Node& at, Index node) {
        if (at.kind == NodeKind::call)
            asks = asks || is_one_of(called(review, function, node), failing) ||
                   is_word_of(called(review, function, node), failing_words);
        else if (at.cell != none && at.kind != NodeKind::literal)
            asks = asks || is_word_of(review.flow.cells[at.cell].name, failing_words);
        if (at.kind == NodeKind::unary && at.text == "!" && !at.children.empty())
            asks = asks || may_hold_nothing(review, function, at.children[0]);
        if (at.kind == NodeKind::binary && (at.text == "==" || at.text == "!="))
            for (const Index child : at.children)
                asks = asks || is_nothing(review, function, child) ||
                       function.nodes[child].type == ValueType::pointer;
    });
    return asks;
}

// `x < 0 || x >= 4`: outside of what the function expects, between two numbers.
bool asks_for_range(const Review& review, const Function& function, Index condition) {
    const Node& either = function.nodes[condition];
    if (either.kind != NodeKind::binary || either.text != "||" || either.children.size() != 2)
        return false;
    std::array<Index, 2> asked{none, none};
    std::array<bool, 2> below{};
    for (const std::size_t i : {std::size_t{0}, std::size_t{1}}) {
        const Node& at = function.nodes[either.children[i]];
        if (at.kind != NodeKind::binary || !compares_order(function, either.children[i]))
            return false;
        const bool number_left = number_at(review, function, at.children[0]).has_value();
        const Index value = at.children[number_left ? 1 : 0];
        if (!number_at(review, function, at.children[number_left ? 0 : 1])) return false;
        asked[i] = core_cell(function, value);
        below[i] = (at.text[0] == '<') != number_left;
    }
    return asked[0] != none && asked[0] == asked[1] && below[0] != below[1];
}

// Calls visit(edge) for each edge that leaves the cell.
void each_out(const Flow& flow, Index cell, const std::function<void(const Edge&)>& visit) {
    for (Index i = flow.first_out[cell]; i < flow.first_out[cell + 1]; ++i)
        visit(flow.edges[flow.out[i]]);
}

// Somebody compares what the function returns, directly or after it was put somewhere.
bool is_asked_about(const Review& review, Index result) {
    std::vector<Index> holders{result};
    each_out(review.flow, result, [&](const Edge& edge) {
        if (edge.kind <= EdgeKind::returned) holders.push_back(edge.to);
    });
    bool asked = false;
    for (const Index holder : holders)
        each_out(review.flow, holder, [&](const Edge& edge) {
            asked = asked || (edge.kind == EdgeKind::compare &&
                              review.flow.cells[edge.to].kind == CellKind::condition);
        });
    return asked;
}

bool computes_elsewhere(const Review& review, const Function& function) {
    return std::any_of(function.nodes.begin(), function.nodes.end(), [&](const Node& at) {
        return at.kind == NodeKind::returns && !at.children.empty() &&
               fixed_value(review, function, at.children[0]).empty() &&
               function.nodes[at.children[0]].kind != NodeKind::literal;
    });
}

std::vector<Lead> run(const Review& review) {
    std::vector<Lead> leads;
    each_on_slice(review, [&](const Function& function, const Node& at, Index node) {
        if (at.kind != NodeKind::returns || at.children.empty() || function.result == none ||
            !review.slice.holds(function.result) || !review.slice.thin[function.result] ||
            (function.returns != ValueType::floating && function.returns != ValueType::integer))
            return;
        const std::string value = fixed_value(review, function, at.children[0]);
        const Index arm = arm_around(function, node);
        if (value.empty() || arm == none) return;
        const Node& branch = function.nodes[function.nodes[arm].parent];
        const bool range = asks_for_range(review, function, branch.condition);
        if ((!range && !asks_for_failure(review, function, branch.condition)) ||
            tells(review, function, arm) || !computes_elsewhere(review, function) ||
            is_asked_about(review, function.result))
            return;
        Lead lead = lead_here(review, function, node, function.result);
        lead.text = "return " + value;
        lead.title = range ? fmt::format("A value out of range is scored {} by '{}'", value,
                                         function.qualified)
                           : fmt::format("A failure in '{}' is given as the score {}",
                                         function.qualified, value);
        lead.claim = fmt::format(
            "When its input is {}, '{}' returns {}, which takes part in the result of '{}' like a "
            "value that was measured.",
            range ? "out of range" : "missing or not good enough", function.qualified, value,
            review.entry);
        lead.start = fmt::format("{} is returned here in place of a computed value", value);
        lead.certain = true;
        leads.push_back(std::move(lead));
    });
    return leads;
}

}  // namespace

Check failure_as_score_check() {
    return {
        "failure_as_score",
        "A result of zero says that nothing matched; a failure says nothing at all. In Bozorth3 "
        "too few minutiae give a score of 0, and in OpenBR a failed comparison became 0.",
        "Give the program an input that fails (empty, too short, damaged) and see whether the "
        "result can be told from a low score.",
        false, run};
}

}  // namespace isonomia::analyzer
