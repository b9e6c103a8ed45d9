// The review trail: what people decided about findings, one JSON object (RFC 8785) a line, appended
// and never rewritten, so that a change of mind stays visible. The last line on a finding counts.
// Form: docs/formats/source_review.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"
#include "core/finding.hpp"

namespace isonomia::analyzer {

struct Judgement {
    std::string finding;  // its id
    std::string verdict;  // "confirmed", "suppressed", or "open": taken back
    std::string reviewer;
    std::string reason;
    std::string date;         // RFC 3339
    std::string title;        // of the finding, as it was then
    std::string file_sha256;  // of its file, as it was then
};

template <class V>
void describe(V& v, Judgement& j) {
    v("finding", j.finding);
    v("verdict", j.verdict);
    v("reviewer", j.reviewer);
    v("reason", j.reason);
    v("date", j.date);
    v("title", j.title);
    v("file_sha256", j.file_sha256);
}

// C0401 a line that is no judgement, or one without reviewer, reason or date.
[[nodiscard]] Result<std::vector<Judgement>> read_trail(std::string_view text,
                                                        const std::string& file);

[[nodiscard]] std::string trail_line(const Judgement& judgement);  // with its line feed

// Writes the judgements into the findings they concern. Comes back with remarks: on judgements
// whose finding is not there any more, and on those made about another state of the file, which do
// not count.
[[nodiscard]] std::vector<std::string> apply_trail(const std::vector<Judgement>& trail,
                                                   std::vector<Finding>& findings);

}  // namespace isonomia::analyzer
