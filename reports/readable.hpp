// What people and programs can read in a finished file. Nothing hides behind compression, escapes,
// the encoding of a font or a break inside a word.
#pragma once

#include <string>
#include <vector>

#include "core/error.hpp"

namespace isonomia::reports {

struct Readable {
    std::string where;  // 'report.pdf: page 3', 'report.docx:word/document.xml'
    std::string text;
};

// Of HTML and XML the text without its tags, and every attribute; of JSON every member, text and
// number; of a DOCX each part; of a PDF pages, properties, bookmarks, alternative texts, metadata
// and embedded files; of all others the bytes. Pictures hold no text of their own: what a plot
// shows stands in its table. Errors: those of the readers.
[[nodiscard]] Result<std::vector<Readable>> readable(const std::string& content,
                                                     const std::string& name);

}  // namespace isonomia::reports
