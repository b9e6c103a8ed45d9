// What review() and the worker program say to each other: one JSON object each way, canonical.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/finding.hpp"

namespace isonomia::analyzer {

struct WorkerLimits {
    std::uint64_t seconds = 3600;          // of the whole review, by the clock on the wall
    std::uint64_t memory_mib = 6144;       // address space of the program that merges
    std::uint64_t unit_seconds = 300;      // processor time of one unit
    std::uint64_t unit_memory_mib = 4096;  // address space of one unit
    std::uint64_t jobs = 0;                // units read at the same time; 0: one per processor
    std::uint64_t units_max = 20000;       // entries of the compile database
    std::uint64_t findings_max = 50000;    // beyond it the answer is cut and says so
};

struct WorkerRequest {
    std::uint64_t version = 1;
    std::string source_id;
    std::string source_folder;      // absolute
    std::string build_folder;       // absolute; holds compile_commands.json
    std::vector<std::string> only;  // absolute; the files or folders to review, empty for all
    std::vector<std::string> entries;
    std::string task = "review";          // or "entries": only list what could be an entry
    std::vector<std::string> why;         // 'FILE:LINE', whose way to the result is asked for
    std::vector<std::string> from;        // 'NAME' or 'FILE:LINE', whose effects are asked for
    std::vector<std::string> attributes;  // protected attributes and proxies, in any spelling
    bool withhold_excerpts = false;       // no line of the source is quoted
    bool slice = false;                   // whether the lines of the slice are listed
    bool appendix = false;                // whether hits off the slice are listed
    std::string cache_folder;             // absolute; "" for none
    WorkerLimits limits;
};

// A function that could be an entry.
struct Candidate {
    std::string signature;
    std::string returns;
    std::string file;
    std::uint64_t line = 0;
    std::uint64_t score = 0;  // the higher the likelier
    std::string why;          // what speaks for it
};

// A line of the source on which something is done that takes part in a result.
struct SliceLine {
    std::string file;
    std::uint64_t line = 0;
    std::uint64_t distance = 0;  // weighed steps to the result
    std::uint64_t rank = 0;      // 1 for what matters first
    bool thin = false;           // as a value, not only through conditions
    std::string what;            // what becomes of the value on this line
    std::string next_file;       // the next step towards the result; "" at the result itself
    std::uint64_t next_line = 0;
    std::string text;  // the line, or "" where excerpts are withheld
};

// The shortest way from a place to a result, or the reason why there is none.
struct Way {
    std::string asked;  // 'score.cpp:12'
    std::string entry;
    bool found = false;
    std::string said;  // in words, also when nothing was found
    std::vector<CodePlace> path;
};

// What an input reaches.
struct Reach {
    std::string asked;  // 'age', 'Person::age' or 'score.cpp:12'
    std::string said;
    std::vector<std::string> entries;  // whose result it reaches
    std::vector<SliceLine> lines;      // the nearest first
};

// What a check says of code from which no path to a result was found, or what was passed over among
// the findings of the slice.
struct Aside {
    std::string check;
    std::string title;
    std::string reason;  // why it is no finding; "" where no path was found
    CodePlace place;
};

// Size of the slices of all entries together.
struct SliceSize {
    std::uint64_t cells = 0;         // of the whole program
    std::uint64_t full = 0;          // that reach a result
    std::uint64_t thin = 0;          // that reach it as a value
    std::uint64_t lines = 0;         // of source on the slice
    std::uint64_t source_lines = 0;  // of the files that were read
};

// Either a problem or a result.
struct WorkerProblem {
    std::string code;
    std::string message;
    std::string file;
    std::uint64_t line = 0;
    std::uint64_t column = 0;
    std::vector<std::string> notes;
    std::string hint;
};

struct WorkerAnswer {
    std::uint64_t version = 1;
    std::optional<WorkerProblem> problem;
    std::vector<Finding> findings;
    Coverage coverage;
    std::vector<std::string> warnings;
    std::vector<Candidate> candidates;  // the likeliest first
    SliceSize size;
    std::vector<SliceLine> slice;  // by rank
    std::vector<Way> ways;
    std::vector<Reach> reaches;
    std::vector<Aside> asides;
    std::uint64_t units_cached = 0;  // not in reports: it says nothing of the source
};

template <class V>
void describe(V& v, WorkerLimits& l) {
    v("seconds", l.seconds);
    v("memory_mib", l.memory_mib);
    v("unit_seconds", l.unit_seconds);
    v("unit_memory_mib", l.unit_memory_mib);
    v("jobs", l.jobs);
    v("units_max", l.units_max);
    v("findings_max", l.findings_max);
}

template <class V>
void describe(V& v, WorkerRequest& r) {
    v("version", r.version);
    v("source_id", r.source_id);
    v("source_folder", r.source_folder);
    v("build_folder", r.build_folder);
    v("only", r.only);
    v("entries", r.entries);
    v("task", r.task);
    v("why", r.why);
    v("from", r.from);
    v("attributes", r.attributes);
    v("withhold_excerpts", r.withhold_excerpts);
    v("slice", r.slice);
    v("appendix", r.appendix);
    v("cache_folder", r.cache_folder);
    v("limits", r.limits);
}

template <class V>
void describe(V& v, Candidate& c) {
    v("signature", c.signature);
    v("returns", c.returns);
    v("file", c.file);
    v("line", c.line);
    v("score", c.score);
    v("why", c.why);
}

template <class V>
void describe(V& v, SliceLine& l) {
    v("file", l.file);
    v("line", l.line);
    v("distance", l.distance);
    v("rank", l.rank);
    v("thin", l.thin);
    v("what", l.what);
    v("next_file", l.next_file);
    v("next_line", l.next_line);
    v("text", l.text);
}

template <class V>
void describe(V& v, Way& w) {
    v("asked", w.asked);
    v("entry", w.entry);
    v("found", w.found);
    v("said", w.said);
    v("path", w.path);
}

template <class V>
void describe(V& v, Reach& r) {
    v("asked", r.asked);
    v("said", r.said);
    v("entries", r.entries);
    v("lines", r.lines);
}

template <class V>
void describe(V& v, Aside& a) {
    v("check", a.check);
    v("title", a.title);
    v("reason", a.reason);
    v("place", a.place);
}

template <class V>
void describe(V& v, SliceSize& s) {
    v("cells", s.cells);
    v("full", s.full);
    v("thin", s.thin);
    v("lines", s.lines);
    v("source_lines", s.source_lines);
}

template <class V>
void describe(V& v, WorkerProblem& p) {
    v("code", p.code);
    v("message", p.message);
    v("file", p.file);
    v("line", p.line);
    v("column", p.column);
    v("notes", p.notes);
    v("hint", p.hint);
}

template <class V>
void describe(V& v, WorkerAnswer& a) {
    v("version", a.version);
    v("problem", a.problem);
    v("findings", a.findings);
    v("coverage", a.coverage);
    v("warnings", a.warnings);
    v("candidates", a.candidates);
    v("size", a.size);
    v("slice", a.slice);
    v("ways", a.ways);
    v("reaches", a.reaches);
    v("asides", a.asides);
    v("units_cached", a.units_cached);
}

}  // namespace isonomia::analyzer
