#include "provenance/log/cosignature.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/ensure.hpp"

namespace isonomia::provenance {

namespace {

constexpr std::size_t time_bytes = 8;
constexpr std::uint64_t time_max = 253402300799;  // end of the year 9999

std::size_t key_size(CosignerKind kind) {
    return kind == CosignerKind::ed25519 ? PublicKey{}.size() : 1312;
}

std::vector<std::uint8_t> big_endian(std::uint64_t value) {
    std::vector<std::uint8_t> bytes(time_bytes);
    for (std::size_t i = 0; i < time_bytes; ++i)
        bytes[i] = static_cast<std::uint8_t>(value >> (8U * (time_bytes - 1 - i)));
    return bytes;
}

tl::unexpected<Error> not_a_witness_key(const std::string& why) {
    return fail(input_error("P0701", "not the key of a witness: " + why)
                    .hinted("it reads NAME+8 hex digits+base64, as 'isonomia witness key' prints "
                            "it"));
}

tl::unexpected<Error> not_valid(const Cosigner& cosigner, const std::string& why) {
    return fail(integrity_error(
        "P0702", fmt::format("the cosignature by '{}' is not valid: {}", cosigner.name, why)));
}

Result<Instant> check_line(const Note& note, const Cosigner& cosigner, Bytes signature) {
    if (signature.size() != time_bytes + Signature{}.size())
        return not_valid(cosigner, "it is not a time and 64 bytes");
    std::uint64_t time = 0;
    for (const std::uint8_t byte : signature.first(time_bytes))
        time = time << 8U | byte;
    if (time == 0 || time > time_max) return not_valid(cosigner, "its time is none");
    PublicKey key{};
    std::copy(cosigner.key.begin(), cosigner.key.end(), key.begin());
    if (!signature_is_valid(key, cosigned_message(note.text, time), signature.subspan(time_bytes)))
        return not_valid(cosigner, "the text was changed, or another key signed it");
    return Instant{static_cast<std::int64_t>(time)};
}

}  // namespace

KeyId Cosigner::key_id() const {
    const auto kind_byte = static_cast<std::uint8_t>(kind);
    static thread_local Sha256 hasher;
    hasher.update(name).update("\n").update(Bytes(&kind_byte, 1)).update(Bytes(key));
    const Digest digest = hasher.finish();
    KeyId id{};
    std::copy_n(digest.begin(), id.size(), id.begin());
    return id;
}

Cosigner cosigner_of(std::string name, const PublicKey& key) {
    return {std::move(name), CosignerKind::ed25519, {key.begin(), key.end()}};
}

std::string cosigner_name(const PublicKey& key) { return "isonomia/key/" + fingerprint(key); }

std::string to_vkey(const Cosigner& cosigner) {
    std::vector<std::uint8_t> key{static_cast<std::uint8_t>(cosigner.kind)};
    key.insert(key.end(), cosigner.key.begin(), cosigner.key.end());
    return fmt::format("{}+{}+{}", cosigner.name, hex(cosigner.key_id()), base64(key));
}

Result<Cosigner> parse_cosigner(std::string_view vkey) {
    const auto first = vkey.find('+');
    const auto second = first == std::string_view::npos ? first : vkey.find('+', first + 1);
    if (second == std::string_view::npos) return not_a_witness_key("it has not three parts");
    Cosigner cosigner;
    cosigner.name = vkey.substr(0, first);
    if (!valid_key_name(cosigner.name))
        return not_a_witness_key("the name has forbidden characters");
    const auto key = from_base64(vkey.substr(second + 1));
    if (!key || key->empty()) return not_a_witness_key("its last part is not base64");
    if (key->front() == 0x01)
        return not_a_witness_key("it is a key for signing records, not for witnessing them");
    if (key->front() != static_cast<std::uint8_t>(CosignerKind::ed25519) &&
        key->front() != static_cast<std::uint8_t>(CosignerKind::ml_dsa_44))
        return not_a_witness_key("it is of an unknown kind");
    cosigner.kind = static_cast<CosignerKind>(key->front());
    cosigner.key.assign(key->begin() + 1, key->end());
    if (cosigner.key.size() != key_size(cosigner.kind))
        return not_a_witness_key("it has a wrong length");
    if (hex(cosigner.key_id()) != vkey.substr(first + 1, second - first - 1))
        return not_a_witness_key("name and key do not give this key id");
    return cosigner;
}

std::string cosigned_message(std::string_view text, std::uint64_t time) {
    return fmt::format("cosignature/v1\ntime {}\n{}", time, text);
}

Result<std::string> cosign(std::string_view note, const std::string& name, const Signer& signer,
                           Instant at) {
    const auto parsed = parse_note(note);
    ensure(parsed && valid_key_name(name) && at.seconds > 0, "a signed note, a name and a time");
    const auto time = static_cast<std::uint64_t>(at.seconds);
    const auto signature = signer.sign(cosigned_message(parsed->text, time));
    if (!signature) return fail(signature.error());
    const KeyId id = cosigner_of(name, signer.public_key()).key_id();
    std::vector<std::uint8_t> line(id.begin(), id.end());
    const auto time_part = big_endian(time);
    line.insert(line.end(), time_part.begin(), time_part.end());
    line.insert(line.end(), signature->begin(), signature->end());
    return fmt::format("{}{}{} {}\n", note, note_dash, name, base64(line));
}

Result<std::optional<Instant>> check_cosignature(const Note& note, const Cosigner& cosigner) {
    std::optional<Instant> earliest;
    for (const NoteSignature& line : note.signatures) {
        if (line.name != cosigner.name || line.key_id != cosigner.key_id()) continue;
        if (!cosigner.supported())
            return fail(
                input_error("P0703", fmt::format("the cosignature by '{}' is of a kind that "
                                                 "this program cannot check (ML-DSA)",
                                                 cosigner.name)));
        const auto at = check_line(note, cosigner, line.signature);
        if (!at) return fail(at.error());
        earliest = earliest ? std::min(*earliest, *at) : *at;
    }
    return earliest;
}

std::string note_bytes(const Note& note) {
    std::string bytes = note.text + "\n";
    for (const NoteSignature& signature : note.signatures) {
        std::vector<std::uint8_t> line(signature.key_id.begin(), signature.key_id.end());
        line.insert(line.end(), signature.signature.begin(), signature.signature.end());
        bytes += fmt::format("{}{} {}\n", note_dash, signature.name, base64(line));
    }
    return bytes;
}

Note with_lines_of(const Note& note, const std::string& name, const KeyId& key_id) {
    Note result{note.text, {}};
    for (const NoteSignature& signature : note.signatures)
        if (signature.name == name && signature.key_id == key_id)
            result.signatures.push_back(signature);
    return result;
}

}  // namespace isonomia::provenance
