// From the case file to a document. Assembly decides what is said and in which order; it states
// what the record holds and what rules came to on these facts, and draws no conclusion of its own.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/case_file.hpp"
#include "core/version.hpp"
#include "reports/document.hpp"
#include "reports/phrases.hpp"

namespace isonomia::reports {

enum class Audience {
    court,        // neutral: agreed, disputed and why, not examined, missing
    prosecution,  // disclosure certificate with its schedule
    defence,      // expert report
    oversight,    // human-rights impact assessment
    mla,          // annex to a request for mutual legal assistance
    accused,      // two plain pages
};
constexpr std::array<std::string_view, 6> names_of(Audience) {
    return {"court", "prosecution", "defence", "oversight", "mla", "accused"};
}

// What a reader is told of a redaction.
struct RedactionNote {
    std::string category, ground, author, review_on;
};

// The numbered act by which a document is issued, as the document itself states it.
struct Issue {
    std::string number;  // 'report-2'
    std::string change;  // 'issues', 'amends' or 'supersedes'
    std::string of;      // the earlier report, or ""
    std::string reason;
};

struct ReportOptions {
    Audience audience = Audience::court;
    std::optional<Issue> issue;
    // The outcomes again, worded in the language of the report by the packs themselves. Words are
    // taken from here where pack, digest, rule and verdict are those on record; results never are.
    std::vector<Outcome> outcomes_said;
    std::vector<RedactionNote> redactions;  // listed, without what they removed
    Catalogue catalogue;
    std::string tool_version = std::string(version());
    std::string run_command = "isonomia run MATTER.xml -o DIR";  // repeats the run
    std::string verify_command = "isonomia verify DIR";          // checks the record
};

// D0001, D0002 (bugs of ours) when the document would break its own rule; see check().
[[nodiscard]] Result<Document> assemble(const CaseFile& case_file,
                                        const ReportOptions& options = {});

}  // namespace isonomia::reports
