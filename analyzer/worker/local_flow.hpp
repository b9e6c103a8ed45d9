// What happens to values inside one function: writes in the order of the text, the writes that
// reach a place, and what decides whether a place is reached. Built from the facts of the function
// alone; calls count as they are declared (non-const references and pointers are written).
//
//   LocalFlow flow(review.program, function);
//   for (const Write& write : flow.writes()) …
//   const auto at = flow.reaching(node, cell);      // which writes `node` may read
//   flow.may_leave(call, reads_status);             // the status can stay unread
#pragma once

#include <functional>
#include <map>
#include <vector>

#include "analyzer/worker/program.hpp"

namespace isonomia::analyzer {

enum class WriteKind : std::uint8_t {
    initial,   // declaration with a value
    assigned,  // '='
    updated,   // '+=', '++', …: the old value takes part
    argument,  // handed to a call that may change it
    object,    // a non-const member function is called on it
};

struct Write {
    Index node = none;   // declaration, assign, unary, call or construct
    Index cell = none;   // what changes; of 'v[i].w = x' that of w, then that of v
    Index value = none;  // node of the new value; none for argument, object and '++'
    WriteKind kind = WriteKind::assigned;
    bool whole = false;  // nothing of the old value is left
};

class LocalFlow {
public:
    using Stop = std::function<bool(Index node)>;

    LocalFlow(const Program& program, const Function& function);

    // Of every cell, also of fields and globals, in the order of the text.
    [[nodiscard]] const std::vector<Write>& writes() const { return writes_; }

    // Something that is not written here may change it: a reference, a pointer, a lambda.
    [[nodiscard]] bool is_escaped(Index cell) const;

    // Nodes that read `cell`: named, and not merely the target of '=' or of a declaration.
    [[nodiscard]] std::vector<Index> reads(Index cell) const;

    struct Reaching {
        std::vector<Index> writes;  // positions in writes(), ascending
        bool from_before = false;   // the value that the cell had at the start may be there too
    };
    // The writes of `cell` whose value may be there when `node` is evaluated.
    [[nodiscard]] Reaching reaching(Index node, Index cell) const;

    // The conditions (nodes) that decide whether `node` is evaluated, as Block::controlled_by.
    [[nodiscard]] std::vector<Index> deciders(Index node) const;

    // Control can go on from `from` to `to` without evaluating a node for which `stop` holds.
    [[nodiscard]] bool may_follow(Index from, Index to, const Stop& stop = {}) const;
    // Control can go on from `from` to a return, or the end, without such a node. Throwing is no
    // return.
    [[nodiscard]] bool may_leave(Index from, const Stop& stop = {}) const;

private:
    void collect();
    void add(Index node, Index target, Index value, WriteKind kind);
    void escape(Index node);
    [[nodiscard]] bool walk(Index from, Index to, const Stop& stop) const;

    const Program& program_;
    const Function& function_;
    std::vector<Write> writes_;
    std::map<Index, std::vector<Index>> writes_of_;  // by cell
    std::vector<bool> is_target_;                    // by node: named only to be overwritten
    std::vector<Index> escaped_;                     // cells that something else may change, sorted
    std::vector<std::vector<Index>> before_;         // by block
    std::vector<std::vector<Index>> nodes_;          // by block, in order
};

}  // namespace isonomia::analyzer
