// Writes the reports of a case and records them.
#pragma once

#include <string>
#include <vector>

#include "cli/context.hpp"
#include "cli/run/journal.hpp"
#include "core/case_file.hpp"
#include "provenance/ledger.hpp"

namespace isonomia::cli {

// The state that reports show: the entries before the last publications and issues of reports.
[[nodiscard]] Result<CaseFile> stated_case(const provenance::Ledger& ledger,
                                           std::vector<LedgerEntry> entries);

struct Publication {
    CaseFile case_file;                // the state that the reports show
    std::vector<std::string> written;  // file names that were new or not as recorded
};

// report.html, report.json and case.xml in the case folder, over the entries before the reports'
// own. When nothing but reports was recorded since the last publication, the same bytes come out,
// and only files that are missing or were changed are written again.
[[nodiscard]] Result<Publication> publish(Context& context, provenance::Ledger& ledger,
                                          Journal& journal, const fs::path& folder);

}  // namespace isonomia::cli
