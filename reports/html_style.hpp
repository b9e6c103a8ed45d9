// How an HTML report looks on a screen and on paper.
#pragma once

#include <string>

#include "reports/document.hpp"

namespace isonomia::reports {

// The style sheet of an HTML report. Free of '<' and '&', so that it reads the same as HTML and as
// XML. `tables`: what HtmlWriter::table_style() gives.
[[nodiscard]] std::string html_style(const Document& document, const std::string& tables);

// A string of CSS: everything but plain characters as a hexadecimal escape.
[[nodiscard]] std::string css_string(const std::string& raw);

}  // namespace isonomia::reports
