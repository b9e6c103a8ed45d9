// PO files (GNU gettext): the catalogues that translators keep.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"

namespace isonomia::reports {

// msgid -> msgstr, or msgstr[0], msgstr[1], … Entries marked fuzzy and empty translations are left
// out: they fall back to the msgid. The header is under "".
using PoEntries = std::map<std::string, std::vector<std::string>, std::less<>>;

// Error: D0005 a line that cannot be read, or a msgid given twice, with its place in `file`.
[[nodiscard]] Result<PoEntries> parse_po(std::string_view text, const std::string& file);

}  // namespace isonomia::reports
