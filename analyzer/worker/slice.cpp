#include "analyzer/worker/slice.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace isonomia::analyzer {

namespace {

enum class Way { back, on };

// Calls visit(edge, the cell at its other end) for each edge of `cell`.
template <class Visit>
void each_edge(const Flow& flow, Index cell, Way way, const Visit& visit) {
    if (way == Way::back) {
        for (Index e = flow.first_into[cell]; e < flow.first_into[cell + 1]; ++e)
            visit(e, flow.edges[e].from);
    } else {
        for (Index i = flow.first_out[cell]; i < flow.first_out[cell + 1]; ++i)
            visit(flow.out[i], flow.edges[flow.out[i]].to);
    }
}

void mark_thin(const Flow& flow, const std::vector<Index>& starts, Way way, Slice& slice) {
    slice.thin.assign(flow.cells.size(), false);
    std::vector<Index> open = starts;
    for (const Index start : starts)
        slice.thin[start] = true;
    while (!open.empty()) {
        const Index cell = open.back();
        open.pop_back();
        each_edge(flow, cell, way, [&](Index e, Index other) {
            if (!carries_value(flow.edges[e].kind) || slice.thin[other]) return;
            slice.thin[other] = true;
            open.push_back(other);
        });
    }
}

Slice slice_of(const Flow& flow, const std::vector<Index>& starts, Way way) {
    Slice slice;
    slice.distance.assign(flow.cells.size(), none);
    slice.step.assign(flow.cells.size(), none);
    // Weights are small, so cells wait in one list per distance. Ties go to the first edge.
    constexpr std::size_t weight_max = 3;
    std::array<std::vector<Index>, weight_max + 1> rounds;
    for (const Index start : starts) {
        slice.distance[start] = 0;
        rounds[0].push_back(start);
    }
    std::size_t left = rounds[0].size();
    for (Index distance = 0; left > 0; ++distance) {
        const auto now = std::exchange(rounds[distance % rounds.size()], {});
        left -= now.size();
        for (const Index cell : now) {
            if (slice.distance[cell] != distance) continue;  // came nearer while it waited
            each_edge(flow, cell, way, [&](Index e, Index other) {
                const Index there = distance + weight(flow.edges[e].kind);
                if (there == slice.distance[other])
                    slice.step[other] = std::min(slice.step[other], e);
                if (there >= slice.distance[other]) return;
                slice.distance[other] = there;
                slice.step[other] = e;
                rounds[there % rounds.size()].push_back(other);
                ++left;
            });
        }
    }
    mark_thin(flow, starts, way, slice);
    // A local is as near as the nearest of its versions.
    for (Index cell = 0; cell < flow.cells.size(); ++cell) {
        const Index base = flow.base[cell];
        if (base == cell || slice.distance[cell] == none) continue;
        slice.thin[base] = slice.thin[base] || slice.thin[cell];
        if (slice.distance[cell] >= slice.distance[base]) continue;
        slice.distance[base] = slice.distance[cell];
        slice.step[base] = slice.step[cell];
    }
    return slice;
}

}  // namespace

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

Slice backward_slice(const Flow& flow, const std::vector<Index>& results) {
    return slice_of(flow, results, Way::back);
}

Slice forward_slice(const Flow& flow, const std::vector<Index>& sources) {
    return slice_of(flow, sources, Way::on);
}

Slice elsewhere(const Slice& slice) {
    Slice rest;
    rest.distance.assign(slice.distance.size(), none);
    rest.step.assign(slice.distance.size(), none);
    rest.thin.assign(slice.distance.size(), false);
    rest.all_functions = true;
    for (std::size_t cell = 0; cell < slice.distance.size(); ++cell)
        if (slice.distance[cell] == none) {
            rest.distance[cell] = 0;
            rest.thin[cell] = true;
        }
    return rest;
}

std::vector<Index> path_from(const Flow& flow, const Slice& slice, Index cell) {
    std::vector<Index> path;
    for (Index e = slice.step[cell]; e != none; e = slice.step[flow.edges[e].to])
        path.push_back(e);
    return path;
}

}  // namespace isonomia::analyzer
