#include "analyzer/worker/nodes.hpp"

#include <algorithm>
#include <array>

namespace isonomia::analyzer {

bool is_comparison(std::string_view op) {
    constexpr std::array<std::string_view, 9> comparisons{
        "<", ">", "<=", ">=", "==", "!=", "&&", "||", "<=>"};
    return std::find(comparisons.begin(), comparisons.end(), op) != comparisons.end();
}

void each_below(const Function& function, Index node,
                const std::function<void(const Node&, Index)>& visit) {
    visit(function.nodes[node], node);
    for (const Index child : function.nodes[node].children)
        each_below(function, child, visit);
}

Index enclosing(const Function& function, Index node, NodeKind kind) {
    for (Index at = function.nodes[node].parent; at != none; at = function.nodes[at].parent)
        if (function.nodes[at].kind == kind) return at;
    return none;
}

bool is_below(const Function& function, Index node, Index ancestor) {
    for (Index at = node; at != none; at = function.nodes[at].parent)
        if (at == ancestor) return true;
    return false;
}

std::vector<Index> cells_below(const Function& function, Index node) {
    std::vector<Index> cells;
    each_below(function, node, [&](const Node& at, Index) {
        if (at.cell != none) cells.push_back(at.cell);
    });
    std::sort(cells.begin(), cells.end());
    cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
    return cells;
}

}  // namespace isonomia::analyzer
