// A DOCX that somebody edited, compared with what the record gives now.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "reports/document.hpp"

namespace isonomia::reports {

struct EditedText {
    std::string mark;   // reports/marks.hpp
    std::string label;  // what it rests on, for people
    std::string text;
};

struct EditedDocument {
    std::map<std::string, std::string> origin;  // audience, language, entries, root, version
    std::vector<EditedText> texts;              // in reading order, part by part
};

// Errors: D0011 no whole DOCX, D0012 too large, D0013 not written by this program (no origin), and
// those of the XML reader.
[[nodiscard]] Result<EditedDocument> read_docx(std::string_view bytes, const std::string& file);

enum class DriftKind {
    edited,    // the text in the document is not what was written there
    outdated,  // the document is as written, the record says something else now
    gone,      // the record has nothing at that place any more
    removed,   // the record says it, the document no longer does
};
constexpr std::array<std::string_view, 4> names_of(DriftKind) {
    return {"edited", "outdated", "gone", "removed"};
}

struct Drift {
    DriftKind kind = DriftKind::edited;
    std::string label;     // 'M12', 'entry 7'
    std::string document;  // as it stands in the DOCX, or ""
    std::string record;    // as the record gives it, or ""
};

// `now` is the same report assembled from the record as it is now.
[[nodiscard]] std::vector<Drift> drifts(const EditedDocument& edited, const Document& now);

}  // namespace isonomia::reports
