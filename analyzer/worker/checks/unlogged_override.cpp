// Unlogged override: a setter changes what the result is made of, and no output of the program says
// which setting was in force.
#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "analyzer/worker/shapes.hpp"

namespace isonomia::analyzer {

namespace {

constexpr std::array<std::string_view, 17> setting{
    "set",     "override", "adjust",    "force",  "tune",      "correct", "patch",  "edit", "amend",
    "replace", "manual",   "calibrate", "update", "configure", "remote",  "change", "apply"};
constexpr std::array<std::string_view, 16> saying{
    "log",   "report", "record", "warn", "print", "printf", "fprintf", "write",
    "audit", "note",   "trace",  "emit", "json",  "dump",   "export",  "describe"};

// Cells that some output statement names, or that are read in a function that is named for output.
std::set<Index> cells_said(const Review& review) {
    std::set<Index> said;
    for (const Function& function : review.program.functions) {
        const bool by_name = is_word_of(function.name, saying);
        for (Index i = 0; i < function.nodes.size(); ++i) {
            const Node& at = function.nodes[i];
            const bool output =
                (at.kind == NodeKind::binary && at.text == "<<" && at.type != ValueType::integer) ||
                (at.kind == NodeKind::call && is_word_of(called(review, function, i), saying));
            if (by_name && at.cell != none) said.insert(at.cell);
            if (!output) continue;
            for (const Index cell : cells_below(function, i))
                said.insert(cell);
        }
    }
    return said;
}

bool comes_from_outside(const Function& function, const Node& assign) {
    for (const Index cell : cells_below(function, assign.children[1]))
        if (std::find(function.parameters.begin(), function.parameters.end(), cell) !=
            function.parameters.end())
            return true;
    return false;
}

// Somewhere the value that was set takes part in the result, beyond being handed on.
bool is_used(const Review& review, Index cell) {
    return review.slice.holds(cell) && review.slice.distance[cell] > 0;
}

std::vector<Lead> run(const Review& review) {
    std::vector<Lead> leads;
    const auto said = cells_said(review);
    for (const Function& function : review.program.functions) {
        if (function.nodes.empty() || function.initializer || !is_word_of(function.name, setting) ||
            tells(review, function, 0))
            continue;
        for (Index i = 0; i < function.nodes.size(); ++i) {
            const Node& at = function.nodes[i];
            if (at.kind != NodeKind::assign || at.children.size() != 2 ||
                !comes_from_outside(function, at))
                continue;
            const Index cell = core_cell(function, at.children[0]);
            if (cell == none || !is_used(review, cell) || said.count(cell) != 0) continue;
            const Cell& changed = review.flow.cells[cell];
            if (changed.kind != CellKind::field && changed.kind != CellKind::global) continue;
            if (changed.type == ValueType::pointer) continue;  // a part is put in place
            Lead lead = lead_here(review, function, i, cell);
            lead.text = changed.name;
            lead.title = fmt::format("'{}' can be set, and no output says to what", changed.name);
            lead.claim = fmt::format(
                "'{}' lets '{}' be changed from outside, which takes part in the result of '{}'; "
                "no "
                "output of the program that was read names it.",
                function.qualified, changed.name, review.entry);
            lead.start = fmt::format("'{}' is set here", changed.name);
            leads.push_back(std::move(lead));
        }
    }
    return leads;
}

}  // namespace

Check unlogged_override_check() {
    return {"unlogged_override",
            "A result can then rest on a setting that nobody can find out afterwards. In the "
            "Horizon system of the British Post Office, entries were changed from afar without a "
            "trace.",
            "Set another value, run the same case, and see whether anything in the output differs "
            "but the result.",
            false, run};
}

}  // namespace isonomia::analyzer
