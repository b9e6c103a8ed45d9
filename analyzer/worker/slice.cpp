#include "analyzer/worker/slice.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <memory>
#include <span>
#include <utility>

namespace isonomia::analyzer {

namespace {

// By kind, in the order of EdgeKind.
constexpr std::array<Index, 10> weights{1, 1, 1, 1, 2, 2, 2, 3, 3, 3};

// One direction of the edges: from a cell to the links that leave it.
struct Adjacency {
    const std::vector<Index>& first;
    const std::vector<Link>& links;
    const std::vector<Index>* edges;  // by link; null: the link's own position

    [[nodiscard]] Index edge(Index link) const { return edges == nullptr ? link : (*edges)[link]; }
    [[nodiscard]] std::span<const Link> of(Index cell) const {
        return {links.data() + first[cell], links.data() + first[cell + 1]};
    }
};

// Cells that are walked next, each once at most.
class Round {
public:
    explicit Round(std::size_t cells)
        : cells_(std::make_unique_for_overwrite<Index[]>(cells + 1)),
          end_(cells_.get()),
          marks_(cells / 64 + 1) {}

    // Without a branch: whether a cell is new is anybody's guess.
    void add(Index cell, bool is_new) {
        *end_ = cell;
        end_ += is_new ? 1 : 0;
    }

    // Calls visit(cell) for each and ends empty. The cells that come next are fetched before their
    // turn; many are walked in their order, as their links lie side by side then.
    template <class Fetch, class Visit>
    void walk(const Adjacency& way, const Fetch& fetch, const Visit& visit) {
        if (size() > marks_.size()) arrange();
        const Index* const cells = cells_.get();
        const std::size_t count = size();
        for (std::size_t i = 0; i < count; ++i) {
            if (i + far < count) __builtin_prefetch(&way.first[cells[i + far]]);
            if (i + nearer < count)
                __builtin_prefetch(way.links.data() + way.first[cells[i + nearer]]);
            if (i + near < count)
                for (const Link link : way.of(cells[i + near]))
                    fetch(link.cell);
            visit(cells[i]);
        }
        end_ = cells_.get();
    }

    [[nodiscard]] bool empty() const { return size() == 0; }

private:
    static constexpr std::size_t far = 32, nearer = 16, near = 6;

    [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(end_ - cells_.get()); }

    void arrange() {
        for (const Index* cell = cells_.get(); cell != end_; ++cell)
            marks_[*cell / 64] |= std::uint64_t{1} << *cell % 64;
        end_ = cells_.get();
        for (std::size_t word = 0; word < marks_.size(); ++word)
            for (std::uint64_t left = std::exchange(marks_[word], 0); left != 0; left &= left - 1)
                *end_++ =
                    static_cast<Index>(word * 64) + static_cast<Index>(std::countr_zero(left));
    }

    std::unique_ptr<Index[]> cells_;
    Index* end_;
    std::vector<std::uint64_t> marks_;
};

// Distance, and the edge that is taken there: the smaller number is the better way, and of ways of
// one length the one with the first edge.
using Reached = std::uint64_t;
constexpr Reached reached(Index distance, Index edge) { return Reached{distance} << 32U | edge; }
constexpr Index distance_of(Reached at) { return static_cast<Index>(at >> 32U); }
constexpr Index edge_of(Reached at) { return static_cast<Index>(at); }

class Distances {
public:
    Distances(std::size_t cells, const Adjacency& way)
        : way_(way), best_(cells, reached(none, none)) {
        for (std::size_t i = 0; i < waiting; ++i)
            rounds_.emplace_back(cells);
    }

