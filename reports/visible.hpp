// Makes text safe to read: nothing in it may hide, reorder or fake what stands around it.
#pragma once

#include <string>
#include <string_view>

namespace isonomia::reports {

// Valid UTF-8 in which control characters, bidirectional overrides, zero-width characters and bytes
// that are no UTF-8 are spelt out: '⟨U+202E⟩', '⟨byte FF⟩'. Tabs and line ends become blanks.
// Joiners between letters of scripts that need them (Arabic, Indic, emoji) stay; beside ASCII they
// are spelt out.
[[nodiscard]] std::string visible(std::string_view text);

// Whether a letter of the text runs from right to left: Hebrew to Arabic Extended-A, their
// presentation forms, and the planes of old scripts.
[[nodiscard]] bool runs_right_to_left(std::string_view text);

// At most so many characters of valid UTF-8; '…' is the last one where more stood there.
[[nodiscard]] std::string shortened(const std::string& text, std::size_t characters_max);

}  // namespace isonomia::reports
