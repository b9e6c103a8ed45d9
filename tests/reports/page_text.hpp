// What stands on a page of a PDF between its head and the notes at its foot.
#pragma once

#include <string>

#include "reports/document.hpp"
#include "reports/visible.hpp"

namespace isonomia::tests {

// `page` and what is compared with it have gone through `letters`, which takes out what does not
// count. Notes are painted after the text, head and foot after the notes.
template <class Letters>
[[nodiscard]] std::string body_of(std::string page, const reports::Document& document,
                                  const Letters& letters) {
    const std::string head = letters(reports::visible(plain(document.running_head.text)));
    const std::size_t furniture = page.rfind(head);
    if (!head.empty() && furniture != std::string::npos) page.resize(furniture);
    std::size_t number = 0;
    for (const reports::Statement* note : notes_of(document)) {
        const std::string text = std::to_string(++number) + reports::visible(plain(note->text));
        const std::size_t at = page.rfind(letters(text));
        if (at != std::string::npos) page.resize(at);
    }
    return page;
}

}  // namespace isonomia::tests
