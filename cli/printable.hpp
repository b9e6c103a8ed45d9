// Text from outside, made safe for a terminal.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace isonomia::cli {

// One line without anything that steers a terminal or reorders text: control characters, invalid
// UTF-8 and bidirectional controls become '\x1b' or '\u{202e}', line breaks '\n'. Longer than
// `length_max` code points is cut and ends in '…'.
[[nodiscard]] std::string printable(std::string_view text, std::size_t length_max = 2000);

// Lines of at most `width` code points, broken at blanks; a longer word has a line of its own.
// Every line begins with `indent` blanks, the first too.
[[nodiscard]] std::string wrapped(std::string_view text, std::size_t width, std::size_t indent = 0);

}  // namespace isonomia::cli
