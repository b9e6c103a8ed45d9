// Issuing a report as a numbered act, and amending, superseding or withdrawing one.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "cli/report/render.hpp"

namespace isonomia::cli {

// Gives the request the number and change of the act by which the document is to be issued, so that
// the document states them; leaves it alone when it is not to be issued. Errors: U0006, U0007,
// those of replay().
Status number_issue(const Arguments& arguments, const std::vector<LedgerEntry>& entries,
                    ReportRequest& request);

// Checks that it can be issued, has the files written, then records the act; returns its number:
// 'report-3'. The request has been numbered. Errors: D0014 no such issued report, or one that was
// superseded or withdrawn; D0016 the number was taken meanwhile; U0007 no reason; those of the
// ledger.
[[nodiscard]] Result<std::string> issue_report(Context& context, const Arguments& arguments,
                                               const ReportRequest& request,
                                               const std::vector<RenderedFile>& files,
                                               const std::function<Status()>& write);

// --withdraw NUMBER --reason TEXT.
[[nodiscard]] Result<ExitCode> withdraw_report(Context& context, const Arguments& arguments);

}  // namespace isonomia::cli
