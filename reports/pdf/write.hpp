// A report as PDF: laid out, painted, joined, and read again by the self-check.
#pragma once

#include <string>
#include <vector>

#include "core/error.hpp"
#include "reports/document.hpp"
#include "reports/pdf/flow.hpp"

namespace isonomia::reports::pdf {

struct WriteOptions {
    PageShape page;
    std::vector<std::string> font_folders;  // empty: those of the system
};

// Errors: D0201 and D0202 (fonts), D0203 and D0204 (the libraries), D0205 (the result breaks a
// clause it claims: a fault of the program).
[[nodiscard]] Result<std::string> write_pdf(const Document& document,
                                            const WriteOptions& options = {});

}  // namespace isonomia::reports::pdf
