// @title@: begins as a list of the variables outside any function on which the result depends. Two
// runs with the same input can then differ, and the input alone does not explain the result.
#include <fmt/format.h>

#include "analyzer/worker/check.hpp"

namespace isonomia::analyzer {

namespace {

std::vector<Lead> run(const Review& review) {
    std::vector<Lead> leads;
    for (Index cell = 0; cell < review.flow.cells.size(); ++cell) {
        const Cell& one = review.flow.cells[cell];
        if (one.kind != CellKind::global || one.constant || !review.slice.holds(cell)) continue;
        Lead lead;
        lead.place = one.place;
        lead.cell = cell;
        lead.function = one.function;
        lead.text = one.name;
        lead.title = fmt::format("the result depends on the variable {}", one.name);
        lead.claim = fmt::format("The result of '{}' depends on '{}', which outlives the call.",
                                 review.entry, one.name);
        lead.start = fmt::format("{} is declared here", one.name);
        leads.push_back(std::move(lead));
    }
    return leads;
}

}  // namespace

Check @name@_check() {
    return {"@name@", "What the result depends on beside its input has to be disclosed with it.",
            "Run the program twice with different values of the variable, and compare the results.",
            true, run};
}

}  // namespace isonomia::analyzer