    std::vector<Reached> run(const std::vector<Index>& starts) {
        for (const Index start : starts) {
            rounds_[0].add(start, distance_of(best_[start]) == none);
            best_[start] = reached(0, none);
        }
        const auto is_left = [](const Round& round) { return !round.empty(); };
        for (Index distance = 0; std::any_of(rounds_.begin(), rounds_.end(), is_left); ++distance)
            rounds_[distance % waiting].walk(
                way_, [&](Index cell) { __builtin_prefetch(&best_[cell]); },
                [&](Index cell) { settle(cell, distance); });
        return std::move(best_);
    }

private:
    // Weights are small, so cells wait in one round per distance.
    static constexpr std::size_t waiting = weights.back() + 1;

    void settle(Index cell, Index distance) {
        if (distance_of(best_[cell]) != distance) return;  // came nearer while it waited
        Reached* const best = best_.data();
        Round* const rounds = rounds_.data();
        Index i = way_.first[cell];
        for (const Link link : way_.of(cell)) {
            const Index there = distance + weights[link.kind];
            const Reached before = best[link.cell];
            best[link.cell] = std::min(before, reached(there, way_.edge(i++)));
            rounds[there % waiting].add(link.cell, there < distance_of(before));
        }
    }

    const Adjacency& way_;
    std::vector<Reached> best_;
    std::vector<Round> rounds_;
};

// By cell: 1 when values alone lead there, on whatever way. Distances say nothing of that, as the
// way by values may be the longer one.
std::vector<std::uint8_t> reached_by_values(std::size_t cells, const std::vector<Index>& starts,
                                            const Adjacency& way) {
    std::vector<std::uint8_t> thin(cells);
    Round now(cells), next(cells);
    for (const Index start : starts) {
        now.add(start, thin[start] == 0);
        thin[start] = 1;
    }
    std::uint8_t* const marks = thin.data();
    for (; !now.empty(); std::swap(now, next))
        now.walk(
            way, [](Index) {},
            [&](Index cell) {
                for (const Link link : way.of(cell)) {
                    const std::uint8_t carries = carries_value(EdgeKind(link.kind));
                    next.add(link.cell, (carries & ~marks[link.cell]) != 0);
                    marks[link.cell] |= carries;
                }
            });
    return thin;
}

Slice slice_along(const Flow& flow, const std::vector<Index>& starts, const Adjacency& way) {
    const std::size_t cells = flow.cells.size();
    const auto best = Distances(cells, way).run(starts);
    Slice slice;
    slice.thin = reached_by_values(cells, starts, way);
    slice.distance.reserve(cells);
    slice.step.reserve(cells);
    for (const Reached at : best) {
        slice.distance.push_back(distance_of(at));
        slice.step.push_back(edge_of(at));
    }
    // A local is as near as the nearest of its versions.
    for (Index cell = 0; cell < cells; ++cell) {
        const Index base = flow.base[cell];
        if (base == cell || slice.distance[cell] == none) continue;
        slice.thin[base] |= slice.thin[cell];
        if (slice.distance[cell] >= slice.distance[base]) continue;
        slice.distance[base] = slice.distance[cell];
        slice.step[base] = slice.step[cell];
    }
    return slice;
}

}  // namespace

Index weight(EdgeKind kind) { return weights[static_cast<std::size_t>(kind)]; }

bool carries_value(EdgeKind kind) { return kind < EdgeKind::compare; }

Slice backward_slice(const Flow& flow, const std::vector<Index>& results) {
    return slice_along(flow, results, {flow.first_into, flow.sources, nullptr});
}

Slice forward_slice(const Flow& flow, const std::vector<Index>& sources) {
    return slice_along(flow, sources, {flow.first_out, flow.targets, &flow.out});
}

Slice elsewhere(const Slice& slice) {
    Slice rest;
    rest.distance.assign(slice.distance.size(), none);
    rest.step.assign(slice.distance.size(), none);
    rest.thin.assign(slice.distance.size(), 0);
    rest.all_functions = true;
    for (std::size_t cell = 0; cell < slice.distance.size(); ++cell)
        if (slice.distance[cell] == none) {
            rest.distance[cell] = 0;
            rest.thin[cell] = 1;
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
