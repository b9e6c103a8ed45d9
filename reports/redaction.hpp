// Redaction for one recipient: what is redacted is taken out of the case file before anything is
// assembled, so no text, table, plot, bookmark, property or attached file ever holds it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/case_file.hpp"
#include "core/error.hpp"
#include "reports/phrases.hpp"

namespace isonomia::reports {

struct Redaction {
    std::string text;  // what is removed, wherever it stands; or
    std::string type;  // an object is removed whole: its type …
    std::string id;    // … and id
    std::string category;
    std::string ground;
    std::string author;
    std::string review_on;  // date
};

struct RedactionProfile {
    std::string recipient;
    std::vector<Redaction> redactions;
};

// docs/formats/redaction.md. Errors: those of the XML reader; D0007 a text of fewer than three
// letters, or an object that the case file does not hold.
[[nodiscard]] Result<RedactionProfile> read_redactions(const std::string& xml,
                                                       const std::string& file);

// Every occurrence, in any case of ASCII letters and with any white space between its words,
// becomes '[redacted N]'. Errors: D0007.
[[nodiscard]] Result<CaseFile> redact(const CaseFile& case_file, const RedactionProfile& profile);

// Looks for what should be gone in the text of a finished file: as it was given, and a date or a
// whole number also as `words` writes it. Error: D0008, without the value.
[[nodiscard]] Status check_redacted(std::string_view text, const RedactionProfile& profile,
                                    const std::string& part, const Catalogue& words = {});

}  // namespace isonomia::reports
