// Whether a text says anything: "-", "." and "…" do not.
#pragma once

#include <string_view>

namespace isonomia::rules {

// True for a text with at least one letter or digit. Of what is not ASCII only the marks of general
// punctuation (U+2000 to U+206F), « », · and ¿ count as punctuation. `text` is valid UTF-8.
[[nodiscard]] inline bool says_something(std::string_view text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        const std::string_view two = text.substr(at, 2);
        if (byte < 0x80) {
            const bool letter = (byte | 0x20U) >= 'a' && (byte | 0x20U) <= 'z';
            if (letter || (byte >= '0' && byte <= '9')) return true;
        } else if (two == "\xE2\x80" || two == "\xE2\x81") {
            at += 2;
        } else if (two == "\xC2\xA0" || two == "\xC2\xAB" || two == "\xC2\xBB" ||
                   two == "\xC2\xB7" || two == "\xC2\xBF") {
            at += 1;
        } else {
            return true;
        }
    }
    return false;
}

}  // namespace isonomia::rules
