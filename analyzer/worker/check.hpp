// What to read: facts.hpp (functions, nodes, remarks), flow.hpp (which value goes where),
// slice.hpp (what reaches the result, how far away), local_flow.hpp (writes, reaching definitions,
// control within a function), literals.hpp (the ledger of values), patterns.hpp and nodes.hpp.
//
// A check fires on the slice: it asks `review.slice.holds(cell)`, `review.slice.distance[cell]`, or
// on_slice(review, function), and never cares about what is elsewhere. For the appendix the engine
// asks it once more, with a slice that holds what no entry's slice does.
//
// A check: one question put to the facts of a program, answered with leads. Each check is one file
// in checks/, defines `Check <file>_check()`, and has a page of its name in docs/checks/.
#pragma once

#include <string>
#include <vector>

#include "analyzer/worker/slice.hpp"

namespace isonomia::analyzer {

class SourceText;  // findings.hpp

// What a check looks at: the whole program, and the slice of one entry.
struct Review {
    const Program& program;
    const Flow& flow;
    const Slice& slice;
    SourceText& source;  // for what the facts leave out: comments and parts switched off
    std::string entry;   // as asked for
    // Attributes and proxies that the matter names, of a word or more, beside those known anyway.
    std::vector<std::string> attributes = {};
};

// What a check found. `claim` says what the code does, in one plain sentence; it never says that a
// result is wrong.
struct Lead {
    Place place;
    Index cell = none;     // what the path to the result starts from
    std::string function;  // qualified name
    std::string text;      // what makes the lead itself, whatever its line: part of its id
    std::string title;
    std::string claim;
    std::string value;    // literals: as written
    std::string start;    // what happens at `place`, the first step of the path
    std::string witness;  // a test to run by hand, with an input that reaches `place`; or ""
    // Leads of one check and family are one finding, which names the other places; "": alone.
    std::string family;
    // Why an expert would most likely pass over it: it goes to the appendix, with this reason; "":
    // it belongs among the findings.
    std::string doubt = {};
    bool certain = false;  // the pattern leaves no room for another reading of the code
};

struct Check {
    std::string id;          // the name of its file
    std::string why;         // why it matters, one or two sentences
    std::string to_show;     // what it would take to show an effect
    bool inventory = false;  // a list for disclosure rather than a fault looked for; comes last
    std::vector<Lead> (*run)(const Review& review) = nullptr;  // the most important first
};

// Generated from checks/*.cpp, sorted by file name.
[[nodiscard]] const std::vector<Check>& all_checks();

}  // namespace isonomia::analyzer
