// Cosignatures: what a witness says about a checkpoint (c2sp.org/tlog-cosignature).
//
// cosignature/v1, key type 0x04: Ed25519 over "cosignature/v1\ntime N\n" and the note's text; the
// signature in the note's line is N as 8 bytes, big-endian, and the 64 bytes of Ed25519. It says:
// at N this was the largest tree of that origin that the witness had seen, and it was consistent
// with all that the witness had seen before. Key type 0x06 (ML-DSA-44) is known by its key and
// never checked, so it never counts as valid.
#pragma once

#include <optional>

#include "core/clock.hpp"
#include "provenance/log/note.hpp"

namespace isonomia::provenance {

enum class CosignerKind : std::uint8_t { ed25519 = 0x04, ml_dsa_44 = 0x06 };

// The public key of a witness and the name under which it signs.
struct Cosigner {
    std::string name;
    CosignerKind kind = CosignerKind::ed25519;
    std::vector<std::uint8_t> key;  // 32 bytes, ML-DSA-44: 1312

    [[nodiscard]] KeyId key_id() const;
    [[nodiscard]] bool supported() const { return kind == CosignerKind::ed25519; }
    bool operator==(const Cosigner&) const = default;
};

[[nodiscard]] Cosigner cosigner_of(std::string name, const PublicKey& key);

// The name that a witness signs under when it chose none: "isonomia/key/" and the fingerprint.
[[nodiscard]] std::string cosigner_name(const PublicKey& key);

// "name+key id in hex+base64(kind || key)", and back; strict. Error: P0701.
[[nodiscard]] std::string to_vkey(const Cosigner& cosigner);
[[nodiscard]] Result<Cosigner> parse_cosigner(std::string_view vkey);

// The bytes that an Ed25519 cosignature signs. `text` ends in a line feed.
[[nodiscard]] std::string cosigned_message(std::string_view text, std::uint64_t time);

// The note with the witness's line under its other lines. `note` must be a signed note, `at` not
// before 1970. Errors: those of the signer.
[[nodiscard]] Result<std::string> cosign(std::string_view note, const std::string& name,
                                         const Signer& signer, Instant at);

// When the cosigner signed, or nothing when it did not. Every line by this cosigner must be valid;
// of several the earliest counts. Errors: P0702 a line that is not valid, P0703 a line of a kind
// that is not checked.
[[nodiscard]] Result<std::optional<Instant>> check_cosignature(const Note& note,
                                                               const Cosigner& cosigner);

// The bytes that parse_note() read.
[[nodiscard]] std::string note_bytes(const Note& note);

// The note with only the lines of one key.
[[nodiscard]] Note with_lines_of(const Note& note, const std::string& name, const KeyId& key_id);

}  // namespace isonomia::provenance
