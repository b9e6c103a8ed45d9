// The slips of the hand by which XML most often stops being well-formed: an element left open or
// closed under another name, a quotation mark left out. The parser notices them where it stumbles,
// lines later; this finds where they were made. Used by core/xml_document.cpp only.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace isonomia {

struct XmlSlip {
    std::string message;     // lower case, no full stop
    std::string hint;        // how to mend it
    std::size_t offset = 0;  // byte of `text` at which it was made
};

// The first slip of a text that is not well-formed; nothing where it is of another kind.
[[nodiscard]] std::optional<XmlSlip> find_slip(std::string_view text);

}  // namespace isonomia
