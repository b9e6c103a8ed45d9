// Letters that ask for what is missing: one for each holder, from the register of gaps.
#pragma once

#include <string>
#include <vector>

#include "core/case_file.hpp"
#include "reports/assemble.hpp"

namespace isonomia::reports {

struct Letter {
    std::string holder;  // agent, or "" for the one on things whose holder nobody knows
    std::string file;    // name without extension: 'request-vendor'
    std::uint64_t items = 0;
    Document document;
};

// Each thing is asked for once, those on which most outcomes hang first. No gaps: no letters.
// Errors: those of check().
[[nodiscard]] Result<std::vector<Letter>> letters(const CaseFile& case_file,
                                                  const ReportOptions& options = {});

}  // namespace isonomia::reports
