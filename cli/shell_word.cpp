#include "cli/shell_word.hpp"

#include <algorithm>

#include "cli/printable.hpp"

namespace isonomia::cli {

std::string shell_word(std::string_view text) {
    const auto plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view("_-./:=@%+,").find(c) != std::string_view::npos ||
               static_cast<unsigned char>(c) >= 0x80;
    };
    const std::string shown = printable(text);
    if (!shown.empty() && std::all_of(shown.begin(), shown.end(), plain)) return shown;
    std::string word = "'";
    for (const char c : shown)
        word += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return word + "'";
}

}  // namespace isonomia::cli
