// From the case file to a document. Assembly decides what is said and in which order; it states
// what the record holds and what rules came to on these facts, and draws no conclusion of its own.
#pragma once

#include <string>

#include "core/case_file.hpp"
#include "core/version.hpp"
#include "reports/document.hpp"
#include "reports/phrases.hpp"

namespace isonomia::reports {

enum class Audience { neutral };
constexpr std::array<std::string_view, 1> names_of(Audience) { return {"neutral"}; }

struct ReportOptions {
    Audience audience = Audience::neutral;
    Catalogue catalogue;
    std::string tool_version = std::string(version());
    std::string run_command = "isonomia run MATTER.xml -o DIR";  // repeats the run
    std::string verify_command = "isonomia verify DIR";          // checks the record
};

// D0001, D0002 (bugs of ours) when the document would break its own rule; see check().
[[nodiscard]] Result<Document> assemble(const CaseFile& case_file,
                                        const ReportOptions& options = {});

}  // namespace isonomia::reports
