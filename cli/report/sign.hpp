// The signature of a PDF report: --sign-with, --certificate, --signature-field.
#pragma once

#include <vector>

#include "cli/report/render.hpp"

namespace isonomia::cli {

[[nodiscard]] std::vector<OptionRecord> signature_options();

// Signs the file, or gives it an empty field to sign, as the options say; else leaves it as it is.
// Errors: U0006 options that do not go together, F0001, P0502 and P0505 (the passphrase), D0206,
// D0207.
[[nodiscard]] Status sign_report(const Context& context, const Arguments& arguments,
                                 const ReportRequest& request, std::vector<RenderedFile>& files);

}  // namespace isonomia::cli
