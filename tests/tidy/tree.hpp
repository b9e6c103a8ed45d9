// The source tree as a list of texts, so that the rules of the house can be tried on trees in
// memory.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace isonomia::tests {

struct SourceFile {
    std::string path;  // from the project root, with '/'
    std::string text;
};

using Tree = std::vector<SourceFile>;

struct Violation {
    std::string path;
    std::size_t line = 0;  // 0: the file as a whole
    std::string message;
};

using Violations = std::vector<Violation>;

// Every file of the tree but version control, build folders, output and editors' leavings.
[[nodiscard]] Tree load_tree(const std::filesystem::path& root);

[[nodiscard]] std::string to_string(const Violations& violations);  // one a line

[[nodiscard]] const SourceFile* find(const Tree& tree, std::string_view path);
[[nodiscard]] bool has_folder(const Tree& tree, std::string_view folder);

// C++ of the project: .cpp and .hpp in its own folders; not the samples in corpus/ and not the
// sources that serve as input of the analyzer's tests.
[[nodiscard]] bool is_cpp(const SourceFile& file);
[[nodiscard]] bool is_header(const SourceFile& file);
[[nodiscard]] bool is_product(const SourceFile& file);  // C++ outside tests/ and bench/

// The text with comments, string and character literals replaced by blanks; line ends stay.
[[nodiscard]] std::string code_only(std::string_view text);

[[nodiscard]] std::size_t line_at(std::string_view text, std::size_t offset);  // from 1

}  // namespace isonomia::tests
