#include "analyzer/worker/literals.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace isonomia::analyzer {

namespace {

constexpr std::size_t copies_max = 6;  // from the literal through names to the comparison

// By cell: it is compared on the slice, itself or after some copies.
std::vector<bool> compared_cells(const Review& review) {
    const Flow& flow = review.flow;
    std::vector<bool> compared(flow.cells.size(), false);
    std::vector<Index> open;
    const auto mark = [&](Index cell) {
        if (!compared[cell]) open.push_back(cell);
        compared[cell] = true;
    };
    for (const Edge& edge : flow.edges)
        if (edge.kind == EdgeKind::compare && review.slice.holds(edge.to)) mark(edge.from);
    for (std::size_t round = 1; round < copies_max; ++round)
        for (const Index cell : std::exchange(open, {}))
            for (Index i = flow.first_into[cell]; i < flow.first_into[cell + 1]; ++i)
                if (flow.edges[i].kind <= EdgeKind::argument && review.slice.holds(cell))
                    mark(flow.edges[i].from);
    return compared;
}

// Where literals stand: default arguments, and named constants.
void contexts(const Program& program, std::vector<LiteralUse>& by_cell) {
    for (const Function& function : program.functions)
        for (const Node& node : function.nodes) {
            if (node.kind != NodeKind::literal || node.cell == none) continue;
            LiteralUse& use = by_cell[node.cell];
            if (node.is_default) use.is_default = true;
            const Node* parent = node.parent == none ? nullptr : &function.nodes[node.parent];
            if (parent != nullptr && parent->kind == NodeKind::declaration &&
                parent->cell != none && program.cells[parent->cell].constant)
                use.named = program.cells[parent->cell].name;
        }
}

}  // namespace

std::vector<LiteralUse> literals_on_slice(const Review& review) {
    std::vector<LiteralUse> by_cell(review.flow.cells.size());
    contexts(review.program, by_cell);
    const auto compared = compared_cells(review);
    using Rank = std::tuple<int, Index, Place>;
    std::vector<std::pair<Rank, LiteralUse>> ranked;
    for (Index cell = 0; cell < review.flow.cells.size(); ++cell) {
        const Cell& literal = review.flow.cells[cell];
        if (literal.kind != CellKind::literal || !review.slice.holds(cell)) continue;
        LiteralUse use = std::move(by_cell[cell]);
        use.cell = cell;
        use.distance = review.slice.distance[cell];
        use.thin = review.slice.thin[cell];
        use.compared = compared[cell];
        const int group = use.compared ? 0 : literal.type == ValueType::text ? 2 : 1;
        ranked.emplace_back(Rank{group, use.distance, literal.place}, std::move(use));
    }
    std::sort(ranked.begin(), ranked.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<LiteralUse> uses;
    uses.reserve(ranked.size());
    for (auto& [rank, use] : ranked)
        uses.push_back(std::move(use));
    return uses;
}

}  // namespace isonomia::analyzer
