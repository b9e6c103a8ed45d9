// Signed notes: what is accepted can be put together again, byte for byte, and is signed by nobody
// unless the signature says so.
#include <fmt/format.h>

#include "core/ensure.hpp"
#include "provenance/log/note.hpp"

namespace isonomia::fuzz {

void note_fuzz(std::string_view input) {
    const auto note = provenance::parse_note(input);
    if (!note) return;
    std::string again = note->text + "\n";
    for (const auto& signature : note->signatures) {
        std::vector<std::uint8_t> line(signature.key_id.begin(), signature.key_id.end());
        line.insert(line.end(), signature.signature.begin(), signature.signature.end());
        again += fmt::format("\xE2\x80\x94 {} {}\n", signature.name, base64(line));
    }
    ensure(again == input, "an accepted note to be put together again");
    const provenance::Verifier nobody{note->signatures.front().name, {1}};
    ensure(!provenance::check_signature(*note, nobody), "no signature by a key nobody has");
}

}  // namespace isonomia::fuzz
