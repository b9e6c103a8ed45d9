// Unit mismatch: a value whose name ends in one unit is put into a name that ends in another.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "analyzer/worker/shapes.hpp"

namespace isonomia::analyzer {

namespace {

struct Unit {
    std::string_view word;
    std::string_view kind;
    std::string_view unit;  // words of the same unit share it
};

constexpr std::array<Unit, 44> units{{{"mm", "length", "mm"},
                                      {"millimetres", "length", "mm"},
                                      {"millimeters", "length", "mm"},
                                      {"cm", "length", "cm"},
                                      {"metres", "length", "m"},
                                      {"meters", "length", "m"},
                                      {"km", "length", "km"},
                                      {"inches", "length", "in"},
                                      {"inch", "length", "in"},
                                      {"feet", "length", "ft"},
                                      {"miles", "length", "mile"},
                                      {"px", "length", "pixel"},
                                      {"pixels", "length", "pixel"},
                                      {"pixel", "length", "pixel"},
                                      {"deg", "angle", "degree"},
                                      {"degrees", "angle", "degree"},
                                      {"rad", "angle", "radian"},
                                      {"radians", "angle", "radian"},
                                      {"ms", "time", "ms"},
                                      {"milliseconds", "time", "ms"},
                                      {"us", "time", "us"},
                                      {"microseconds", "time", "us"},
                                      {"sec", "time", "s"},
                                      {"secs", "time", "s"},
                                      {"seconds", "time", "s"},
                                      {"minutes", "time", "min"},
                                      {"hours", "time", "h"},
                                      {"days", "time", "d"},
                                      {"weeks", "time", "week"},
                                      {"months", "time", "month"},
                                      {"years", "time", "year"},
                                      {"percent", "share", "%"},
                                      {"pct", "share", "%"},
                                      {"fraction", "share", "of 1"},
                                      {"permille", "share", "‰"},
                                      {"ppm", "share", "ppm"},
                                      {"mg", "mass", "mg"},
                                      {"kg", "mass", "kg"},
                                      {"grams", "mass", "g"},
                                      {"ug", "mass", "ug"},
                                      {"ng", "mass", "ng"},
                                      {"pg", "mass", "pg"},
                                      {"celsius", "temperature", "celsius"},
                                      {"fahrenheit", "temperature", "fahrenheit"}}};

const Unit* unit_of(const Cell& cell) {
    if (cell.kind == CellKind::literal || cell.kind == CellKind::condition) return nullptr;
    const auto words = name_words(cell.name);
    if (words.size() < 2 && cell.kind != CellKind::parameter) return nullptr;
    const auto found = std::find_if(units.begin(), units.end(), [&](const Unit& u) {
        return !words.empty() && u.word == words.back();
    });
    return found == units.end() ? nullptr : &*found;
}

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
        const Unit* given = unit_of(from);
        const Unit* wanted = unit_of(to);
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
