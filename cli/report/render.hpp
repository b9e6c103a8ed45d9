// Documents of a case as files in memory: what 'report' writes and 'verify' compares with.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "core/case_file.hpp"
#include "provenance/ledger.hpp"
#include "reports/assemble.hpp"
#include "reports/format.hpp"
#include "reports/redaction.hpp"

namespace isonomia::cli {

struct ReportRequest {
    std::string audience = "court";
    std::string format = "html";
    std::string language = "en";
    bool letters = false;
    std::optional<reports::Issue> issue;  // when it is issued under a number
    std::optional<reports::RedactionProfile> redactions;
};

struct RenderedFile {
    std::string name;
    std::string content;
};

// From the options of 'report'. Errors: D0004 no such language, those of read_redactions().
[[nodiscard]] Result<ReportRequest> report_request(Context& context, const Arguments& arguments);

// Audience, language, issue and redactions as assembly takes them; outcomes worded in the language
// by the packs that came with the program, where these are the ones that were used.
[[nodiscard]] Result<reports::ReportOptions> report_options(const Context& context,
                                                            const ReportRequest& request,
                                                            const CaseFile& case_file);

// One file called `name`, or one per letter. Errors: those of assembly and the format; D0008 when
// a redacted value is still there.
[[nodiscard]] Result<std::vector<RenderedFile>> render_report(const Context& context,
                                                              ReportRequest request,
                                                              const provenance::Ledger& ledger,
                                                              std::vector<LedgerEntry> entries,
                                                              const std::string& name);

}  // namespace isonomia::cli
