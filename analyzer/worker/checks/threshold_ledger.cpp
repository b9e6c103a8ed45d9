// Threshold ledger: every literal on which the result of the entry function depends, with its value
// as written, its place and the shortest path to the result. An inventory for disclosure, not a
// fault. Literals that are compared come first, then those nearest to the result.
#include <map>

#include <fmt/format.h>

#include "analyzer/worker/literals.hpp"
#include "analyzer/worker/shapes.hpp"
#include "analyzer/worker/units.hpp"

namespace isonomia::analyzer {

namespace {

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

struct Stand {
    const Function* function = nullptr;
    Index node = none;
};

// Where literals stand in functions, for the tests at their comparisons and the units of names.
std::map<Index, Stand> stands(const Program& program) {
    std::map<Index, Stand> all;
    for (const Function& function : program.functions)
        for (Index i = 0; i < function.nodes.size(); ++i)
            if (function.nodes[i].kind == NodeKind::literal && function.nodes[i].cell != none)
                all.emplace(function.nodes[i].cell, Stand{&function, i});
    return all;
}

// ' mm' where the name that takes the value, or is compared with it, tells a unit.
std::string unit_at(const Review& review, const Stand& stand) {
    const Function& function = *stand.function;
    const Index parent = function.nodes[stand.node].parent;
    if (parent == none) return {};
    const Node& above = function.nodes[parent];
    const bool compares = above.kind == NodeKind::binary && is_comparison(above.text);
    if (above.kind != NodeKind::declaration && above.kind != NodeKind::assign && !compares)
        return {};
    for (const Index cell : above.kind == NodeKind::declaration ? std::vector<Index>{above.cell}
                                                                : cells_below(function, parent))
        if (cell != none)
            if (const UnitWord* unit = unit_of(review.flow.cells[cell]))
                return fmt::format(" {}", unit->unit);
    return {};
}

Lead lead_of(const Review& review, const LiteralUse& use, const Stand& stand) {
    const Cell& cell = review.flow.cells[use.cell];
    Lead lead;
    lead.place = cell.place;
    lead.cell = use.cell;
    lead.function = cell.function;
    lead.text = cell.name;
    lead.value = cell.name;
    std::string what = fmt::format("{} {}", kind_of(cell), cell.name);
    if (stand.function != nullptr) {
        what += unit_at(review, stand);
        if (use.compared) lead.witness = witness_at(review, *stand.function, stand.node);
    }
    std::string where = cell.function.empty() ? "" : fmt::format(" in '{}'", cell.function);
    if (!cell.macro.empty()) what += fmt::format(" (macro {})", cell.macro);
    if (!use.named.empty())
        where = cell.function.ends_with(use.named)
                    ? fmt::format(", named '{}',", use.named)
                    : fmt::format(", named '{}'{},", use.named, where);
    else if (use.is_default)
        where += ", a default where no other value is given,";
    lead.title = use.compared ? fmt::format("{} is compared on the way to the result", cell.name)
                              : fmt::format("{} takes part in the result", cell.name);
    lead.claim = fmt::format("The {}{} {} on the way to the result of '{}'.", what, where,
                             use.compared ? "is compared with another value"
                             : use.thin   ? "takes part in computing a value"
                                          : "helps to decide what is done",
                             review.entry);
    lead.start = fmt::format("{} stands here", cell.name);
    return lead;
}

std::vector<Lead> run(const Review& review) {
    std::vector<Lead> leads;
    const auto where = stands(review.program);
    for (const LiteralUse& use : literals_on_slice(review)) {
        const auto stand = where.find(use.cell);
        leads.push_back(lead_of(review, use, stand == where.end() ? Stand{} : stand->second));
    }
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
