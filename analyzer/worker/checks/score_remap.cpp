// Score remap: a score that was computed is turned into another one by a fixed table or by a
// function that is handed in.
#include <array>
#include <set>

#include <fmt/format.h>

#include "analyzer/worker/shapes.hpp"

namespace isonomia::analyzer {

namespace {

constexpr Index distance_max = 12;  // near the result

// A whole-number position that was computed from a fractional number.
bool from_fraction(const Function& function, Index node, std::size_t depth = 0) {
    bool found = false;
    each_below(function, node, [&](const Node& at, Index) {
        if (at.kind == NodeKind::narrowing && at.type == ValueType::integer &&
            !at.children.empty() && function.nodes[at.children[0]].type == ValueType::floating)
            found = true;
        if (found || depth > 1 || at.kind != NodeKind::reference || at.cell == none) return;
        const Index value = declared_value(function, at.cell);
        found = value != none && from_fraction(function, value, depth + 1);
    });
    return found;
}

bool near_result(const Review& review, Index cell) {
    return review.slice.holds(cell) && review.slice.thin[cell] &&
           review.slice.distance[cell] <= distance_max;
}

void table(const Review& review, const Function& function, Index node, std::set<Place>& seen,
           std::vector<Lead>& leads) {
    const Node& at = function.nodes[node];
    const Index cell = core_cell(function, at.children[0]);
    if (!near_result(review, cell) || !review.flow.cells[cell].constant ||
        review.flow.cells[cell].kind == CellKind::parameter ||
        !from_fraction(function, at.children[1]) || !seen.insert(at.place).second)
        return;
    const std::string& name = review.flow.cells[cell].name;
    Lead lead = lead_here(review, function, node, cell);
    lead.text = name;
    lead.title = fmt::format("The score is exchanged for an entry of '{}'", name);
    lead.claim = fmt::format(
        "'{}' does not give the score that was computed but the entry of the fixed table '{}' that "
        "it points to.",
        function.qualified, name);
    lead.start = fmt::format("an entry of '{}' takes the place of the score", name);
    lead.certain = true;
    leads.push_back(std::move(lead));
}

bool is_callable(const Cell& cell) {
    return type_of(cell) == "std::function" || type_of(cell).find('(') != std::string_view::npos;
}

// A function that tries the other one at several points: it looks for a value, as minimisers do.
bool is_tried(const Function& function, Index called) {
    std::size_t calls = 0;
    bool in_loop = false;
    each_below(function, 0, [&](const Node& at, Index node) {
        if (at.kind != NodeKind::call || !at.has_object || at.children.empty() ||
            core_cell(function, at.children[0]) != called)
            return;
        ++calls;
        in_loop = in_loop || enclosing(function, node, NodeKind::loop) != none;
    });
    return calls > 1 && in_loop;
}

// A function that is held in a variable is called with a score and gives one.
void callback(const Review& review, const Function& function, Index node, std::set<Place>& seen,
              std::vector<Lead>& leads) {
    const Node& at = function.nodes[node];
    if (!at.has_object || at.children.size() != 2 || at.type != ValueType::floating ||
        function.nodes[at.children[1]].type != ValueType::floating)
        return;
    const Index cell = core_cell(function, at.children[0]);
    const Index to = taken_by(function, node);
    if (cell == none || !is_callable(review.flow.cells[cell]) || !near_result(review, to) ||
        !seen.insert(at.place).second)
        return;
    const std::string& name = review.flow.cells[cell].name;
    Lead lead = lead_here(review, function, node, to);
    lead.text = name;
    lead.title = fmt::format("The score is changed by '{}', which is handed in", name);
    lead.claim = fmt::format(
        "'{}' passes the score to '{}' and goes on with what comes back; which function that is, "
        "is "
        "decided elsewhere.",
        function.qualified, name);
    lead.start = fmt::format("'{}' changes the score", name);
    lead.family = function.key + " " + name;
    if (is_tried(function, cell))
        lead.doubt = "the function is tried at several points, as in a search for its least value";
    leads.push_back(std::move(lead));
}

std::vector<Lead> run(const Review& review) {
    std::vector<Lead> leads;
    std::set<Place> seen;
    each_on_slice(review, [&](const Function& function, const Node& at, Index node) {
        if (at.kind == NodeKind::subscript && at.children.size() == 2)
            table(review, function, node, seen, leads);
        if (at.kind == NodeKind::call) callback(review, function, node, seen, leads);
    });
    return leads;
}

}  // namespace

Check score_remap_check() {
    return {"score_remap",
            "The number that is reported is then not the one that was validated. In SeetaFace2 a "
            "table of the model exchanges the similarity after it was computed.",
            "Ask for the raw score beside the reported one, and for the data from which the table "
            "or function was made.",
            false, run};
}

}  // namespace isonomia::analyzer
