// Slice complexity: functions on the way to the result that decide so much that nobody can test all
// their ways. A list for whoever plans the tests, not a fault.
#include <algorithm>

#include <fmt/format.h>

#include "analyzer/worker/shapes.hpp"

namespace isonomia::analyzer {

namespace {

constexpr std::size_t decisions_max = 20;

std::size_t decisions(const Function& function) {
    return static_cast<std::size_t>(
        std::count_if(function.nodes.begin(), function.nodes.end(), [](const Node& at) {
            return at.kind == NodeKind::branch || at.kind == NodeKind::loop ||
                   at.kind == NodeKind::conditional || at.kind == NodeKind::catches ||
                   (at.kind == NodeKind::label && at.parent != none) ||
                   (at.kind == NodeKind::binary && (at.text == "&&" || at.text == "||"));
        }));
}

std::vector<Lead> run(const Review& review) {
    std::vector<std::pair<std::size_t, Lead>> ranked;
    for (const Function& function : review.program.functions) {
        if (function.nodes.empty() || function.initializer || !on_slice(review, function)) continue;
        const std::size_t count = decisions(function);
        if (count <= decisions_max) continue;
        const Index cell = review.slice.holds(function.result) ? function.result
                           : review.slice.holds(function.self) ? function.self
                                                               : function.reached;
        Lead lead = lead_at(function, 0, cell);
        lead.place = function.place;
        lead.text = "decisions";
        lead.title = fmt::format("'{}' makes {} decisions", function.name, count);
        lead.claim = fmt::format(
            "'{}' makes {} decisions on the way to the result of '{}'; at least {} tests are "
            "needed "
            "to take each of its ways once.",
            function.qualified, count, review.entry, count + 1);
        lead.start = fmt::format("'{}' begins here", function.name);
        ranked.emplace_back(count, std::move(lead));
    }
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<Lead> leads;
    for (auto& [count, lead] : ranked)
        leads.push_back(std::move(lead));
    return leads;
}

}  // namespace

Check slice_complexity_check() {
    return {"slice_complexity",
            "What has more ways than tests has ways that nobody ever tried. The independent review "
            "of the Alcotest's code named its complexity as a reason why faults stayed in it.",
            "Ask for the record of the tests with the ways that each took (branch coverage), and "
            "name those that none took.",
            true, run};
}

}  // namespace isonomia::analyzer
