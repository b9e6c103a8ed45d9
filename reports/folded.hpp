// Text as redaction compares it, so that a name is found however it is written: in capitals, with
// an accent as a letter or as a mark of its own, over a line end, with a hyphen that does not
// break, or with characters in it that nobody sees.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace isonomia::reports {

// Case, compositions and look-alikes of compatibility are folded (Unicode's NFKC_Casefold, which
// also drops what is invisible); runs of white space become one blank, dashes '-', single quotes
// '\'', double ones '"'. Bytes that are no UTF-8 stay as they are. `begin` and `end` tell for each
// byte of `text` from which bytes of the source it came.
struct Folded {
    std::string text;
    std::vector<std::size_t> begin;
    std::vector<std::size_t> end;
};
[[nodiscard]] Folded fold(std::string_view source);

}  // namespace isonomia::reports
