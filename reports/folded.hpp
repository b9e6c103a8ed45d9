// Text as redaction compares it, so that a name is found however it is written: in capitals, with
// an accent as a letter or as a mark of its own, over a line end, with underscores as in the name
// of a file, with the escapes of an address, or with characters in it that nobody sees.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace isonomia::reports {

// Case, compositions and look-alikes of compatibility are folded (Unicode's NFKC_Casefold, which
// also drops what is invisible). Escapes of addresses, '%4A', are read as what they mean. Runs of
// what parts words (white space, dashes, '_', '.', '+', '/', '\\') become one blank, single quotes
// '\'', double ones '"'. Bytes that are no UTF-8 stay as they are. `begin` and `end` tell for each
// byte of `text` from which bytes of the source it came; of a run, from its first.
struct Folded {
    std::string text;
    std::vector<std::size_t> begin;
    std::vector<std::size_t> end;
};

// A dash before white space may part two words ('Jean-|Pierre') or one at the end of a line
// ('Pier-|re'): `joined` reads it in the second way.
enum class LineEnds { parted, joined };
[[nodiscard]] Folded fold(std::string_view source, LineEnds line_ends = LineEnds::parted);

}  // namespace isonomia::reports
