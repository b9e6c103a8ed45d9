#include <algorithm>
#include <numeric>
#include <tuple>

#include "analyzer/worker/flow.hpp"

namespace isonomia::analyzer {

namespace {

// Where the edges of each cell begin, when they stand in the order of the cells.
template <class CellOf>
std::vector<Index> first_of_each(const Flow& flow, const CellOf& cell_of) {
    std::vector<Index> first(flow.cells.size() + 1, 0);
    for (const Edge& edge : flow.edges)
        ++first[cell_of(edge) + 1];
    std::partial_sum(first.begin(), first.end(), first.begin());
    return first;
}

Link link_to(Index cell, EdgeKind kind) {
    return {cell & 0x0fff'ffffU, static_cast<Index>(kind) & 0xfU};
}

}  // namespace

void index_edges(Flow& flow) {
    const auto key = [](const Edge& e) {
        return std::tie(e.to, e.from, e.kind, e.place, e.function);
    };
    std::sort(flow.edges.begin(), flow.edges.end(),
              [&](const Edge& a, const Edge& b) { return key(a) < key(b); });
    const auto same = [&](const Edge& a, const Edge& b) { return key(a) == key(b); };
    flow.edges.erase(std::unique(flow.edges.begin(), flow.edges.end(), same), flow.edges.end());
    flow.first_into = first_of_each(flow, [](const Edge& edge) { return edge.to; });
    flow.first_out = first_of_each(flow, [](const Edge& edge) { return edge.from; });
    flow.out.resize(flow.edges.size());
    flow.targets.resize(flow.edges.size());
    flow.sources.reserve(flow.edges.size());
    std::vector<Index> next = flow.first_out;
    for (Index e = 0; e < flow.edges.size(); ++e) {
        const Edge& edge = flow.edges[e];
        const Index position = next[edge.from]++;
        flow.out[position] = e;
        flow.targets[position] = link_to(edge.to, edge.kind);
        flow.sources.push_back(link_to(edge.from, edge.kind));
    }
}

}  // namespace isonomia::analyzer
