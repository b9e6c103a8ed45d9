// Which value flows into which: the edges of the value-flow graph over the cells of a program.
//
// Fields are told apart by their declaration, not by the object that holds them. A call of a
// function whose body was not read passes every argument on to its result, and to the arguments it
// may change.
#pragma once

#include <cstdint>
#include <vector>

#include "analyzer/worker/program.hpp"

namespace isonomia::analyzer {

// How a value takes part. The order is the order of strength, used in ranking.
enum class EdgeKind : std::uint8_t {
    copy,        // initial value, assignment, reference
    argument,    // to a parameter
    returned,    // out of a function
    arithmetic,  // as an operand
    changed,     // a call changed its argument or its object
    passed_on,   // through a call whose body was not read
    compare,     // compared; leads to a condition or a truth value
    control,     // decides whether, or which
    index,       // picks an element
    part,        // a member of, or an object that holds
};

struct Edge {
    Index from = none;
    Index to = none;
    EdgeKind kind = EdgeKind::copy;
    Place place;
    Index function = none;
};

// The other end of an edge: all that a search reads, close together.
struct Link {
    Index cell : 28;
    Index kind : 4;
};

struct Flow {
    // Those of the program, then per function one condition per deciding block and the versions of
    // its locals (definitions.hpp).
    std::vector<Cell> cells;
    std::vector<Index> base;        // by cell: of versions the cell itself, else the same cell
    std::vector<Edge> edges;        // sorted by (to, from, kind, place), without repetition
    std::vector<Index> first_into;  // edges into cell c: [first_into[c], first_into[c + 1])
    std::vector<Index> out;         // edges by the cell they leave
    std::vector<Index> first_out;   // edges out of cell c: out[first_out[c], first_out[c + 1])
    std::vector<Link> sources;      // by edge: where it comes from
    std::vector<Link> targets;      // by position in `out`: where that edge leads
    std::uint64_t calls = 0;
    std::uint64_t calls_unresolved = 0;  // neither a body that was read, nor the standard library
};

// Sorts the edges, leaves out repetitions, and fills in all that is listed by cell or by edge.
void index_edges(Flow& flow);

[[nodiscard]] Flow value_flow(const Program& program);

}  // namespace isonomia::analyzer
