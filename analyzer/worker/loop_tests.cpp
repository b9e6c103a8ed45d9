#include "analyzer/worker/loop_tests.hpp"

#include <algorithm>
#include <set>

#include "analyzer/worker/nodes.hpp"
#include "analyzer/worker/patterns.hpp"

namespace isonomia::analyzer {

namespace {

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
    for (Index i = 0; i < function.nodes.size(); ++i) {
        const Node& at = function.nodes[i];
        const bool declares = at.kind == NodeKind::declaration && at.cell == cell;
        const bool assigns =
            at.kind == NodeKind::assign && core_cell(function, at.children[0]) == cell;
        if ((!declares && !assigns) || at.children.empty()) continue;
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
        for (const Node& at : function.nodes)
            if (depth < 2 && !at.children.empty() &&
                ((at.kind == NodeKind::declaration && at.cell == cell) ||
                 (at.kind == NodeKind::assign && function.nodes[at.children[0]].cell == cell)))
                objects_of(review, function, at.children.back(), objects, depth + 1);
    }
}

}  // namespace

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
