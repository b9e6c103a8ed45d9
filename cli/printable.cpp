#include "cli/printable.hpp"

#include <fmt/format.h>

#include "core/text.hpp"

namespace isonomia::cli {

namespace {

struct CodePoint {
    char32_t value = 0;
    std::size_t length = 1;  // bytes
    bool valid = false;
};

// The code point that begins at `at`.
CodePoint decode(std::string_view text, std::size_t at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead < 0x80) return {lead, 1, true};
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || !valid_utf8(text.substr(at, length))) return {lead, 1, false};
    char32_t value = lead & (0xFFU >> (length + 1));
    for (std::size_t k = 1; k < length; ++k)
        value = (value << 6U) | (static_cast<unsigned char>(text[at + k]) & 0x3FU);
    return {value, length, true};
}

// Reorders or hides text: bidirectional controls, zero-width characters, line and paragraph
// separators.
bool deceives(char32_t c) {
    return (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x2069) || c == 0x061C || c == 0xFEFF ||
           (c >= 0xE0000 && c <= 0xE007F);
}

std::string shown(std::string_view text, std::size_t at, const CodePoint& point) {
    if (!point.valid) return fmt::format("\\x{:02x}", static_cast<unsigned>(point.value));
    if (point.value == '\n') return "\\n";
    if (point.value == '\t') return " ";
    if (point.value < 0x20 || point.value == 0x7F)
        return fmt::format("\\x{:02x}", static_cast<unsigned>(point.value));
    if ((point.value >= 0x80 && point.value < 0xA0) || deceives(point.value))
        return fmt::format("\\u{{{:x}}}", static_cast<unsigned>(point.value));
    return std::string(text.substr(at, point.length));
}

}  // namespace

std::string printable(std::string_view text, std::size_t length_max) {
    std::string result;
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++count) {
        if (count == length_max) return result + "…";
        const CodePoint point = decode(text, at);
        result += shown(text, at, point);
        at += point.length;
    }
    return result;
}

std::string wrapped(std::string_view text, std::size_t width, std::size_t indent) {
    const std::string margin(indent, ' ');
    std::string result;
    std::size_t column = 0;
    for (const std::string& word : words(text)) {
        const std::size_t length = utf8_length(word);
        if (column > 0 && column + 1 + length > width) {
            result += '\n';
            column = 0;
        }
        result += column == 0 ? margin : " ";
        column += (column == 0 ? indent : 1) + length;
        result += word;
    }
    return result;
}

}  // namespace isonomia::cli
