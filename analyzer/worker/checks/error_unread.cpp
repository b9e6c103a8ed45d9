// Error unread: a status is handed to calls that may set it, and nothing ever asks what it is
// before the result is given.
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

std::vector<Lead> run(const Review& review) {
    std::vector<Lead> leads;
    for (const Function& function : review.program.functions)
        if (!function.nodes.empty() && review.slice.holds(function.result))
            search(review, function, leads);
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
