// Test mode: who runs the program, on which machine, when, or in which environment decides which
// result is given.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "analyzer/worker/labels.hpp"
#include "analyzer/worker/shapes.hpp"

namespace isonomia::analyzer {

namespace {

constexpr std::array<std::string_view, 33> circumstances{
    "serial",  "device",  "machine",     "host",      "hostname",    "imei",          "mac",
    "station", "lab",     "laboratory",  "test",      "testing",     "demo",          "debug",
    "audit",   "inspect", "inspection",  "inspector", "calibration", "certification", "validation",
    "getenv",  "env",     "environment", "build",     "date",        "year",          "month",
    "weekday", "today",   "now",         "clock",     "username"};
constexpr std::array<std::string_view, 4> personal{"birth", "born", "dob", "person"};

bool is_any(const std::string& word, const auto& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

// The name below what is asked that speaks of circumstances, or "".
std::string circumstance(const Review& review, const Function& function,
                         const std::vector<Index>& asked) {
    std::string found;
    const auto look = [&](const Node& at, Index) {
        std::string name;
        if (at.kind == NodeKind::call && at.callee != none)
            name = review.program.callees[at.callee].name;
        else if (at.kind != NodeKind::literal && at.cell != none)
            name = review.flow.cells[at.cell].name;
        const auto words = name_words(name);
        const bool call = at.kind == NodeKind::call;  // build_table() only makes something
        const bool tells = std::any_of(words.begin(), words.end(), [&](const auto& w) {
            return is_any(w, circumstances) && !(call && w == "build");
        });
        const bool of_person = std::any_of(words.begin(), words.end(),
                                           [](const auto& w) { return is_any(w, personal); });
        if (found.empty() && tells && !of_person) found = name;
    };
    for (const Index node : asked)
        each_below(function, node, look);
    return found;
}

// Not an order of sizes but a question of identity: a flag, or an equality.
bool asks_identity(const Function& function, Index condition) {
    bool order = false;
    each_below(function, condition, [&](const Node& at, Index) {
        order = order || (at.kind == NodeKind::binary &&
                          (at.text == "<" || at.text == ">" || at.text == "<=" || at.text == ">="));
    });
    return !order;
}

// `labels` are those of a switch.
void branch(const Review& review, const Function& function, Index node,
            const std::vector<Index>& labels, std::vector<Lead>& leads) {
    const Node& at = function.nodes[node];
    if (at.condition == none || !asks_identity(function, at.condition)) return;
    std::vector<Index> asked{at.condition};
    asked.insert(asked.end(), labels.begin(), labels.end());
    const std::string name = circumstance(review, function, asked);
    if (name.empty()) return;
    const bool differs =
        at.kind == NodeKind::conditional ||
        std::any_of(at.children.begin(), at.children.end(), [&](Index child) {
            return child != at.condition && changes_result(review, function, child);
        });
    if (!differs) return;
    Index start = none;
    for (const Index part : asked)
        for (const Index cell : cells_below(function, part))
            if (review.slice.holds(cell) && (start == none || review.flow.cells[cell].name == name))
                start = cell;
    if (start == none) return;
    Lead lead = lead_here(review, function, at.condition, start);
    lead.text = name;
    lead.family = name;
    lead.title = fmt::format("'{}' decides which result is given", name);
    lead.claim = fmt::format("Depending on '{}', '{}' computes the result of '{}' in another way.",
                             name, function.qualified, review.entry);
    lead.start = fmt::format("'{}' is asked here", name);
    leads.push_back(std::move(lead));
}

std::vector<Lead> run(const Review& review) {
    std::vector<Lead> leads;
    for (const Function& function : review.program.functions) {
        if (function.nodes.empty() || !on_slice(review, function)) continue;
        const Labels labels(function);
        each_below(function, 0, [&](const Node& at, Index node) {
            if (at.kind == NodeKind::branch || at.kind == NodeKind::conditional ||
                at.kind == NodeKind::choice)
                branch(review, function, node, labels.of(node), leads);
        });
    }
    return leads;
}

}  // namespace

Check test_mode_check() {
    return {"test_mode",
            "A program that answers otherwise when it is tested cannot be validated by testing it. "
            "Engine control "
            "units recognised the test bench in this way.",
            "Run the same input under both circumstances and compare the results.", false, run};
}

}  // namespace isonomia::analyzer
