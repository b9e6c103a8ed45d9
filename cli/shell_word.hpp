// Commands that a person copies.
#pragma once

#include <string>
#include <string_view>

namespace isonomia::cli {

// A word of a command line as a POSIX shell takes it: in quotes where it needs them. What
// printable() changes cannot be typed this way.
[[nodiscard]] std::string shell_word(std::string_view text);

}  // namespace isonomia::cli
