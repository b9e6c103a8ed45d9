#include "analyzer/worker/loop_tests.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "analyzer/worker/nodes.hpp"
#include "analyzer/worker/patterns.hpp"
#include "analyzer/worker/shapes.hpp"

namespace isonomia::analyzer {

namespace {

constexpr Index whole_function = 0;

bool is_order(const Node& at) {
    return at.kind == NodeKind::binary && at.children.size() == 2 &&
           (at.text == "<" || at.text == ">" || at.text == "<=" || at.text == ">=");
}

// A whole number that only tells where the loops around `node` stand: a counter, or computed from
// counters and numbers alone.
bool is_position(const Review& review, const Function& function, Index node, Index cell,
                 int depth = 0) {
    if (review.flow.cells[cell].type != ValueType::integer || depth > 3) return false;
    for (Index loop = enclosing(function, node, NodeKind::loop); loop != none;
         loop = enclosing(function, loop, NodeKind::loop))
        if (function.nodes[loop].text == "for")
            for (const Index part : function.nodes[loop].children) {
                const Node& head = function.nodes[part];
                if (head.kind == NodeKind::declaration && head.cell == cell) return true;
                if (head.kind == NodeKind::assign && core_cell(function, head.children[0]) == cell)
                    return true;
            }
    bool written = false;
    bool by_position = true;
    for (const Setting& setting : settings_of(function, cell)) {
        const Node& at = function.nodes[setting.node];
        if (at.children.empty()) continue;
        written = true;
        for (const Index part : cells_below(function, at.children.back()))
            by_position =
                by_position && (review.flow.cells[part].kind == CellKind::literal || part == cell ||
                                is_position(review, function, node, part, depth + 1));
    }
    return written && by_position;
}

// The objects of which the value at `node` is a part, directly or through plain locals.
void objects_of(const Review& review, const Function& function, Index node,
                std::set<Index>& objects, int depth = 0) {
    for (const Index cell : cells_below(function, node)) {
        const Cell& part = review.flow.cells[cell];
        if (part.kind != CellKind::local && part.kind != CellKind::parameter) continue;
        if (part.type == ValueType::object || part.type == ValueType::pointer) {
            objects.insert(cell);
            continue;
        }
        for (const Setting& setting : settings_of(function, cell)) {
            const auto& parts = function.nodes[setting.node].children;
            if (depth < 2 && !parts.empty())
                objects_of(review, function, parts.back(), objects, depth + 1);
        }
    }
}

// What changes from round to round: declared, assigned, counted or added to in the loop; of a
// function that is called for each element also what it is given.
std::set<Index> changing(const Review& review, const Function& function, Index loop) {
    std::set<Index> cells;
    if (loop == whole_function) {
        cells.insert(function.parameters.begin(), function.parameters.end());
        // A functor is the same for all elements; an element's own function is not.
        if (function.name != "operator()") cells.insert(function.self);
    }
    each_below(function, loop, [&](const Node& at, Index node) {
        const bool counts = at.kind == NodeKind::unary && (at.text == "++" || at.text == "--");
        const bool changed_by_call = at.kind == NodeKind::call && at.has_object &&
                                     at.callee != none && is_statement(function, node) &&
                                     !review.program.callees[at.callee].constant;
        if (at.kind == NodeKind::declaration) cells.insert(at.cell);
        if ((at.kind == NodeKind::assign || counts || changed_by_call) && !at.children.empty())
            cells.insert(core_cell(function, at.children[0]));
    });
    cells.erase(none);
    return cells;
}

constexpr int asked_depth_max = 3;  // functions that a condition asks one by way of another

bool names_any(const Function& function, Index node, const std::set<Index>& cells) {
    const auto named = cells_below(function, node);
    return std::any_of(named.begin(), named.end(),
                       [&](Index cell) { return cells.contains(cell); });
}

// What a truth value was given in the loop, or none.
Index given_in(const Function& function, Index loop, Index cell) {
    Index value = none;
    each_below(function, loop, [&](const Node& at, Index) {
        if (at.kind == NodeKind::declaration && at.cell == cell && !at.children.empty())
            value = at.children[0];
    });
    return value;
}

bool is_fractional(const Function& function, Index node) {
    return function.nodes[node].type == ValueType::floating;
}

// A number that is more than a sign, a step or a half; not one that picks an element.
bool has_number(const Review& review, const Function& function, Index node) {
    const Node& at = function.nodes[node];
    const auto number = number_at(review, function, node);
    if (number) return std::abs(*number) > 2 || (at.type == ValueType::floating && *number != 0);
    const std::size_t count = at.kind == NodeKind::subscript
                                  ? std::min<std::size_t>(1, at.children.size())
                                  : at.children.size();
    for (std::size_t i = at.kind == NodeKind::call && !at.has_object ? count : 0; i < count; ++i)
        if (has_number(review, function, at.children[i])) return true;
    return false;
}

bool is_limit_name(const Review& review, const Function& function, Index node) {
    constexpr std::array<std::string_view, 16> limits{
        "limit",  "threshold", "thresh",    "thr",       "min",   "minimum", "max",  "maximum",
        "cutoff", "cut",       "tolerance", "certainty", "level", "bound",   "beam", "quality"};
    const Index cell = core_cell(function, node);
    return cell != none && is_word_of(review.flow.cells[cell].name, limits);
}

// Some comparison of sizes below `condition` has an element of `changes` beside a limit.
bool compares_limit(const Review& review, const Function& function, const std::set<Index>& changes,
                    Index condition) {
    bool asks = false;
    each_below(function, condition, [&](const Node& at, Index) {
        if (!is_order(at)) return;
        const Index left = at.children[0];
        const Index right = at.children[1];
        const bool left_changes = names_any(function, left, changes);
        const bool right_changes = names_any(function, right, changes);
        if (!left_changes && !right_changes) return;
        const Index fixed = left_changes ? right : left;
        asks = asks || has_number(review, function, left) || has_number(review, function, right) ||
               (left_changes != right_changes &&
                (is_limit_name(review, function, fixed) ||
                 (is_fractional(function, left) && is_fractional(function, right))));
    });
    return asks;
}

bool asks_limit(const Review& review, const Function& function, Index loop, Index condition,
                int depth) {
    const auto changes = changing(review, function, loop);
    if (compares_limit(review, function, changes, condition)) return true;
    bool asks = false;
    each_below(function, condition, [&](const Node& at, Index node) {
        if (asks || depth == asked_depth_max) return;
        if (at.kind == NodeKind::reference && at.type == ValueType::boolean) {
            const Index value = given_in(function, loop, at.cell);
            asks = value != none && asks_limit(review, function, loop, value, depth + 1);
        }
        const Function* asked = at.callee == none ? nullptr : review.program.body_of(at.callee);
        if (asked == nullptr || asked->nodes.empty()) return;
        const bool of_element =
            std::any_of(at.children.begin(), at.children.end(), [&](Index given) {
                const Index cell = core_cell(function, given);
                return names_any(function, given, changes) &&
                       (cell == none || !is_position(review, function, node, cell));
            });
        asks = of_element &&
               asks_limit(review, *asked, whole_function, whole_function, depth + 1) &&
               !tells(review, *asked, whole_function);
    });
    return asks;
}

}  // namespace

bool asks_limit(const Review& review, const Function& function, Index loop, Index condition) {
    return asks_limit(review, function, loop, condition, 0);
}

bool asks_success(const Review& review, const Function& function, Index condition) {
    bool asks = false;
    each_below(function, condition, [&](const Node& at, Index node) {
        if (at.kind != NodeKind::reference || !review.slice.holds(at.cell)) return;
        const Node& above = function.nodes[at.parent];
        const bool by_address = above.kind == NodeKind::unary && above.text == "&";
        const Node& call = by_address ? function.nodes[above.parent] : above;
        // What takes any number of arguments (sscanf) fills those whose address it is given.
        const bool filled =
            is_out_argument(review, function, node) ||
            (by_address && call.kind == NodeKind::call && call.callee != none &&
             review.program.callees[call.callee].writes.size() < call.children.size());
        const Cell& cell = review.flow.cells[at.cell];
        const bool plain = cell.type == ValueType::integer || cell.type == ValueType::floating ||
                           cell.type == ValueType::text;
        const bool answers = call.type == ValueType::integer || call.type == ValueType::boolean;
        asks = asks || (filled && answers && cell.kind == CellKind::local && (plain || by_address));
    });
    return asks;
}

bool asks_position(const Review& review, const Function& function, Index node, Index condition) {
    bool all = true;
    each_below(function, condition, [&](const Node& at, Index) {
        if (!is_order(at)) return;
        all = all && std::any_of(at.children.begin(), at.children.end(), [&](Index side) {
                  const Node& asked = function.nodes[side];
                  return asked.kind == NodeKind::reference && asked.cell != none &&
                         is_position(review, function, node, asked.cell);
              });
    });
    return all;
}

bool asks_neighbours(const Review& review, const Function& function, Index condition) {
    bool all = true;
    each_below(function, condition, [&](const Node& at, Index) {
        if (at.kind == NodeKind::literal && at.type == ValueType::floating) all = false;
        if (!is_order(at)) return;
        std::set<Index> left;
        std::set<Index> right;
        objects_of(review, function, at.children[0], left);
        objects_of(review, function, at.children[1], right);
        bool pair = false;
        for (const Index one : left)
            for (const Index other : right)
                pair = pair || (one != other && review.flow.cells[one].declared ==
                                                    review.flow.cells[other].declared);
        all = all && pair;
    });
    return all;
}

std::string words_of(const Review& review, const Function& function, Index condition) {
    std::string text;
    each_below(function, condition, [&](const Node& at, Index) {
        text += at.kind != NodeKind::literal && at.cell != none ? review.flow.cells[at.cell].name
                                                                : at.text;
        text += ' ';
    });
    return text;
}

}  // namespace isonomia::analyzer
