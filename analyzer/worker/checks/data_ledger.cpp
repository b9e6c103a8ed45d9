// Data ledger: every place on the way to the result where data are dropped, cut to a bound, given a
// default, replaced, or where an error ends, whether or not anybody is told. An inventory.
#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "analyzer/worker/shapes.hpp"

namespace isonomia::analyzer {

namespace {

struct Kind {
    std::string_view name;  // of what is called
    std::string_view what;
    bool of_object = false;
};

constexpr std::array<Kind, 20> kinds{{{"erase", "dropped", true},
                                      {"erase_if", "dropped"},
                                      {"remove_if", "dropped"},
                                      {"remove", "dropped"},
                                      {"copy_if", "dropped"},
                                      {"unique", "dropped"},
                                      {"pop_back", "dropped", true},
                                      {"pop_front", "dropped", true},
                                      {"resize", "dropped or added", true},
                                      {"min", "cut to a bound"},
                                      {"max", "cut to a bound"},
                                      {"fmin", "cut to a bound"},
                                      {"fmax", "cut to a bound"},
                                      {"clamp", "cut to a bound"},
                                      {"value_or", "given a default", true},
                                      {"isnan", "asked for not being a number"},
                                      {"isfinite", "asked for not being a number"},
                                      {"isinf", "asked for not being a number"},
                                      {"replace", "replaced"},
                                      {"replace_if", "replaced"}}};

constexpr std::array<std::string_view, 2> bounds{"min", "max"};

std::string_view change_at(const Review& review, const Function& function, Index node) {
    const Node& at = function.nodes[node];
    if (at.kind == NodeKind::catches) return "an error ends";
    if (at.kind == NodeKind::continues) {
        const Index arm = arm_around(function, node);
        const Index loop = enclosing(function, node, NodeKind::loop);
        const bool guarded = arm != none && loop != none && is_below(function, arm, loop);
        return guarded ? "passed over" : "";
    }
    const bool gives = at.kind == NodeKind::assign || at.kind == NodeKind::returns;
    if (gives && !at.children.empty() && enclosing(function, node, NodeKind::catches) != none)
        return fixed_value(review, function, at.children.back()).empty()
                   ? ""
                   : "replaced by a fixed value after an error";
    if (at.kind != NodeKind::call) return {};
    const std::string_view name = called(review, function, node);
    const auto found =
        std::find_if(kinds.begin(), kinds.end(), [&](const Kind& k) { return k.name == name; });
    // std::numeric_limits<T>::max() bounds nothing.
    if (found == kinds.end() || at.has_object < found->of_object ||
        (is_one_of(name, bounds) && at.children.empty()))
        return {};
    return found->what;
}

// What the change takes part in, if that is on the slice.
Index changed(const Review& review, const Function& function, Index node) {
    const Node& at = function.nodes[node];
    const Index taken = at.kind == NodeKind::returns ? function.result : taken_by(function, node);
    if (review.slice.holds(taken)) return taken;
    if (!at.children.empty()) {
        const Index cell = core_cell(function, at.children[0]);
        if (review.slice.holds(cell)) return cell;
    }
    const bool loose = at.kind == NodeKind::catches || at.kind == NodeKind::continues;
    return loose && review.slice.holds(function.result) ? function.result : none;
}

std::vector<Lead> run(const Review& review) {
    std::vector<Lead> leads;
    std::set<Place> seen;
    each_on_slice(review, [&](const Function& function, const Node& at, Index node) {
        const std::string_view what = change_at(review, function, node);
        const Index cell = what.empty() ? none : changed(review, function, node);
        if (cell == none || !seen.insert(at.place).second) return;
        const std::string& name = review.flow.cells[cell].name;
        Lead lead = lead_here(review, function, node, cell);
        lead.text = fmt::format("{} {}", what, name);
        lead.title = fmt::format("Data on the way to '{}': {}", name, what);
        lead.claim = fmt::format("In '{}' data on the way to the result of '{}' are: {}.",
                                 function.qualified, review.entry, what);
        lead.start = std::string(what);
        leads.push_back(std::move(lead));
    });
    return leads;
}

}  // namespace

Check data_ledger_check() {
    return {
        "data_ledger",
        "Which data did not reach the result, or reached it changed, is part of what the result "
        "means.",
        "Ask for the record of each place in the run of the case; where there is none, run the "
        "case with a count at the place.",
        true, run};
}

}  // namespace isonomia::analyzer
