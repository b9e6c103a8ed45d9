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

}  // namespace isonomia::reports
