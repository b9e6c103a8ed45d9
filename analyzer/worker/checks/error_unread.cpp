// Error unread: a status is handed to calls that may set it, or a reading call gives one, and
// nothing ever asks what it is before the result is given.
#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "analyzer/worker/shapes.hpp"

namespace isonomia::analyzer {

namespace {

bool is_status(const Cell& cell) {
    if (cell.kind != CellKind::local) return false;
    constexpr std::array<std::string_view, 17> telling{
        "e",  "ec",   "err", "error", "errors", "errno",  "status",  "state", "rc",
        "rv", "code", "ret", "ok",    "okay",   "failed", "success", "valid"};
    const bool holds_one = cell.type == ValueType::integer || cell.type == ValueType::boolean ||
                           cell.type == ValueType::object;
    return holds_one && is_word_of(cell.name, telling);
}

struct Status {
    Index first_call = none;
    std::size_t calls = 0;
    bool read = false;
};

// Declared with what a call of the program returns, and named like a status.
bool takes_status(const Review& review, const Function& function, const Node& at) {
    if (at.kind != NodeKind::declaration || at.cell == none || at.children.size() != 1)
        return false;
    const Node& value = function.nodes[at.children[0]];
    constexpr std::array<std::string_view, 9> telling{"ok",      "err",    "error", "status", "rc",
                                                      "success", "failed", "valid", "done"};
    return value.kind == NodeKind::call && review.program.body_of(value.callee) != nullptr &&
           is_status(review.flow.cells[at.cell]) &&
           is_word_of(review.flow.cells[at.cell].name, telling);
}

// What is called at the argument or declaration `node`, or none.
Index first_callee(const Function& function, Index node) {
    for (Index at = node; at != none; at = function.nodes[at].parent)
        if (function.nodes[at].kind == NodeKind::call) return function.nodes[at].callee;
    const auto& children = function.nodes[node].children;
    return children.empty() ? none : function.nodes[children[0]].callee;
}

void search(const Review& review, const Function& function, std::vector<Lead>& leads) {
    std::map<Index, Status> all;
    each_below(function, 0, [&](const Node& at, Index node) {
        if (takes_status(review, function, at)) {  // bool ok = step(x);
            Status& status = all[at.cell];
            if (status.calls++ == 0) status.first_call = node;
        }
        if (at.kind != NodeKind::reference || at.cell == none ||
            !is_status(review.flow.cells[at.cell]))
            return;
        Status& status = all[at.cell];
        if (is_out_argument(review, function, node)) {
            if (status.calls++ == 0) status.first_call = node;
            return;
        }
        const Index parent = at.parent;
        const bool only_set = parent != none && function.nodes[parent].kind == NodeKind::assign &&
                              function.nodes[parent].children[0] == node &&
                              function.nodes[parent].text == "=";
        if (!only_set) status.read = true;
    });
    for (const auto& [cell, status] : all) {
        if (status.calls == 0 || status.read) continue;
        const std::string& name = review.flow.cells[cell].name;
        Lead lead = lead_here(review, function, status.first_call, cell);
        lead.text = name;
        if (const Index call = first_callee(function, status.first_call); call != none)
            lead.family = fmt::format("{} {}", name, review.program.callees[call].key);
        lead.title = fmt::format("The status '{}' is never read", name);
        lead.claim = fmt::format(
            "'{}' hands '{}' to {} that may set {}, and gives a result without asking what {} "
            "became.",
            function.qualified, name,
            status.calls == 1 ? "a call" : fmt::format("{} calls", status.calls), "it", "it");
        lead.start = fmt::format("'{}' may be set here", name);
        leads.push_back(std::move(lead));
    }
}

// A branch of the function compares the cell and tells somebody.
bool is_tested(const Review& review, const Function& function, Index cell) {
    return std::any_of(function.nodes.begin(), function.nodes.end(), [&](const Node& at) {
        if (at.kind != NodeKind::branch || at.condition == none) return false;
        const auto asked = cells_below(function, at.condition);
        return std::find(asked.begin(), asked.end(), cell) != asked.end() &&
               std::any_of(at.children.begin(), at.children.end(), [&](Index arm) {
                   return arm != at.condition && tells(review, function, arm);
               });
    });
}

// atoi() gives 0 for what is no number, and cannot say so.
void from_text(const Review& review, const Function& function, Index node,
               std::vector<Lead>& leads) {
    constexpr std::array<std::string_view, 4> converters{"atoi", "atol", "atoll", "atof"};
    constexpr std::array<std::string_view, 3> asking{"isdigit", "strspn", "is_number"};
    const std::string_view name = called(review, function, node);
    const Index cell = is_one_of(name, converters) ? taken_by(function, node) : none;
    if (!review.slice.holds(cell) || is_tested(review, function, cell) ||
        call_below(review, function, 0, asking) != none)
        return;
    Lead lead = lead_here(review, function, node, cell);
    lead.text = name;
    lead.family = "texts";  // whether a text is a number is one question for a program
    lead.title =
        fmt::format("A text that is no number becomes 0 in '{}'", review.flow.cells[cell].name);
    lead.claim = fmt::format(
        "'{}' reads a number with {}(), which gives 0 for a text that is none; nothing asks which "
        "of the two it was on the way to the result of '{}'.",
        function.qualified, name, review.entry);
    lead.start = "the text is taken for a number";
    leads.push_back(std::move(lead));
}

// `sscanf(line, "%d", &x);`: how much was read is what the call gives, and nobody takes it.
void input_unread(const Review& review, const Function& function, Index node,
                  std::vector<Lead>& leads) {
    constexpr std::array<std::string_view, 5> readers{"scanf", "fscanf", "sscanf", "fread", "read"};
    const std::string_view name = called(review, function, node);
    if (!is_one_of(name, readers) || function.nodes[node].has_object ||
        !is_statement(function, node))
        return;
    Index cell = none;
    for (const Index argument : function.nodes[node].children) {
        const Index filled = core_cell(function, argument);
        if (cell == none && review.slice.holds(filled) &&
            review.flow.cells[filled].kind != CellKind::literal)
            cell = filled;
    }
    if (cell == none) return;
    Lead lead = lead_here(review, function, node, cell);
    lead.text = fmt::format("{} {}", name, review.flow.cells[cell].name);
    lead.family = "reads";
    lead.title = fmt::format("How much {}() read is never asked", name);
    lead.claim = fmt::format(
        "'{}' reads '{}' with {}() and never asks how much was there; what is missing keeps the "
        "value it had, on the way to the result of '{}'.",
        function.qualified, review.flow.cells[cell].name, name, review.entry);
    lead.start = fmt::format("'{}' is read here", review.flow.cells[cell].name);
    leads.push_back(std::move(lead));
}

std::vector<Lead> run(const Review& review) {
    std::vector<Lead> leads;
    for (const Function& function : review.program.functions)
        if (!function.nodes.empty() && review.slice.holds(function.result))
            search(review, function, leads);
    each_on_slice(review, [&](const Function& function, const Node& at, Index node) {
        if (at.kind != NodeKind::call) return;
        from_text(review, function, node, leads);
        input_unread(review, function, node, leads);
    });
    put_nearest_first(review, leads);
    return leads;
}

}  // namespace

Check error_unread_check() {
    return {"error_unread",
            "When a step fails and nobody asks, a figure is still given. In the kinship program "
            "Familias, checks of a "
            "status stood in the code as removed.",
            "Make the step fail (a value out of range, a missing file) and see whether a result is "
            "still given.",
            false, run};
}

}  // namespace isonomia::analyzer
