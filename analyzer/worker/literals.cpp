#include "analyzer/worker/literals.hpp"

#include <algorithm>
#include <tuple>

namespace isonomia::analyzer {

namespace {

constexpr std::size_t copies_max = 6;  // from the literal through names to the comparison

bool is_compared(const Review& review, Index literal) {
    std::vector<Index> open{literal};
    std::vector<Index> seen{literal};
    const Flow& flow = review.flow;
    for (std::size_t round = 0; round < copies_max && !open.empty(); ++round) {
        std::vector<Index> next;
        for (const Index cell : open) {
            for (Index i = flow.first_out[cell]; i < flow.first_out[cell + 1]; ++i) {
                const Edge& edge = flow.edges[flow.out[i]];
                if (!review.slice.holds(edge.to)) continue;
                if (edge.kind == EdgeKind::compare) return true;
                const bool passes = edge.kind <= EdgeKind::argument;
                if (!passes || std::find(seen.begin(), seen.end(), edge.to) != seen.end()) continue;
                seen.push_back(edge.to);
                next.push_back(edge.to);
            }
        }
        open = std::move(next);
    }
    return false;
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
    using Rank = std::tuple<int, Index, Place>;
    std::vector<std::pair<Rank, LiteralUse>> ranked;
    for (Index cell = 0; cell < review.flow.cells.size(); ++cell) {
        const Cell& literal = review.flow.cells[cell];
        if (literal.kind != CellKind::literal || !review.slice.holds(cell)) continue;
        LiteralUse use = std::move(by_cell[cell]);
        use.cell = cell;
        use.distance = review.slice.distance[cell];
        use.thin = review.slice.thin[cell];
        use.compared = is_compared(review, cell);
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
