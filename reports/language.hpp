// A language: the PO catalogue of its phrases, and its notation of numbers and dates by ICU. Chosen
// by tag and passed on; nothing here reads or sets a locale of the process. ICU shows in
// language.cpp alone.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"
#include "reports/phrases.hpp"

namespace isonomia::reports {

// Tags for which find_language() has a catalogue, 'en' first.
[[nodiscard]] std::vector<std::string> language_tags();

// 'fr', 'fr-CA', or 'ar-u-nu-arab' to choose digits: the catalogue is that of the primary subtag.
// Error: D0004 no such language, with those there are.
[[nodiscard]] Result<Catalogue> find_language(std::string_view tag);

// The same from the text of a PO file. Error: D0005 with the line.
[[nodiscard]] Result<Catalogue> language_from_po(std::string_view tag, std::string_view po);

}  // namespace isonomia::reports
