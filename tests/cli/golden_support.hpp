// Golden tests of the command line: a folder per scenario, the real program, text compared as
// people read it.
//
//     tests/golden/<scenario>/cmd    steps; a blank line ends a step, a line is one word, '' an
//     empty word
//                             in/    files to begin with (or `base`: a folder of the source tree)
//                             out err rc   expected; one exit code a line
//                             files  expected files afterwards; only where it matters
//
// A step is `isonomia` and its words, with NAME=value lines before it for the environment; or one
// of `append FILE TEXT`, `copy FROM TO`, `remove PATH`, `mkdir PATH`, `chmod MODE
// PATH`. 'folder/*' is its first file.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace isonomia::cli::tests {

namespace fs = std::filesystem;

using Words = std::vector<std::string>;

[[nodiscard]] std::vector<Words> read_steps(const std::string& cmd);

struct Observed {
    std::string out;
    std::string err;
    std::string rc;
    std::string files;
};

// Runs the steps of a scenario in a folder of its own; paths, times, keys and hashes are
// normalised.
[[nodiscard]] Observed observe(const fs::path& scenario);

// Temporary paths, times, hashes and keys become words that don't change.
[[nodiscard]] std::string normalised(std::string text, const std::string& folder);

// Lines that differ, '-' expected and '+' observed; "" when equal.
[[nodiscard]] std::string difference(const std::string& expected, const std::string& observed);

[[nodiscard]] std::string content(const fs::path& file);  // "" when there is none

}  // namespace isonomia::cli::tests
