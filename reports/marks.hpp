// Names for the figures and quotations of a document, so that they are found again in a copy that
// somebody edited.
//
// A mark is 'KEY.N.CHECK': KEY the first ten hex digits of SHA-256 over kind and id of what the
// text rests on, N its place among all texts that rest on the same thing (from 1, in reading
// order), CHECK the first eight hex digits of SHA-256 over the text as written. KEY and N find the
// text that the record gives now; CHECK tells a text that was edited from a record that went on.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reports/document.hpp"

namespace isonomia::reports {

struct Mark {
    std::string place;  // 'KEY.N'
    std::string check;
    [[nodiscard]] std::string text() const { return place + "." + check; }
    [[nodiscard]] std::string bookmark() const;  // '_m_KEY_N_CHECK', a name that Word does not list
};

// Of text(), of bookmark(); nothing for other texts.
[[nodiscard]] std::optional<Mark> parse_mark(std::string_view text);
[[nodiscard]] std::optional<Mark> parse_bookmark(std::string_view name);
[[nodiscard]] std::string check_of(std::string_view text);

struct Marked {
    const Run* run = nullptr;
    Mark mark;
    Support support;  // the first thing it rests on
};

// Every run of data that rests on something, in reading order. Pointers live as long as the
// document.
[[nodiscard]] std::vector<Marked> marks_of(const Document& document);

}  // namespace isonomia::reports
