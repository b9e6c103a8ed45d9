// Joins the pages with their structure: one file that is PDF/A-3a (ISO 19005-3) and PDF/UA-1
// (ISO 14289-1). docs/decisions/0021 says why the tree is ours and not Cairo's.
#pragma once

#include <string>

#include "core/error.hpp"
#include "reports/document.hpp"
#include "reports/pdf/laid_out.hpp"

namespace isonomia::reports::pdf {

// The same bytes for the same input: identifiers come from the content, dates from the document.
// D0204: what qpdf said.
[[nodiscard]] Result<std::string> finish(const LaidOut& laid_out, const Document& document);

}  // namespace isonomia::reports::pdf
