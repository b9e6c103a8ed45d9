// C2SP signed notes: a text and signature lines under it (c2sp.org/signed-note), Ed25519 only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "provenance/keys/signer.hpp"

namespace isonomia::provenance {

// A note is at most 1 MiB.
constexpr std::size_t note_bytes_max = std::size_t{1} << 20U;
constexpr std::string_view note_dash =
    "\xE2\x80\x94 ";  // U+2014 and a blank begin a signature line
constexpr std::string_view person_key_prefix = "isonomia/key/";  // of the names of persons' keys

using KeyId = std::array<std::uint8_t, 4>;

// One line "— name base64(key id || signature)".
struct NoteSignature {
    std::string name;
    KeyId key_id{};
    std::vector<std::uint8_t>
        signature;  // its form depends on the key's kind; 64 bytes for Ed25519
};

struct Note {
    std::string text;  // ends in a line feed; this is what is signed
    std::vector<NoteSignature> signatures;
};

// Whose signature is looked for: the name a note knows a key by, and the key.
struct Verifier {
    std::string name;
    PublicKey key{};

    [[nodiscard]] KeyId key_id() const;
    bool operator==(const Verifier&) const = default;
};

// "name+key id in hex+base64(0x01 || key)", and back. Error: P0304.
[[nodiscard]] std::string to_vkey(const Verifier& verifier);
[[nodiscard]] Result<Verifier> parse_vkey(std::string_view text);

// Not empty, UTF-8, no white space, no '+', no control characters.
[[nodiscard]] bool valid_key_name(std::string_view name);

// Strict: UTF-8, no control characters but the line feed, at most 1 MiB and 100 signature lines,
// each line well formed, at least one. Checks no signature. Error: P0301.
[[nodiscard]] Result<Note> parse_note(std::string_view bytes);

// `text` must end in a line feed. Errors: those of the signer.
[[nodiscard]] Result<std::string> sign_note(std::string_view text, const std::string& name,
                                            const Signer& signer);

// At least one line is by the verifier, and all lines by it are valid. Error: P0303.
[[nodiscard]] Status check_signature(const Note& note, const Verifier& verifier);

}  // namespace isonomia::provenance
