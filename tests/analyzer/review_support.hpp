// Runs the review program of this build on a folder and prints findings as a person would read
// them.
#pragma once

#include <string>
#include <vector>

#include "analyzer/review.hpp"

namespace isonomia::tests {

[[nodiscard]] analyzer::ReviewRequest request_for(const fs::path& source, const fs::path& build,
                                                  std::vector<std::string> entries);

// One line per finding and per step of its path; only the findings of `check`, or of all for "".
[[nodiscard]] std::string printed(const std::vector<Finding>& findings, const std::string& check);

// The folders of corpus/sources/twins: 'CHECK' or 'CHECK.WHAT'.
[[nodiscard]] std::vector<std::string> twins();

// The faulty twin gives exactly the findings of its expected.txt, the repaired one gives none, of
// this check or any other but the inventories.
void check_twins(const std::string& twin);

// The program tests/analyzer/checks/annotated/CHECK.cpp: the check finds something on exactly those
// lines that end in `// finds`.
void check_annotated(const std::string& check);

}  // namespace isonomia::tests
