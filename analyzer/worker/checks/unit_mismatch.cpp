// Unit mismatch: a value whose name ends in one unit is put into a name that ends in another.
#include <fmt/format.h>

#include "analyzer/worker/check.hpp"
#include "analyzer/worker/units.hpp"

namespace isonomia::analyzer {

namespace {

std::vector<Lead> run(const Review& review) {
    std::vector<Lead> leads;
    for (const Edge& edge : review.flow.edges) {
        const bool as_is = edge.kind == EdgeKind::copy || edge.kind == EdgeKind::argument ||
                           edge.kind == EdgeKind::returned;
        if (!as_is || edge.function == none || !review.slice.holds(edge.from) ||
            !review.slice.holds(edge.to))
            continue;
        const Cell& from = review.flow.cells[edge.from];
        const Cell& to = review.flow.cells[edge.to];
        const UnitWord* given = unit_of(from);
        const UnitWord* wanted = unit_of(to);
        if (given == nullptr || wanted == nullptr || given->kind != wanted->kind ||
            given->unit == wanted->unit)
            continue;
        Lead lead;
        lead.place = edge.place;
        lead.cell = edge.from;
        lead.function = review.program.functions[edge.function].qualified;
        lead.text = from.name + " " + to.name;
        lead.title = fmt::format("'{}' goes into '{}' as it is", from.name, to.name);
        lead.claim = fmt::format(
            "'{}' puts '{}' into '{}' without converting it, though their names speak of different "
            "units ({} and {}).",
            lead.function, from.name, to.name, given->unit, wanted->unit);
        lead.start = fmt::format("'{}' is taken as '{}'", from.name, to.name);
        leads.push_back(std::move(lead));
    }
    return leads;
}

}  // namespace

Check unit_mismatch_check() {
    return {
        "unit_mismatch",
        "A length in inches read as millimetres gives a figure that looks sound and is off by a "
        "fixed factor.",
        "Compute the value by hand in both units and see which one the result agrees with.", false,
        run};
}

}  // namespace isonomia::analyzer
