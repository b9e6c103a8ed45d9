#include "provenance/log/note.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/ensure.hpp"
#include "core/text.hpp"

namespace isonomia::provenance {

namespace {

constexpr std::uint8_t ed25519_kind = 0x01;
constexpr std::size_t signatures_max = 100;

tl::unexpected<Error> not_a_note(const std::string& why) {
    return fail(integrity_error("P0301", "not a signed note: " + why));
}

bool is_white_space(std::string_view text, std::size_t i) {
    // The white space of Unicode that is longer than one byte, in UTF-8.
    static constexpr std::string_view longer[] = {"\xC2\x85",     "\xC2\xA0",     "\xE1\x9A\x80",
                                                  "\xE2\x80\xA8", "\xE2\x80\xA9", "\xE2\x80\xAF",
                                                  "\xE2\x81\x9F", "\xE3\x80\x80"};
    const std::string_view rest = text.substr(i);
    if (std::any_of(std::begin(longer), std::end(longer),
                    [&](std::string_view space) { return rest.starts_with(space); }))
        return true;
    return rest.size() >= 3 && rest.starts_with("\xE2\x80") &&
           static_cast<unsigned char>(rest[2]) <= 0x8A;  // U+2000 to U+200A
}

Result<NoteSignature> parse_signature(std::string_view line) {
    if (!line.starts_with(note_dash)) return not_a_note("a signature line without its dash");
    line.remove_prefix(note_dash.size());
    const auto blank = line.find(' ');
    if (blank == std::string_view::npos) return not_a_note("a signature line without a signature");
    NoteSignature signature;
    signature.name = line.substr(0, blank);
    if (!valid_key_name(signature.name)) return not_a_note("a key name with forbidden characters");
    const auto bytes = from_base64(line.substr(blank + 1));
    if (!bytes || bytes->size() <= signature.key_id.size())
        return not_a_note("a signature that is not base64 of a key id and a signature");
    std::copy_n(bytes->begin(), signature.key_id.size(), signature.key_id.begin());
    signature.signature.assign(bytes->begin() + signature.key_id.size(), bytes->end());
    return signature;
}

}  // namespace

bool valid_key_name(std::string_view name) {
    if (name.empty() || !valid_utf8(name)) return false;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const auto c = static_cast<unsigned char>(name[i]);
        if (c <= 0x20 || c == 0x7F || c == '+' || is_white_space(name, i)) return false;
    }
    return true;
}

KeyId Verifier::key_id() const {
    static thread_local Sha256 hasher;
    hasher.update(name).update("\n").update(Bytes(&ed25519_kind, 1)).update(Bytes(key));
    const Digest digest = hasher.finish();
    KeyId id{};
    std::copy_n(digest.begin(), id.size(), id.begin());
    return id;
}

std::string to_vkey(const Verifier& verifier) {
    std::vector<std::uint8_t> key{ed25519_kind};
    key.insert(key.end(), verifier.key.begin(), verifier.key.end());
    return fmt::format("{}+{}+{}", verifier.name, hex(verifier.key_id()), base64(key));
}

Result<Verifier> parse_vkey(std::string_view text) {
    const auto refused = [](const std::string& why) {
        return fail(
            input_error("P0304", "not a verifier key: " + why)
                .hinted("it reads NAME+8 hex digits+base64, as 'isonomia key show' prints it"));
    };
    const auto first = text.find('+');
    const auto second = first == std::string_view::npos ? first : text.find('+', first + 1);
    if (second == std::string_view::npos) return refused("it has not three parts");
    Verifier verifier{std::string(text.substr(0, first)), {}};
    if (!valid_key_name(verifier.name)) return refused("the name has forbidden characters");
    const auto key = from_base64(text.substr(second + 1));
    if (!key || key->size() != 1 + verifier.key.size() || key->front() != ed25519_kind)
        return refused("the key is not Ed25519");
    std::copy(key->begin() + 1, key->end(), verifier.key.begin());
    if (hex(verifier.key_id()) != text.substr(first + 1, second - first - 1))
        return refused("name and key do not give this key id");
    return verifier;
}

Result<Note> parse_note(std::string_view bytes) {
    if (bytes.size() > note_bytes_max) return not_a_note("longer than 1 MiB");
    if (!valid_utf8(bytes)) return not_a_note("not UTF-8");
    const auto is_control = [](char c) {
        return (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7F;
    };
    if (std::any_of(bytes.begin(), bytes.end(), is_control))
        return not_a_note("a control character");
    // The last blank line parts text and signatures: the text itself may hold others.
    const auto parting = bytes.rfind("\n\n");
    if (parting == std::string_view::npos) return not_a_note("no signatures");
    Note note;
    note.text = bytes.substr(0, parting + 1);
    std::string_view rest = bytes.substr(parting + 2);
    if (rest.empty() || rest.back() != '\n') return not_a_note("the last line does not end");
    rest.remove_suffix(1);
    for (const std::string_view line : split(rest, '\n')) {
        if (note.signatures.size() == signatures_max) return not_a_note("too many signatures");
        auto signature = parse_signature(line);
        if (!signature) return fail(signature.error());
        note.signatures.push_back(std::move(*signature));
    }
    return note;
}

Result<std::string> sign_note(std::string_view text, const std::string& name,
                              const Signer& signer) {
    ensure(text.ends_with('\n') && valid_key_name(name), "a text to sign and a key name");
    const KeyId id = Verifier{name, signer.public_key()}.key_id();
    const auto signature = signer.sign(text);
    if (!signature) return fail(signature.error());
    std::vector<std::uint8_t> line(id.begin(), id.end());
    line.insert(line.end(), signature->begin(), signature->end());
    return fmt::format("{}\n{}{} {}\n", text, note_dash, name, base64(line));
}

Status check_signature(const Note& note, const Verifier& verifier) {
    bool found = false;
    for (const NoteSignature& signature : note.signatures) {
        if (signature.name != verifier.name || signature.key_id != verifier.key_id()) continue;
        if (!signature_is_valid(verifier.key, note.text, signature.signature))
            return fail(integrity_error(
                "P0303", fmt::format("the signature by '{}' is not valid", verifier.name)));
        found = true;
    }
    if (found) return {};
    return fail(
        integrity_error("P0303", fmt::format("there is no signature by '{}'", to_vkey(verifier))));
}

}  // namespace isonomia::provenance
