// The metadata of a file as XMP (ISO 16684-1): title, language, dates, and which standards it
// claims.
#pragma once

#include <string>

#include "reports/document.hpp"

namespace isonomia::reports::pdf {

inline constexpr const char* producer = "Isonomia";

[[nodiscard]] std::string xmp_packet(const Document& document);

}  // namespace isonomia::reports::pdf
