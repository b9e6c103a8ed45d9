// The slice of a review as one HTML page that works offline and without scripts: coverage first,
// the lines that matter most, the findings with their paths, then every file with the lines of the
// slice marked. Each line leads to the next one on the way to the result.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/finding.hpp"

namespace isonomia::reports {

struct AnnotatedLine {
    std::string file;
    std::uint64_t line = 0;
    std::uint64_t rank = 0;  // 1 for what matters first
    bool thin = false;       // as a value, not only by deciding
    std::string what;
    std::string next_file;  // "" at the result
    std::uint64_t next_line = 0;
    std::string text;  // "" where excerpts are withheld
};

struct AnnotatedSource {
    std::vector<std::string> entries;
    Coverage coverage;
    std::vector<Finding> findings;
    std::vector<AnnotatedLine> lines;          // by rank
    std::map<std::string, std::string> texts;  // files to be shown whole; may be empty
};

[[nodiscard]] std::string annotated_html(const AnnotatedSource& source);

}  // namespace isonomia::reports
