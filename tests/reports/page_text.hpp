// What stands on a page, made comparable with what the document says.
#pragma once

#include <string>
#include <string_view>

#include "reports/document.hpp"
#include "reports/visible.hpp"

namespace isonomia::tests {

// Without blanks, line ends and the isolates that fonts do not show: what is left must be equal.
[[nodiscard]] inline std::string letters(std::string_view text) {
    std::string out;
    for (const char c : text)
        if (c != ' ' && c != '\n' && c != '\f' && c != '\r') out += c;
    for (const std::string_view blank : {"\u00A0", "\u202F", "\u2068", "\u2069", "\u200B"})
        for (std::size_t at = 0; (at = out.find(blank)) != std::string::npos;)
            out.erase(at, blank.size());
    return out;
}

// Without the places at which a browser may break a line.
[[nodiscard]] inline std::string unbroken(std::string html) {
    constexpr std::string_view place = "<wbr/>";
    for (std::size_t at = 0; (at = html.find(place, at)) != std::string::npos;)
        html.erase(at, place.size());
    return html;
}

// The letters of a page (as poppler reads it) between its head and the notes at its foot. Notes are
// painted after the text, head and foot after the notes.
[[nodiscard]] inline std::string body_of(std::string_view text, const reports::Document& document) {
    std::string page = letters(text);
    const std::string head = letters(reports::visible(plain(document.running_head.text)));
    const std::size_t furniture = page.rfind(head);
    if (!head.empty() && furniture != std::string::npos) page.resize(furniture);
    std::size_t number = 0;
    for (const reports::Statement* note : notes_of(document)) {
        const std::string said = std::to_string(++number) + reports::visible(plain(note->text));
        const std::size_t at = page.rfind(letters(said));
        if (at != std::string::npos) page.resize(at);
    }
    return page;
}

}  // namespace isonomia::tests
