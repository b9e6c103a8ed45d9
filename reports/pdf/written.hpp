// What every PDF that we write has in common.
#pragma once

#include <string>

#include "core/clock.hpp"
#include "reports/pdf/qpdf.hpp"

namespace isonomia::reports::pdf {

// The file as bytes, the same for the same content.
[[nodiscard]] std::string written(QPDF& pdf);

[[nodiscard]] std::string pdf_date(Instant instant);  // 'D:20261122140000Z'

}  // namespace isonomia::reports::pdf
