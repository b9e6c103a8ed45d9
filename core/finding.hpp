// What reading the source code showed: a lead with its place and path, never a claim of a wrong
// result.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/names.hpp"

namespace isonomia {

struct CodePlace {
    std::string file;          // relative to the root of the source
    std::uint64_t line = 0;    // from 1
    std::uint64_t column = 0;  // from 1, 0 unknown
    std::string text;          // the line as it stands, or "" where excerpts are withheld
    std::string what;          // what happens here, in words
};

struct Finding {
    std::string id;      // stable across moves of lines
    std::string check;   // registry id, explained by `isonomia help CHECK`
    std::string source;  // source unit of the matter
    std::string entry;   // function whose result is the evidence
    std::string title;
    std::string claim;    // what the code does, one sentence
    std::string why;      // why it matters
    std::string to_show;  // what it would take to show an effect
    CodePlace place;
    std::string function;         // where it stands
    std::string value;            // for literals: as written
    std::vector<CodePlace> path;  // from the place to the score, numbered in reports
    std::string limits;           // what was not resolved
    std::string file_sha256;
    std::string act;      // activity that made it
    std::string witness;  // a test with an input that takes the path, or "" where none is known
    std::string
        confidence;  // "high", "medium" or "low": how much of the path is resolved; "" unsaid
    std::string judgement;  // of a reviewer: "confirmed", "suppressed", or "" for none
    std::string judged_by;
    std::string judged_on;  // date
    std::string judged_why;
};

// Files of one language under the source folder, whether or not anything here can read them.
struct LanguageShare {
    std::string language;
    std::uint64_t files = 0;
    std::uint64_t lines = 0;
    std::uint64_t files_read = 0;
    std::uint64_t lines_read = 0;
};

// How much of the source was read; stands on top of every result.
struct Coverage {
    std::string id;                 // the source tree
    std::uint64_t units = 0;        // translation units asked for
    std::uint64_t units_clean = 0;  // read without error
    std::uint64_t functions = 0;
    std::uint64_t calls_unresolved = 0;
    std::vector<std::string> not_read;  // files and why
    std::string act;
    std::optional<std::uint64_t> calls;    // in the functions that were read
    std::optional<std::uint64_t> edges;    // steps of a value that were found
    std::vector<LanguageShare> languages;  // the most lines first
};

// The source code of a system, as the matter declares it.
struct SourceTree {
    std::string id;
    std::string system;
    std::string directory;             // relative to the matter
    std::string build_directory;       // holds compile_commands.json, relative to the matter
    std::vector<std::string> entries;  // functions whose result is the evidence
    std::string terms;                 // e.g. the protective order under which it is held
};

template <class V>
void describe(V& v, CodePlace& p) {
    v("file", p.file);
    v("line", p.line);
    v("column", p.column);
    v("text", p.text);
    v("what", p.what);
}

template <class V>
void describe(V& v, Finding& f) {
    v("id", f.id);
    v("check", f.check);
    v("source", f.source);
    v("entry", f.entry);
    v("title", f.title);
    v("claim", f.claim);
    v("why", f.why);
    v("to_show", f.to_show);
    v("place", f.place);
    v("function", f.function);
    v("value", f.value);
    v("path", f.path);
    v("limits", f.limits);
    v("file_sha256", f.file_sha256);
    v("act", f.act);
    v("witness", f.witness);
    v("confidence", f.confidence);
    v("judgement", f.judgement);
    v("judged_by", f.judged_by);
    v("judged_on", f.judged_on);
    v("judged_why", f.judged_why);
}

template <class V>
void describe(V& v, LanguageShare& l) {
    v("language", l.language);
    v("files", l.files);
    v("lines", l.lines);
    v("files_read", l.files_read);
    v("lines_read", l.lines_read);
}

template <class V>
void describe(V& v, Coverage& c) {
    v("id", c.id);
    v("units", c.units);
    v("units_clean", c.units_clean);
    v("functions", c.functions);
    v("calls_unresolved", c.calls_unresolved);
    v("not_read", c.not_read);
    v("act", c.act);
    v("calls", c.calls);
    v("edges", c.edges);
    v("languages", c.languages);
}

template <class V>
void describe(V& v, SourceTree& s) {
    v("id", s.id);
    v("system", s.system);
    v("directory", s.directory);
    v("build_directory", s.build_directory);
    v("entries", s.entries);
    v("terms", s.terms);
}

}  // namespace isonomia
