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
    // Of an object: by what others name it, removed wherever it stands. Set by know_objects().
    std::vector<std::string> known_by = {};
};

struct RedactionProfile {
    std::string recipient;
    std::vector<Redaction> redactions;
};

// docs/formats/redaction.md. Errors: those of the XML reader; D0007 a text of fewer than three
// letters, or an object that the case file does not hold.
[[nodiscard]] Result<RedactionProfile> read_redactions(const std::string& xml,
                                                       const std::string& file);

// For each object that goes whole, by what the rest of the record may name it: its digest, and its
// file, name or title of more than one word. A word of its own, 'report', would take apart others.
[[nodiscard]] RedactionProfile know_objects(const CaseFile& case_file, RedactionProfile profile);

// Every occurrence, compared as folded.hpp says, becomes '[redacted N]'; where two overlap, both go
// as '[redacted N, M]'. Errors: D0007.
[[nodiscard]] Result<CaseFile> redact(const CaseFile& case_file, const RedactionProfile& profile);

// Looks for what should be gone in a text (readable.hpp gives those of a finished file): as it was
// given, and a date or a whole number also as `words` writes it. Error: D0008, without the value.
[[nodiscard]] Status check_redacted(std::string_view text, const RedactionProfile& profile,
                                    const std::string& part, const Catalogue& words = {});

}  // namespace isonomia::reports
