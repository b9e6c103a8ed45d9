#include "reports/visible.hpp"

#include <cstdint>

#include <fmt/format.h>

#include "core/text.hpp"

namespace isonomia::reports {

namespace {

struct Decoded {
    std::uint32_t code_point = 0;
    std::size_t length = 0;  // 0: the byte is no UTF-8
};

Decoded decode(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text[0]);
    if (lead < 0x80) return {lead, 1};
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || length > text.size() || !valid_utf8(text.substr(0, length))) return {};
    std::uint32_t code_point = lead & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i)
        code_point = (code_point << 6U) | (static_cast<unsigned char>(text[i]) & 0x3FU);
    return {code_point, length};
}

bool is_joiner(std::uint32_t c) { return c == 0x200C || c == 0x200D; }

bool hides_or_reorders(std::uint32_t c) {
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0xAD || c == 0x34F || c == 0x61C ||
           c == 0x115F || c == 0x1160 || c == 0x17B4 || c == 0x17B5 ||
           (c >= 0x180B && c <= 0x180F) || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0x3164 ||
           c == 0xFEFF || c == 0xFFA0 || (c >= 0xFFF0 && c <= 0xFFFB) || (c & 0xFFFEU) == 0xFFFE ||
           (c >= 0xE0000 && c <= 0xE0FFF);
}

}  // namespace

std::string visible(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool after_ascii = true;
    while (!text.empty()) {
        const auto [c, length] = decode(text);
        if (length == 0) {
            out += fmt::format("⟨byte {:02X}⟩", static_cast<unsigned char>(text[0]));
            text.remove_prefix(1);
            after_ascii = true;
            continue;
        }
        const std::string_view rest = text.substr(length);
        const bool before_ascii = rest.empty() || static_cast<unsigned char>(rest[0]) < 0x80;
        if (c == '\t' || c == '\n' || c == '\r')
            out += ' ';
        else if (hides_or_reorders(c) && (!is_joiner(c) || after_ascii || before_ascii))
            out += fmt::format("⟨U+{:04X}⟩", c);
        else
            out += text.substr(0, length);
        after_ascii = c < 0x80;
        text = rest;
    }
    return out;
}

std::string shortened(const std::string& text, std::size_t characters_max) {
    if (utf8_length(text) <= characters_max) return text;
    std::size_t bytes = 0;
    for (std::size_t seen = 0; bytes < text.size(); ++bytes) {
        const bool begins = (static_cast<unsigned char>(text[bytes]) & 0xC0U) != 0x80U;
        if (begins && ++seen == characters_max) break;
    }
    return text.substr(0, bytes) + "…";
}

bool runs_right_to_left(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto a = static_cast<unsigned char>(text[i]);
        const auto b = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0U;
        const auto c = i + 2 < text.size() ? static_cast<unsigned char>(text[i + 2]) : 0U;
        if (a >= 0xD6 && a <= 0xDF) return true;               // U+0580 to U+07FF
        if (a == 0xE0 && b >= 0xA0 && b <= 0xA3) return true;  // U+0800 to U+08FF
        if (a == 0xEF && (b == 0xAC || b == 0xAD) && c >= 0x90) return true;
        if (a == 0xEF && b >= 0xAC && b <= 0xBB) return true;    // U+FB00 to U+FEFF
        if (a == 0xF0 && (b == 0x90 || b == 0x9E)) return true;  // U+10000, U+1E000
    }
    return false;
}

}  // namespace isonomia::reports
