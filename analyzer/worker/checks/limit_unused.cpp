// Limit unused: an array is read at a computed position, and the bound that the code declares for
// it is never asked for, or the loop runs one past the end.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "analyzer/worker/shapes.hpp"

namespace isonomia::analyzer {

namespace {

constexpr std::array<std::string_view, 14> bound_words{
    "end", "max",    "maximum",  "limit", "last",    "size", "count",
    "len", "length", "capacity", "bound", "entries", "num",  "top"};
constexpr std::array<std::string_view, 3> sizes{"size", "length", "count"};

constexpr Index beside_max = 10;  // lines between an array and the constant that stands beside it

// Constants named like a bound, which nothing reads.
std::vector<Index> unused_bounds(const Program& program) {
    std::vector<bool> read(program.cells.size(), false);
    for (const Function& function : program.functions)
        for (const Node& node : function.nodes)
            if ((node.kind == NodeKind::reference || node.kind == NodeKind::member) &&
                node.cell != none)
                read[node.cell] = true;
    std::vector<Index> bounds;
    for (Index c = 0; c < program.cells.size(); ++c) {
        const Cell& cell = program.cells[c];
        if (!read[c] && cell.constant && cell.type == ValueType::integer &&
            cell.place.file != none &&
            (cell.kind == CellKind::global || cell.kind == CellKind::constant_name) &&
            is_word_of(cell.name, bound_words))
            bounds.push_back(c);
    }
    return bounds;
}

// That of them which is declared beside the array, or none.
Index bound_beside(const Program& program, const std::vector<Index>& bounds, Index array) {
    const Place& place = program.cells[array].place;
    for (const Index bound : bounds) {
        const Place& other = program.cells[bound].place;
        const Index lines = std::max(place.line, other.line) - std::min(place.line, other.line);
        if (other.file == place.file && lines <= beside_max) return bound;
    }
    return none;
}

// Enumerators and constants alone: the position is no computed one.
bool is_constant(const Review& review, const Function& function, Index index) {
    const auto cells = cells_below(function, index);
    return std::all_of(cells.begin(), cells.end(), [&](Index cell) {
        const Cell& named = review.flow.cells[cell];
        return (named.constant && named.kind == CellKind::global) ||
               named.kind == CellKind::literal || named.kind == CellKind::constant_name;
    });
}

// A position that no comparison in this function bounds.
bool is_unguarded(const Function& function, Index index) {
    const auto cells = cells_below(function, index);
    for (const Node& node : function.nodes)
        if (node.kind == NodeKind::binary && is_comparison(node.text))
            for (const Index child : node.children)
                for (const Index cell : cells_below(function, child))
                    if (std::find(cells.begin(), cells.end(), cell) != cells.end()) return false;
    return !cells.empty();
}

void unread_bound(const Review& review, const Function& function, Index node,
                  const std::vector<Index>& bounds, std::vector<Lead>& leads) {
    const Node& at = function.nodes[node];
    const Index base = core_cell(function, at.children[0]);
    if (!review.slice.holds(base)) return;
    const Index bound = bound_beside(review.program, bounds, base);
    if (bound == none || is_constant(review, function, at.children[1]) ||
        !is_unguarded(function, at.children[1]))
        return;
    const std::string& limit = review.program.cells[bound].name;
    const std::string& name = review.flow.cells[base].name;
    Lead lead = lead_here(review, function, node, base);
    lead.text = name + " " + limit;
    lead.family = review.program.cells[bound].key;
    lead.title = fmt::format("The bound '{}' is declared and never asked for", limit);
    lead.claim = fmt::format(
        "'{}' reads '{}' at a computed position that nothing bounds, while the constant '{}' that "
        "stands beside it is never used.",
        function.qualified, name, limit);
    lead.start = fmt::format("'{}' is read at a computed position", name);
    leads.push_back(std::move(lead));
}

// for (i = 0; i <= v.size(); ++i) … v[i]
void one_past(const Review& review, const Function& function, Index node,
              std::vector<Lead>& leads) {
    const Node& loop = function.nodes[node];
    if (loop.condition == none) return;
    const Node& condition = function.nodes[loop.condition];
    if (condition.kind != NodeKind::binary || condition.text != "<=" ||
        condition.children.size() != 2)
        return;
    const Index counter = core_cell(function, condition.children[0]);
    const Node& right = function.nodes[condition.children[1]];
    if (counter == none || right.kind != NodeKind::call || !right.has_object ||
        !is_one_of(called(review, function, condition.children[1]), sizes))
        return;
    const Index whole = core_cell(function, right.children[0]);
    Index taken = none;
    each_below(function, node, [&](const Node& at, Index below) {
        if (at.kind != NodeKind::subscript || at.children.size() != 2 || taken != none) return;
        if (core_cell(function, at.children[0]) == whole &&
            function.nodes[at.children[1]].cell == counter)
            taken = below;
    });
    if (taken == none || !review.slice.holds(whole)) return;
    const std::string& name = review.flow.cells[whole].name;
    Lead lead = lead_here(review, function, taken, whole);
    lead.text = name + " one past";
    lead.title = fmt::format("The loop reads one element past the end of '{}'", name);
    lead.claim = fmt::format(
        "'{}' counts up to and including the number of elements of '{}', and so reads one that is "
        "not there.",
        function.qualified, name);
    lead.start = "an element is read here";
    lead.certain = true;
    leads.push_back(std::move(lead));
}

std::vector<Lead> run(const Review& review) {
    std::vector<Lead> leads;
    const auto bounds = unused_bounds(review.program);
    each_on_slice(review, [&](const Function& function, const Node& at, Index node) {
        if (at.kind == NodeKind::subscript && at.children.size() == 2)
            unread_bound(review, function, node, bounds, leads);
        if (at.kind == NodeKind::loop) one_past(review, function, node, leads);
    });
    return leads;
}

}  // namespace

Check limit_unused_check() {
    return {"limit_unused",
            "Beyond the bound the program reads whatever lies there, and gives a figure all the "
            "same. An open breath tester declared the end of its table of 450 values, never used "
            "it, and could ask for the 613th.",
            "Find the largest position that an input can lead to and compare it with the number of "
            "elements; run that input with a memory checker.",
            false, run};
}

}  // namespace isonomia::analyzer
