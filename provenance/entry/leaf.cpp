#include "provenance/entry/leaf.hpp"

#include <fmt/format.h>

namespace isonomia::provenance {

namespace {

tl::unexpected<Error> not_an_act(const std::string& why) {
    return fail(integrity_error("P0404", "not a signed act: " + why));
}

}  // namespace

std::string Leaf::signer() const {
    return signature ? signature->name.substr(person_key_prefix.size()) : std::string();
}

Result<Leaf> parse_leaf(std::string_view bytes) {
    Leaf leaf;
    if (auto parsed = parse_leaf(bytes, leaf); !parsed) return fail(parsed.error());
    return leaf;
}

Status parse_leaf(std::string_view bytes, Leaf& leaf) {
    if (bytes.size() > envelope_bytes_max)
        return fail(integrity_error("P0401", "not an entry: longer than 65535 bytes"));
    const auto end = bytes.find('\n');
    leaf.text = {};
    leaf.signature.reset();
    if (auto parsed = parse_envelope(bytes.substr(0, end), leaf.envelope); !parsed) return parsed;
    if (end == std::string_view::npos) {
        if (leaf.envelope.place) return not_an_act("the signature is missing");
        return {};
    }
    if (!leaf.envelope.place) return not_an_act("it does not say where it stands");
    auto note = parse_note(bytes);
    if (!note) return fail(note.error());
    leaf.text = bytes.substr(0, end + 1);
    if (note->text != leaf.text || note->signatures.size() != 1)
        return not_an_act("it has not one signature under one envelope");
    NoteSignature& signature = note->signatures.front();
    if (!signature.name.starts_with(person_key_prefix) ||
        !valid_fingerprint(std::string_view(signature.name).substr(person_key_prefix.size())))
        return not_an_act("the name of its key is not a fingerprint");
    if (signature.signature.size() != Signature{}.size())
        return not_an_act("its signature has not 64 bytes");
    leaf.signature = std::move(signature);
    return {};
}

Result<std::string> sign_leaf(const std::string& envelope, const Signer& person) {
    return sign_note(envelope + "\n", std::string(person_key_prefix) + person.fingerprint(),
                     person);
}

Status check_signed(const Leaf& leaf, const PublicKey& key) {
    if (!leaf.signature) return fail(integrity_error("P0405", "the act is not signed"));
    const Verifier verifier{leaf.signature->name, key};
    if (fingerprint(key) == leaf.signer() && verifier.key_id() == leaf.signature->key_id &&
        signature_is_valid(key, leaf.text, leaf.signature->signature))
        return {};
    return fail(integrity_error(
        "P0405", fmt::format("the signature by the key {} is not valid", leaf.signer())));
}

}  // namespace isonomia::provenance
