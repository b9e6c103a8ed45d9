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

Index core_cell(const Function& function, Index node) {
    for (Index at = node; at != none;) {
        const Node& here = function.nodes[at];
        switch (here.kind) {
            case NodeKind::reference:
            case NodeKind::self:
            case NodeKind::member:
            case NodeKind::declaration:
                return here.cell;
            case NodeKind::subscript:
            case NodeKind::unary:
            case NodeKind::narrowing:
                break;
            case NodeKind::call:
                if (!here.has_object) return none;
                break;
            default:
                return none;
        }
        at = here.children.empty() ? none : here.children[0];
    }
    return none;
}

void list_settings(Function& function) {
    for (Index node = 0; node < function.nodes.size(); ++node) {
        const Node& at = function.nodes[node];
        const Index cell = at.kind == NodeKind::declaration ? at.cell
                           : at.kind == NodeKind::assign && !at.children.empty()
                               ? core_cell(function, at.children[0])
                               : none;
        if (cell != none) function.settings.push_back({cell, node});
    }
    std::sort(function.settings.begin(), function.settings.end());
}

std::span<const Setting> settings_of(const Function& function, Index cell) {
    const auto [first, last] =
        std::ranges::equal_range(function.settings, cell, {}, &Setting::cell);
    return {first, last};
}

Index declared_value(const Function& function, Index cell) {
    for (const Setting& setting : settings_of(function, cell)) {
        const Node& at = function.nodes[setting.node];
        if (at.kind == NodeKind::declaration && !at.children.empty()) return at.children[0];
    }
    return none;
}

}  // namespace isonomia::analyzer
