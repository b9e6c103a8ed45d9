// The rules of the house, each a pure function from a tree to what breaks it. HACKING.md says why.
#pragma once

#include "tests/tidy/tree.hpp"

namespace isonomia::tests {

// Includes (includes_support.cpp)
// core <- stats <- {provenance, fairness, explain, analyzer, rules, reports} <- cli <- tests;
// siblings never include each other; nothing but its tests includes analyzer/worker/.
[[nodiscard]] Violations check_floors(const Tree& tree);
// Each third-party header only where it belongs.
[[nodiscard]] Violations check_containment(const Tree& tree);

// Shape (shape_support.cpp)
[[nodiscard]] Violations check_sizes(const Tree& tree);      // 400 lines a file, 100 columns a line
[[nodiscard]] Violations check_functions(const Tree& tree);  // 70 lines a function
[[nodiscard]] Violations check_headers(const Tree& tree);    // first a comment, then #pragma once
[[nodiscard]] double median_lines(const Tree& tree);  // of product files; 0 when there is none

// Words (words_support.cpp)
[[nodiscard]] Violations check_banned(const Tree& tree);  // calls that have a better one here
[[nodiscard]] Violations check_words(const Tree& tree);   // words that mean nothing to a reader

// Company (company_support.cpp)
// Each metric, check, format and command has its test and its page.
[[nodiscard]] Violations check_company(const Tree& tree);
// Each error code in the sources has a section in docs/errors/, and each section a code.
[[nodiscard]] Violations check_error_pages(const Tree& tree);
// Each row of ASSURANCE.md, | claim | `file` | case |, names a test that exists.
[[nodiscard]] Violations check_assurance(const Tree& tree);

}  // namespace isonomia::tests
