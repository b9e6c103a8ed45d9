// What people ask of a slice: its lines in the order in which they matter, the shortest way from a
// line to the result, and what an input reaches.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "analyzer/request.hpp"
#include "analyzer/worker/check.hpp"
#include "analyzer/worker/findings.hpp"

namespace isonomia::analyzer {

// 'score.cpp:12'. `file` is matched from the end of the path.
struct Asked {
    std::string file;
    Index line = 0;
};
[[nodiscard]] std::optional<Asked> asked_place(const std::string& text);

// By file and line: what a check found there, of several leads that nearest to the result.
using FoundLines = std::map<std::pair<Index, Index>, Lead>;

// First the lines on which a check found something, also those that handle no value themselves
// (a declaration, a comment, a handler), then the others; of both the nearest first, by weighed
// steps, where a literal that is compared counts as some steps nearer. At most `lines_max`.
[[nodiscard]] std::vector<SliceLine> slice_lines(const Review& review, SourceText& source,
                                                 const FoundLines& found, bool excerpts,
                                                 std::size_t lines_max);

[[nodiscard]] Way way_from(const Review& review, SourceText& source, const Asked& asked,
                           bool excerpts);

// The lines that a value reaches, nearest first, whether or not they reach a result.
[[nodiscard]] Reach reach_of(const Review& review, SourceText& source, const std::string& name,
                             bool excerpts, std::size_t lines_max);

// The cells of that name: 'age', 'Person::age', or what is set on 'score.cpp:12'.
[[nodiscard]] std::vector<Index> cells_named(const Review& review, const std::string& name);

}  // namespace isonomia::analyzer
