// A legal or technical source as data: one file per instrument in corpus/instruments.
// Format: docs/formats/rule_pack.md, "Instruments".
#pragma once

#include <map>
#include <string>

#include "core/files.hpp"
#include "core/outcome.hpp"
#include "core/xml.hpp"

namespace isonomia::rules {

// One text in several languages: BCP 47 tag -> text.
using Text = std::map<std::string, std::string, std::less<>>;

// The text in that language; failing that in English, then in any; "" when there is none.
[[nodiscard]] std::string in_language(const Text& text, std::string_view language);

// Who compared what we say of a source with the source, and when.
struct Confirmation {
    std::string by;  // "" for nobody
    std::string on;  // YYYY-MM-DD, or ""
};

struct Paragraph {
    Text says;                                             // in our own words
    AuthorityStatus status = AuthorityStatus::unverified;  // of its own, or the instrument's
};

constexpr std::string_view date_not_known = "not known";

struct Instrument {
    std::string id;
    AuthorityStatus status = AuthorityStatus::unverified;
    std::string cite;        // as a court would read it
    std::string body;        // court, assembly or office it comes from
    std::string date;        // YYYY-MM-DD, date_not_known, or "" for one that lint asks for
    std::string valid_from;  // for law that is in force for a time only
    std::string valid_until;
    Confirmation confirmed;
    std::string source;  // where the text can be read
    Text note;           // standing, limits, later developments
    std::map<std::string, Paragraph, std::less<>> paragraphs;  // by pinpoint
};

// Errors: F0001, X…, R0005 a value of the wrong form, R0010 an id that differs from the file's name
// or a standing without the confirmation that it needs.
[[nodiscard]] Result<Instrument> load_instrument(Files& files, const fs::path& path);

// The folders in which the instruments of a pack are looked for, in this order: 'instruments'
// beside the file of the pack, then those that come with the program.
[[nodiscard]] std::vector<fs::path> instrument_folders(const fs::path& pack,
                                                       const fs::path& shipped);

// load_instrument() in the first folder that has the file; F0001 where none has.
[[nodiscard]] Result<Instrument> find_instrument(Files& files, const std::vector<fs::path>& folders,
                                                 const std::string& id);

// The child <confirmed by on>, if it is there. R0010 where it is not and the status, an attribute
// of the reader's element, is one that somebody has to have read: all but 'unverified'.
[[nodiscard]] Confirmation read_confirmed(XmlReader& reader, AuthorityStatus status);

// R0006 unless the root is that element in that namespace.
[[nodiscard]] Status check_root(const XmlDocument& document, std::string_view element,
                                std::string_view xmlns);

// Children <name xml:lang="…">text</name>; the same language twice is R0001.
[[nodiscard]] Text read_text(XmlReader& reader, std::string_view child);

// A date of the form YYYY-MM-DD, or "" when the attribute is absent; otherwise R0005.
[[nodiscard]] std::string read_date(XmlReader& reader, std::string_view attribute);

}  // namespace isonomia::rules
