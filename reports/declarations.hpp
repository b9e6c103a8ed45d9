// Declarations and statements of truth: wording that an instrument prescribes, kept as data with
// its edition (reports/declarations), never free text.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"
#include "reports/record.hpp"

namespace isonomia::reports {

struct DeclarationText {
    std::string language;
    std::string title;
    std::vector<std::string> sentences;
};

struct DeclarationFile {
    std::string jurisdiction;  // ISO 3166, 'GB-EAW' or 'US' for all of its parts
    std::string audience;
    std::string edition;  // date of the wording
    std::string cite;
    bool checked = false;  // compared with its source by a lawyer
    std::vector<DeclarationText> texts;
};

// Errors: D0006 a file that does not read as a declaration; those of the XML reader.
[[nodiscard]] Result<DeclarationFile> read_declaration(std::string_view xml,
                                                       const std::string& file);

// The one for this jurisdiction ('US-FL' also takes 'US') and audience, in its own language where
// the report's is missing: an oath is not translated. A section that says so where there is none.
[[nodiscard]] Result<Section> declaration_section(const Record& record);

}  // namespace isonomia::reports
