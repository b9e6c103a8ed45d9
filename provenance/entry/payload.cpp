#include "provenance/entry/payload.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <sodium.h>

#include "core/ensure.hpp"
#include "core/text.hpp"
#include "provenance/keys/sodium.hpp"

namespace isonomia::provenance {

namespace {

constexpr std::string_view field_domain{"isonomia/v1/field\0", 18};
constexpr std::string_view payload_domain = "isonomia/v1/payload";
constexpr std::string_view id_field = "@id";
constexpr std::size_t salt_size = 16;

struct Disclosure {
    Digest commitment{};
    std::string text;  // the commitment's
    std::string line;
};

Disclosure disclose(const Json& name, const Json& value, Bytes salt) {
    const std::string written = canonical(value);
    std::string line;
    line.reserve(64 + written.size());
    line += "[\"";
    line += base64(salt);
    line += "\",";
    line += canonical(name);
    line += ',';
    line += written;
    line += ']';
    const Digest digest = commitment(line);
    return {digest, base64(digest), std::move(line)};
}

tl::unexpected<Error> not_recordable(const Draft& draft, const std::string& why) {
    return fail(input_error("P0110", fmt::format("'{}' of type '{}' cannot be recorded: {}",
                                                 draft.id, draft.type, why)));
}

bool all_utf8(const Json& value) {
    if (const auto* text = value.string()) return valid_utf8(*text);
    if (const auto* items = value.array())
        return std::all_of(items->begin(), items->end(), all_utf8);
    if (const auto* members = value.object())
        return std::all_of(members->begin(), members->end(), [](const auto& member) {
            return valid_utf8(member.first) && all_utf8(member.second);
        });
    return true;
}

tl::unexpected<Error> mismatch(const std::string& why) {
    return fail(integrity_error("P0402", "the payload is not what was committed to: " + why));
}

std::string associated_data(const PayloadBinding& binding) {
    // Only the subject can hold characters that JSON writes in another way.
    std::string data;
    data.reserve(128 + binding.subject.size());
    data += "[\"";
    data += payload_domain;
    data += "\",\"";
    data += binding.origin;
    data += "\",";
    data += std::to_string(binding.entry);
    data += ",\"";
    data += binding.type;
    data += "\",";
    data += binding.subject.empty() ? "\"\"" : canonical(Json(binding.subject));
    data += ']';
    return data;
}

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

Digest commitment(std::string_view disclosure) {
    static thread_local Sha256 hasher;
    return hasher.update(field_domain).update(disclosure).finish();
}

Status check_draft(const Draft& draft) {
    if (!valid_type(draft.type))
        return not_recordable(draft, "the type is not 1 to 32 of a-z and _");
    if (draft.id.empty()) return not_recordable(draft, "it has no identifier");
    if (!valid_utf8(draft.id) || !valid_utf8(draft.subject))
        return not_recordable(draft, "identifier or subject is not UTF-8");
    const auto* members = draft.payload.object();
    if (members == nullptr) return not_recordable(draft, "the payload is not an object");
    if (members->size() >= payload_fields_max)
        return not_recordable(draft,
                              fmt::format("it has more than {} fields", payload_fields_max - 1));
    for (const auto& [name, value] : *members)
        if (name.starts_with('@')) return not_recordable(draft, "a field name begins with '@'");
    for (const auto& [name, value] : *members)
        if (!valid_utf8(name) || !all_utf8(value))
            return not_recordable(draft, "its payload has text that is not UTF-8");
    return {};
}

std::size_t salt_bytes(const Draft& draft) {
    return salt_size * (draft.payload.object()->size() + 1);
}

Result<std::string> make_payload(const Draft& draft, RandomSource& random, Envelope& envelope) {
    if (auto status = check_draft(draft); !status) return fail(status.error());
    std::vector<std::uint8_t> salts(salt_bytes(draft));
    random.fill(salts);
    return make_payload(draft, salts, envelope);
}

Result<std::string> make_payload(const Draft& draft, Bytes salts, Envelope& envelope) {
    ensure(salts.size() == salt_bytes(draft), "a salt for each field");
    std::vector<Disclosure> fields;
    fields.reserve(draft.payload.object()->size() + 1);
    fields.push_back(disclose(Json(id_field), Json(draft.id), salts.first(salt_size)));
    std::string last;
    for (const auto& [name, value] : *draft.payload.object()) {
        salts = salts.subspan(salt_size);
        Disclosure field = disclose(Json(name), value, salts.first(salt_size));
        if (draft.type == "exhibit" && name == "sha256") {
            envelope.exhibit = field.commitment;
            last.insert(0, field.line + "\n");  // before the authority
        } else if (name == "authority") {
            envelope.authority = field.commitment;
            last += field.line + "\n";
        } else {
            fields.push_back(std::move(field));
        }
    }
    std::sort(fields.begin(), fields.end(),
              [](const Disclosure& a, const Disclosure& b) { return a.text < b.text; });
    std::string payload;
    for (const Disclosure& field : fields) {
        envelope.fields.push_back(field.commitment);
        payload += field.line;
        payload += '\n';
    }
    payload += last;
    if (payload.size() > payload_bytes_max)
        return not_recordable(draft, fmt::format("it is larger than {} bytes", payload_bytes_max));
    return payload;
}

Status check_payload(std::string_view payload, const Envelope& envelope) {
    std::size_t line_number = 0;
    const auto take_line = [&](const Digest& expected) -> Status {
        const auto end = payload.find('\n');
        if (end == std::string_view::npos) return mismatch("a field is missing");
        if (commitment(payload.substr(0, end)) != expected)
            return mismatch(fmt::format("field {} is another", line_number));
        payload.remove_prefix(end + 1);
        ++line_number;
        return {};
    };
    // In the order of commitments(), without gathering them first.
    for (const Digest& field : envelope.fields)
        if (auto taken = take_line(field); !taken) return taken;
    for (const auto& single : {envelope.exhibit, envelope.authority})
        if (single)
            if (auto taken = take_line(*single); !taken) return taken;
    if (!payload.empty()) return mismatch("it has more fields");
    return {};
}

Result<Field> read_disclosure(std::string_view line) {
    const auto parsed = parse_json(line, "payload");
    const auto* parts = parsed ? parsed->array() : nullptr;
    if (parts == nullptr || parts->size() != 3 || (*parts)[0].string() == nullptr ||
        (*parts)[1].string() == nullptr)
        return mismatch("a line is not a disclosure");
    return Field{*(*parts)[1].string(), (*parts)[2]};
}

Status check_names(std::string_view payload) {
    std::vector<std::string_view> names;
    names.reserve(16);
    for (std::string_view rest = payload; !rest.empty();) {
        const auto line = rest.substr(0, rest.find('\n'));
        if (line.size() == rest.size()) return mismatch("its last line does not end");
        rest.remove_prefix(line.size() + 1);
        // ["SALT","NAME", with a salt of 16 bytes, as it is written here.
        constexpr std::size_t salt_size_text = 24;
        constexpr std::size_t begin = 2 + salt_size_text + 3;
        if (line.size() < begin || !line.starts_with("[\"") ||
            line.substr(2 + salt_size_text, 3) != "\",\"" ||
            line.substr(2, salt_size_text).find_first_of("\"\\") != std::string_view::npos)
            return mismatch("a line is not a disclosure");
        const auto end = line.find('"', begin);
        if (end == std::string_view::npos) return mismatch("a line is not a disclosure");
        names.push_back(line.substr(begin, end - begin));
        if (names.back().find('\\') != std::string_view::npos)  // not as it was written here
            if (auto content = read_payload(payload); !content) return fail(content.error());
    }
    std::sort(names.begin(), names.end());
    const bool twice = std::adjacent_find(names.begin(), names.end()) != names.end();
    const auto special = std::count_if(names.begin(), names.end(),
                                       [](std::string_view name) { return name.starts_with('@'); });
    if (twice || special != 1 || !std::binary_search(names.begin(), names.end(), id_field))
        return mismatch("a field has a wrong name");
    return {};
}

Result<PayloadContent> read_payload(std::string_view payload) {
    PayloadContent content;
    Json::Object object;
    while (!payload.empty()) {
        const auto end = payload.find('\n');
        if (end == std::string_view::npos) return mismatch("its last line does not end");
        auto field = read_disclosure(payload.substr(0, end));
        payload.remove_prefix(end + 1);
        if (!field) return fail(field.error());
        if (field->name == id_field) {
            const auto* id = field->value.string();
            if (id == nullptr || id->empty() || !content.id.empty())
                return mismatch("it has not one identifier");
            content.id = *id;
        } else if (field->name.starts_with('@') ||
                   !object.emplace(field->name, std::move(field->value)).second) {
            return mismatch("a field has a wrong name");
        }
    }
    if (content.id.empty()) return mismatch("it has no identifier");
    content.object = std::move(object);
    return content;
}

std::vector<std::uint8_t> seal(std::string_view payload, const PayloadBinding& binding,
                               const PayloadKey& key, const PayloadNonce& nonce) {
    begin_sodium();
    const std::string data = associated_data(binding);
    std::vector<std::uint8_t> sealed(payload.size() + crypto_aead_xchacha20poly1305_ietf_ABYTES);
    unsigned long long size = 0;
    const int done = crypto_aead_xchacha20poly1305_ietf_encrypt(
        sealed.data(), &size, bytes_of(payload), payload.size(), bytes_of(data), data.size(),
        nullptr, nonce.data(), key.data());
    ensure(done == 0 && size == sealed.size(), "sealing to succeed");
    return sealed;
}

Result<std::string> unseal(Bytes sealed, const PayloadBinding& binding, const PayloadKey& key,
                           Bytes nonce) {
    begin_sodium();
    constexpr std::size_t tag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
    const std::string data = associated_data(binding);
    std::string payload(sealed.size() < tag ? 0 : sealed.size() - tag, '\0');
    unsigned long long size = 0;
    if (sealed.size() < tag || sealed.size() > payload_bytes_max + tag ||
        nonce.size() != PayloadNonce{}.size() ||
        crypto_aead_xchacha20poly1305_ietf_decrypt(
            reinterpret_cast<unsigned char*>(payload.data()), &size, nullptr, sealed.data(),
            sealed.size(), bytes_of(data), data.size(), nonce.data(), key.data()) != 0)
        return fail(
            integrity_error("P0403", fmt::format("the payload of entry {} does not open with "
                                                 "its key",
                                                 binding.entry)));
    return payload;
}

}  // namespace isonomia::provenance
