// What a terminal was told, whatever its width.
#pragma once

#include <string>
#include <string_view>

namespace isonomia::cli::tests {

// Runs of blanks and line breaks become one blank.
inline std::string unwrapped(std::string_view text) {
    std::string result;
    for (const char c : text) {
        const bool blank = c == ' ' || c == '\n';
        if (!blank || (!result.empty() && result.back() != ' ')) result.push_back(blank ? ' ' : c);
    }
    return result;
}

}  // namespace isonomia::cli::tests
