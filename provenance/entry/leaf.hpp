// A leaf of the tree: an envelope alone, or an act signed by a person, which is an envelope and the
// signature line of a C2SP note under it. docs/formats/ledger.md, section 1.
#pragma once

#include "provenance/entry/envelope.hpp"
#include "provenance/log/note.hpp"

namespace isonomia::provenance {

struct Leaf {
    Envelope envelope;
    std::string_view text;  // what the person signed: the envelope and its line feed; or empty
    std::optional<NoteSignature> signature;

    // Fingerprint of the key that signed, or "".
    [[nodiscard]] std::string signer() const;
};

// Accepts exactly what can be written. The leaf refers to `bytes`. Checks no signature. Errors:
// P0401, P0404 a signature that is malformed or does not belong there.
[[nodiscard]] Result<Leaf> parse_leaf(std::string_view bytes);

// The same into a leaf whose memory is used again; what it holds after an error is nothing to rely
// on.
[[nodiscard]] Status parse_leaf(std::string_view bytes, Leaf& leaf);

// Signs an envelope that says its place: the bytes of the leaf. Errors: those of the signer.
[[nodiscard]] Result<std::string> sign_leaf(const std::string& envelope, const Signer& person);

// The leaf is signed, by this key. Error: P0405.
[[nodiscard]] Status check_signed(const Leaf& leaf, const PublicKey& key);

}  // namespace isonomia::provenance
