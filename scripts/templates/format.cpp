// @title@: begins as plain text, the title and the headings.
#include "reports/format.hpp"

namespace isonomia::reports {

namespace {

Result<std::string> render(const Document& document) {
    std::string text = plain(document.title.text) + "\n";
    for (const Section& section : document.sections) text += plain(section.title.text) + "\n";
    return text;
}

}  // namespace

Format @name@_format() { return {"@name@", ".@name@", "text/plain", &render}; }

}  // namespace isonomia::reports
