#include "analyzer/worker/slice.hpp"

#include <queue>
#include <tuple>

namespace isonomia::analyzer {

namespace {

Index weight(EdgeKind kind) {
    switch (kind) {
        case EdgeKind::copy:
        case EdgeKind::argument:
        case EdgeKind::returned:
        case EdgeKind::arithmetic:
            return 1;
        case EdgeKind::changed:
        case EdgeKind::passed_on:
        case EdgeKind::compare:
            return 2;
        case EdgeKind::control:
        case EdgeKind::index:
        case EdgeKind::part:
            return 3;
    }
    return 3;
}

bool carries_value(EdgeKind kind) { return kind < EdgeKind::compare; }

void mark_thin(const Flow& flow, const std::vector<Index>& results, Slice& slice) {
    slice.thin.assign(flow.cells.size(), false);
    std::vector<Index> open = results;
    for (const Index result : results)
        slice.thin[result] = true;
    while (!open.empty()) {
        const Index cell = open.back();
        open.pop_back();
        for (Index e = flow.first_into[cell]; e < flow.first_into[cell + 1]; ++e) {
            const Edge& edge = flow.edges[e];
            if (!carries_value(edge.kind) || slice.thin[edge.from]) continue;
            slice.thin[edge.from] = true;
            open.push_back(edge.from);
        }
    }
}

}  // namespace

Slice backward_slice(const Flow& flow, const std::vector<Index>& results) {
    Slice slice;
    slice.distance.assign(flow.cells.size(), none);
    slice.step.assign(flow.cells.size(), none);
    using Candidate =
        std::tuple<Index, Index, Index>;  // distance, edge, cell: ties go to the first edge
    std::priority_queue<Candidate, std::vector<Candidate>, std::greater<>> open;
    for (const Index result : results)
        open.emplace(0, none, result);
    while (!open.empty()) {
        const auto [distance, step, cell] = open.top();
        open.pop();
        if (slice.distance[cell] != none) continue;
        slice.distance[cell] = distance;
        slice.step[cell] = step;
        for (Index e = flow.first_into[cell]; e < flow.first_into[cell + 1]; ++e) {
            const Edge& edge = flow.edges[e];
            if (slice.distance[edge.from] == none)
                open.emplace(distance + weight(edge.kind), e, edge.from);
        }
    }
    mark_thin(flow, results, slice);
    return slice;
}

std::vector<Index> path_from(const Flow& flow, const Slice& slice, Index cell) {
    std::vector<Index> path;
    for (Index e = slice.step[cell]; e != none; e = slice.step[flow.edges[e].to])
        path.push_back(e);
    return path;
}

}  // namespace isonomia::analyzer
