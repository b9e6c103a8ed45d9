// Which assignment a local number has its value from, at each place where it is read: reaching
// definitions over the control-flow graph of one function. Each write of such a local gets a cell
// of its own, a version, so that a value that is overwritten on every way does not flow on.
//
// Only locals and parameters taken by value that hold a number or a truth value have versions, and
// only those that no lambda, reference or pointer can change; of all others every write may be
// there at every read. A write that leaves something of the old value ('+=', an argument that a
// call may change) adds to the versions that reach it.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "analyzer/worker/local_flow.hpp"

namespace isonomia::analyzer {

class Definitions {
public:
    // `shared`, by cell: named in more than one function. `first_version` is the number that the
    // first version gets; the others follow.
    Definitions(const Program& program, const Function& function, const std::vector<bool>& shared,
                Index first_version);

    // By version, from the first: the cell whose version it is.
    [[nodiscard]] const std::vector<Index>& versions() const { return versions_; }

    // What `cell` may hold when `node` is evaluated: versions of it, or the cell itself, which
    // stands for the value that it had at the start.
    [[nodiscard]] std::vector<Index> read(Index node, Index cell) const;

    struct Written {
        std::vector<Index> cells;  // one, unless the form of the write is not known
        bool whole = true;         // nothing of the old value is left
    };
    [[nodiscard]] Written written(Index node, Index cell) const;

private:
    using Bits = std::vector<std::uint64_t>;
    struct Write {
        Index node = none;
        Index order = 0;
        Index version = none;
        bool whole = false;
    };
    struct Tracked {
        std::vector<Index> versions;
        std::map<Index, std::vector<Write>> by_block;  // in order
        Index first_bit = 0;  // of the value at the start; the versions follow
    };

    void track(const LocalFlow& flow, const std::vector<bool>& by_value,
               const std::vector<bool>& shared);
    void solve();
    using Here = std::pair<const Tracked*, const Write*>;  // in one block, in order
    void through(const std::vector<Here>& writes, Bits& bits) const;
    [[nodiscard]] Index bit_of(const Tracked& tracked, Index version) const;

    const Program& program_;
    const Function& function_;
    Index first_;
    std::vector<Index> versions_;
    std::map<Index, Tracked> tracked_;  // by cell
    std::vector<Bits> at_start_;        // by block: which values reach its beginning
};

// By cell: named in more than one function, as the locals that a lambda captures are.
[[nodiscard]] std::vector<bool> shared_cells(const Program& program);

}  // namespace isonomia::analyzer
