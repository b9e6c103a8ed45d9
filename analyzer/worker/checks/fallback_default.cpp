// Fallback default: what is looked up is not there, and a number written in the code takes its
// place.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "analyzer/worker/shapes.hpp"

namespace isonomia::analyzer {

namespace {

constexpr std::array<std::string_view, 6> lookups{"find",      "count", "contains",
                                                  "has_value", "end",   "lookup"};
constexpr std::array<std::string_view, 4> with_default{"value_or", "get_or", "valueOr",
                                                       "get_or_default"};

bool asks_lookup(const Review& review, const Function& function, Index condition) {
    if (call_below(review, function, condition, lookups) != none) return true;
    // `if (found) …` where the variable took what a lookup gave.
    bool asks = false;
    each_below(function, condition, [&](const Node& at, Index) {
        if (at.kind != NodeKind::reference || at.cell == none) return;
        const Index value = declared_value(function, at.cell);
        asks = asks || (value != none && call_below(review, function, value, lookups) != none);
    });
    return asks;
}

void add(const Review& review, const Function& function, Index node, Index cell,
         const std::string& value, std::vector<Lead>& leads) {
    Lead lead = lead_here(review, function, node, cell);
    lead.text = "default " + value;
    lead.family = function.key + " " + value;
    lead.title = fmt::format("What is not found is taken to be {}", value);
    lead.claim = fmt::format(
        "When a value is not found, '{}' goes on with {} in its place on the way to the result of "
        "'{}', and nothing records it.",
        function.qualified, value, review.entry);
    if (value == "-1") lead.doubt = "-1 most often says that nothing was found";
    lead.start = fmt::format("{} takes the place of what was not found", value);
    leads.push_back(std::move(lead));
}

bool is_counting(const Function& function, Index value) {
    const Node& at = function.nodes[value];  // 0 of what was not counted yet
    return at.kind == NodeKind::literal && at.type == ValueType::integer && at.text == "0";
}

// `Entry e; e.count = 1; table.push_back(e);`: what is seen for the first time is made anew.
bool is_of_new(const Function& function, Index arm, Index target) {
    while (function.nodes[target].kind == NodeKind::member &&
           !function.nodes[target].children.empty())
        target = function.nodes[target].children[0];
    bool declared = false;
    each_below(function, arm, [&](const Node& at, Index) {
        declared = declared || (at.kind == NodeKind::declaration && at.cell != none &&
                                at.cell == function.nodes[target].cell);
    });
    return declared;
}

void in_arm(const Review& review, const Function& function, const Node& branch, Index arm,
            std::vector<Lead>& leads) {
    if (arm == branch.condition || tells(review, function, arm)) return;
    each_below(function, arm, [&](const Node& at, Index node) {
        Index cell = none;
        Index value = none;
        if (at.kind == NodeKind::returns && !at.children.empty()) {
            cell = function.result;
            value = at.children[0];
        } else if (at.kind == NodeKind::assign && at.text == "=" && at.children.size() == 2) {
            if (is_of_new(function, arm, at.children[0])) return;
            cell = core_cell(function, at.children[0]);
            value = at.children[1];
        }
        if (!review.slice.holds(cell) || !review.slice.thin[cell] || is_counting(function, value))
            return;
        const std::string text = fixed_value(review, function, value);
        if (!text.empty()) add(review, function, node, cell, text, leads);
    });
}

std::vector<Lead> run(const Review& review) {
    std::vector<Lead> leads;
    each_on_slice(review, [&](const Function& function, const Node& at, Index node) {
        if (at.kind == NodeKind::call && is_one_of(called(review, function, node), with_default)) {
            const Index cell = taken_by(function, node);
            const std::string value = fixed_value(review, function, at.children.back());
            if (review.slice.holds(cell) && !value.empty())
                add(review, function, node, cell, value, leads);
        }
        const bool decides = at.kind == NodeKind::branch || at.kind == NodeKind::conditional;
        if (!decides || at.condition == none || !asks_lookup(review, function, at.condition))
            return;
        if (at.kind == NodeKind::branch) {
            for (const Index arm : at.children)
                in_arm(review, function, at, arm, leads);
            return;
        }
        const Index cell = taken_by(function, node);
        const bool answers = std::all_of(at.children.begin(), at.children.end(), [&](Index arm) {
            return arm == at.condition || !fixed_value(review, function, arm).empty();
        });  // found or not, as 1 or 0
        if (!review.slice.holds(cell) || answers) return;
        for (const Index arm : at.children) {
            const std::string value = arm == at.condition || is_counting(function, arm)
                                          ? ""
                                          : fixed_value(review, function, arm);
            if (!value.empty()) add(review, function, arm, cell, value, leads);
        }
    });
    return leads;
}

}  // namespace

Check fallback_default_check() {
    return {"fallback_default",
            "A number that nobody measured then stands for this person or place. The forensic "
            "statistical tool of New York's laboratory used 0.02 for an allele that was not in its "
            "table.",
            "Ask for an entry that is not in the table and see whether the output says that a "
            "default was used; then change the default and compare the results.",
            false, run};
}

}  // namespace isonomia::analyzer
