#include "analyzer/worker/targets.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace isonomia::analyzer {

namespace {

// Of <algorithm> and <numeric>: they look, and leave the range as it is.
constexpr std::array<std::string_view, 41> looking{"accumulate",
                                                   "adjacent_find",
                                                   "advance",
                                                   "all_of",
                                                   "any_of",
                                                   "begin",
                                                   "binary_search",
                                                   "count",
                                                   "count_if",
                                                   "distance",
                                                   "end",
                                                   "equal",
                                                   "equal_range",
                                                   "find",
                                                   "find_end",
                                                   "find_first_of",
                                                   "find_if",
                                                   "find_if_not",
                                                   "for_each",
                                                   "for_each_n",
                                                   "includes",
                                                   "inner_product",
                                                   "is_heap",
                                                   "is_partitioned",
                                                   "is_permutation",
                                                   "is_sorted",
                                                   "is_sorted_until",
                                                   "lexicographical_compare",
                                                   "lower_bound",
                                                   "max_element",
                                                   "min_element",
                                                   "minmax_element",
                                                   "mismatch",
                                                   "next",
                                                   "none_of",
                                                   "partition_point",
                                                   "prev",
                                                   "reduce",
                                                   "search",
                                                   "transform_reduce",
                                                   "upper_bound"};

// A call of the library that gives an iterator, or a pointer to the elements.
Index container_of(const Program& program, const Function& function, const Node& call) {
    if (call.callee == none || call.children.empty()) return none;
    const Callee& callee = program.callees[call.callee];
    const bool points = callee.returns_name.find("iterator") != std::string::npos ||
                        callee.returns == ValueType::pointer;
    if (!callee.system || !points) return none;
    if (call.has_object) return callee.method && !callee.constant ? call.children[0] : none;
    if (!callee.writes.empty() && callee.writes[0] && callee.returns != ValueType::pointer)
        return call.children[0];
    return pointed_into(program, function, call.children[0]);
}

}  // namespace

void add_targets(const Function& function, Index node, std::vector<Index>& cells) {
    const Node& at = function.nodes[node];
    switch (at.kind) {
        case NodeKind::reference:
        case NodeKind::self:
            cells.push_back(at.cell);
            return;
        case NodeKind::member:
            cells.push_back(at.cell);
            break;
        case NodeKind::subscript:
        case NodeKind::unary:
        case NodeKind::narrowing:
            break;
        case NodeKind::call:  // `v.at(i) = x`, `*it = x`
            if (!at.has_object) return;
            break;
        case NodeKind::conditional:
            for (std::size_t i = 1; i < at.children.size(); ++i)
                add_targets(function, at.children[i], cells);
            return;
        default:
            return;
    }
    if (!at.children.empty()) add_targets(function, at.children[0], cells);
}

Index pointed_into(const Program& program, const Function& function, Index value) {
    const Node& at = function.nodes[value];
    switch (at.kind) {
        case NodeKind::reference:
        case NodeKind::member:
        case NodeKind::subscript:  // of the types that cells have, only arrays are of no kind
            return at.type == ValueType::other && at.lambda == none ? value : none;
        case NodeKind::unary:
            return at.text == "&" && !at.children.empty() ? at.children[0] : none;
        case NodeKind::binary:
            if ((at.text != "+" && at.text != "-") || at.children.empty()) return none;
            return pointed_into(program, function, at.children[0]);
        case NodeKind::call:
            return container_of(program, function, at);
        default:
            return none;
    }
}

std::set<Index> written_through(const Program& program, const Function& function) {
    std::set<Index> cells;
    const auto mark = [&](Index target) {
        std::vector<Index> found;
        add_targets(function, target, found);
        for (const Index cell : found)
            if (cell != none) cells.insert(cell);
    };
    for (const Node& at : function.nodes) {
        const Index first = at.children.empty() ? none : at.children[0];
        if (first == none) continue;
        const bool changes = at.kind == NodeKind::assign ||
                             (at.kind == NodeKind::unary && (at.text == "++" || at.text == "--")) ||
                             (at.kind == NodeKind::declaration && at.text == "&");
        if (changes && function.nodes[first].kind != NodeKind::reference) mark(first);
        if ((at.kind != NodeKind::call && at.kind != NodeKind::construct) || at.callee == none)
            continue;
        const auto& writes = program.callees[at.callee].writes;
        const std::size_t offset = at.has_object ? 1 : 0;
        for (std::size_t i = 0; i < writes.size() && i + offset < at.children.size(); ++i)
            if (writes[i]) mark(at.children[i + offset]);
    }
    return cells;
}

bool may_write_range(const Callee& callee) {
    return callee.system && !callee.method && callee.qualified.starts_with("std::") &&
           std::find(looking.begin(), looking.end(), callee.name) == looking.end();
}

}  // namespace isonomia::analyzer
