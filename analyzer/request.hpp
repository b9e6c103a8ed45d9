// What review() and the worker program say to each other: one JSON object each way, canonical.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/finding.hpp"

namespace isonomia::analyzer {

struct WorkerLimits {
    std::uint64_t seconds = 600;         // processor time of the whole review
    std::uint64_t memory_mib = 6144;     // address space
    std::uint64_t units_max = 20000;     // entries of the compile database
    std::uint64_t findings_max = 20000;  // beyond it the answer is cut and says so
};

struct WorkerRequest {
    std::uint64_t version = 1;
    std::string source_id;
    std::string source_folder;  // absolute
    std::string build_folder;   // absolute; holds compile_commands.json
    std::vector<std::string> entries;
    WorkerLimits limits;
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
};

template <class V>
void describe(V& v, WorkerLimits& l) {
    v("seconds", l.seconds);
    v("memory_mib", l.memory_mib);
    v("units_max", l.units_max);
    v("findings_max", l.findings_max);
}

template <class V>
void describe(V& v, WorkerRequest& r) {
    v("version", r.version);
    v("source_id", r.source_id);
    v("source_folder", r.source_folder);
    v("build_folder", r.build_folder);
    v("entries", r.entries);
    v("limits", r.limits);
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
}

}  // namespace isonomia::analyzer
