// How an HTML report looks on a screen and on paper.
#pragma once

#include <string>

#include "reports/document.hpp"

namespace isonomia::reports {

// The style sheet of an HTML report. Free of '<' and '&', so that it reads the same as HTML and as
// XML.
[[nodiscard]] std::string html_style(const Document& document);

}  // namespace isonomia::reports
