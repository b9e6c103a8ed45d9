// Threshold ledger: every literal on which the result of the entry function depends, with its value
// as written, its place and the shortest path to the result. An inventory for disclosure, not a
// fault. Literals that are compared come first, then those nearest to the result.
#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "analyzer/worker/check.hpp"
#include "analyzer/worker/nodes.hpp"

namespace isonomia::analyzer {

namespace {

constexpr std::size_t copies_max = 6;  // from the literal through names to the comparison

// Edges out of each cell, for the way forward from a literal.
std::multimap<Index, Index> edges_from(const Flow& flow) {
    std::multimap<Index, Index> from;
    for (Index e = 0; e < flow.edges.size(); ++e)
        from.emplace(flow.edges[e].from, e);
    return from;
}

// The literal, or a name that only passes it on, is compared on the slice.
bool is_compared(const Review& review, const std::multimap<Index, Index>& from, Index literal) {
    std::vector<Index> open{literal};
    std::vector<Index> seen{literal};
    for (std::size_t round = 0; round < copies_max && !open.empty(); ++round) {
        std::vector<Index> next;
        for (const Index cell : open) {
            const auto [first, last] = from.equal_range(cell);
            for (auto it = first; it != last; ++it) {
                const Edge& edge = review.flow.edges[it->second];
                if (!review.slice.holds(edge.to)) continue;
                if (edge.kind == EdgeKind::compare) return true;
                const bool passes = edge.kind <= EdgeKind::argument;
                if (!passes || std::find(seen.begin(), seen.end(), edge.to) != seen.end()) continue;
                seen.push_back(edge.to);
                next.push_back(edge.to);
            }
        }
        open = std::move(next);
    }
    return false;
}

std::string kind_of(const Cell& cell) {
    switch (cell.type) {
        case ValueType::text:
            return "text";
        case ValueType::boolean:
            return "truth value";
        default:
            return "number";
    }
}

struct Context {
    bool is_default = false;
    std::string names;  // the named constant it initialises, if that is all it does
};

// Where literals stand: default arguments, and named constants.
std::map<Index, Context> contexts(const Program& program) {
    std::map<Index, Context> all;
    for (const Function& function : program.functions)
        for (const Node& node : function.nodes) {
            if (node.kind != NodeKind::literal || node.cell == none) continue;
            Context& context = all[node.cell];
            if (node.is_default) context.is_default = true;
            const Node* parent = node.parent == none ? nullptr : &function.nodes[node.parent];
            if (parent != nullptr && parent->kind == NodeKind::declaration &&
                parent->cell != none && program.cells[parent->cell].constant)
                context.names = program.cells[parent->cell].name;
        }
    return all;
}

Lead lead_of(const Review& review, Index literal, bool compared, const Context& context) {
    const Cell& cell = review.flow.cells[literal];
    Lead lead;
    lead.place = cell.place;
    lead.cell = literal;
    lead.function = cell.function;
    lead.text = cell.name;
    lead.value = cell.name;
    std::string what = fmt::format("{} {}", kind_of(cell), cell.name);
    std::string where = cell.function.empty() ? "" : fmt::format(" in '{}'", cell.function);
    if (!cell.macro.empty()) what += fmt::format(" (macro {})", cell.macro);
    if (!context.names.empty())
        where = cell.function.ends_with(context.names)
                    ? fmt::format(", named '{}',", context.names)
                    : fmt::format(", named '{}'{},", context.names, where);
    else if (context.is_default)
        where += ", a default where no other value is given,";
    lead.title = compared ? fmt::format("{} is compared on the way to the result", cell.name)
                          : fmt::format("{} takes part in the result", cell.name);
    lead.claim = fmt::format("The {}{} {} on the way to the result of '{}'.", what, where,
                             compared                     ? "is compared with another value"
                             : review.slice.thin[literal] ? "takes part in computing a value"
                                                          : "helps to decide what is done",
                             review.entry);
    lead.start = fmt::format("{} stands here", cell.name);
    return lead;
}

std::vector<Lead> run(const Review& review) {
    const auto from = edges_from(review.flow);
    const auto where = contexts(review.program);
    using Rank = std::tuple<int, Index, Place>;
    std::vector<std::pair<Rank, Lead>> ranked;
    for (Index cell = 0; cell < review.flow.cells.size(); ++cell) {
        const Cell& literal = review.flow.cells[cell];
        if (literal.kind != CellKind::literal || !review.slice.holds(cell)) continue;
        const bool compared = is_compared(review, from, cell);
        const auto context = where.find(cell);
        const int group = compared ? 0 : literal.type == ValueType::text ? 2 : 1;
        ranked.emplace_back(
            Rank{group, review.slice.distance[cell], literal.place},
            lead_of(review, cell, compared, context == where.end() ? Context{} : context->second));
    }
    std::sort(ranked.begin(), ranked.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<Lead> leads;
    leads.reserve(ranked.size());
    for (auto& [rank, lead] : ranked)
        leads.push_back(std::move(lead));
    return leads;
}

}  // namespace

Check threshold_ledger_check() {
    return {"threshold_ledger",
            "A value written into the program was chosen by somebody. Whoever relies on the result "
            "can be asked "
            "who chose it, when, and on what evidence.",
            "Run the program with another value and compare the results, or ask for the validation "
            "that "
            "supports this one.",
            true, run};
}

}  // namespace isonomia::analyzer
