// Part of the self-check: the structure tree and the content it points at.
#pragma once

#include <functional>
#include <string>

#include "reports/pdf/qpdf.hpp"

namespace isonomia::reports::pdf {

using Report = std::function<void(std::string clause)>;

// PDF/UA-1 7.1 to 7.5, 7.18: every element, every mark, every link.
void check_structure(QPDF& pdf, const Report& broken);

}  // namespace isonomia::reports::pdf
