// PDF/A-3a and PDF/UA-1 in one file; written on request, since it needs fonts.
#include "reports/format.hpp"
#include "reports/pdf/write.hpp"

namespace isonomia::reports {

namespace {

Result<std::string> render(const Document& document) { return pdf::write_pdf(document); }

}  // namespace

Format pdf_format() { return {"pdf", ".pdf", "application/pdf", &render, true}; }

}  // namespace isonomia::reports
