#include "provenance/keys/key_registry.hpp"

#include <fmt/format.h>

#include "core/custody.hpp"
#include "core/describe.hpp"

namespace isonomia::provenance {

namespace {

tl::unexpected<Error> contradiction(std::uint64_t entry, const std::string& why) {
    return fail(
        integrity_error("P0511", fmt::format("entry {} of the key registry: {}", entry, why)));
}

Error no_longer_counts(const RegisteredKey& key) {
    return input_error("P0508",
                       fmt::format("the key {} was {} in entry {}", key.record.id,
                                   key.revoked == key.ended ? "revoked" : "replaced", *key.ended))
        .hinted("sign with another key, registered for the same agent");
}

Error of_another(const KeyRecord& key, const std::string& agent) {
    return input_error("P0509", fmt::format("the key {} is of agent '{}', the act of '{}'", key.id,
                                            key.agent, agent))
        .hinted(fmt::format("sign with a key of '{}'; what '{}' did and somebody else records is "
                            "recorded without a key of one's own",
                            agent, agent));
}

}  // namespace

bool names_who_acted(std::string_view type) {
    return type == "activity" || type == "hold" || type == "handover";
}

std::optional<std::string> acting_agent(std::string_view type, const Json& payload) {
    if (!names_who_acted(type)) return std::nullopt;
    const auto member = [&](const char* name) {
        const Json* value = payload.find(name);
        return value != nullptr && value->string() != nullptr ? *value->string() : std::string();
    };
    if (type == "activity") return member("agent");
    if (type == "handover") {
        const std::string state = member("state");
        if (state != to_text(HandoverState::lost) && state != to_text(HandoverState::recalled))
            return std::nullopt;
        return member("from");
    }
    return member("release_reason").empty() ? member("placed_by") : member("released_by");
}

Verifier person_verifier(const PublicKey& key) { return {"isonomia/key/" + fingerprint(key), key}; }

KeyRegistry KeyRegistry::of(const std::vector<LedgerEntry>& entries) {
    KeyRegistry registry;
    for (const LedgerEntry& entry : entries) {
        if (entry.type != "key" || entry.erased) continue;
        if (const auto record = from_json<KeyRecord>(entry.payload))
            // What contradicts itself is left out, and 'verify' names it.
            if (const auto taken = registry.take(entry.index, *record); !taken) continue;
    }
    return registry;
}

Status KeyRegistry::take(std::uint64_t entry, const KeyRecord& record) {
    const auto verifier = parse_vkey(record.verifier_key);
    if (!verifier || fingerprint(verifier->key) != record.id)
        return contradiction(entry, fmt::format("the verifier key is not that of {}", record.id));
    if (!record.compromised_since.empty() && !parse_instant(record.compromised_since))
        return contradiction(entry, fmt::format("'{}' is no time", record.compromised_since));
    const auto [it, is_new] =
        keys_.try_emplace(record.id, RegisteredKey{record, entry, {}, {}, {}});
    RegisteredKey& key = it->second;
    const bool ends = record.state != KeyState::active;
    if (!is_new && key.ended && (!ends || (key.revoked && record.state != KeyState::revoked)))
        return contradiction(entry, fmt::format("the key {} was {} in entry {} and stays so",
                                                record.id, to_text(key.record.state), *key.ended));
    if (!is_new && key.record.agent != record.agent && !key.record.agent.empty())
        return contradiction(entry, fmt::format("the key {} is of '{}', not of '{}'", record.id,
                                                key.record.agent, record.agent));
    key.record = record;
    if (ends && !key.ended) key.ended = entry;
    if (record.state == KeyState::revoked) {
        if (!key.revoked) key.revoked = entry;
        key.doubtful_since = parse_instant(record.compromised_since);
    }
    return {};
}

const RegisteredKey* KeyRegistry::find(const std::string& fingerprint) const {
    const auto it = keys_.find(fingerprint);
    return it == keys_.end() ? nullptr : &it->second;
}

Status KeyRegistry::counts(const std::string& fingerprint, std::uint64_t entry) const {
    const RegisteredKey* key = find(fingerprint);
    if (key == nullptr || key->entry >= entry)
        return fail(input_error("P0507", fmt::format("the record does not know whose key {} is",
                                                     fingerprint))
                        .hinted("state it with 'isonomia key register'"));
    if (key->ended && *key->ended < entry) return fail(no_longer_counts(*key));
    if (key->record.purpose == KeyPurpose::person) return {};
    return fail(input_error("P0509", fmt::format("the key {} is registered as that of a {}, not of "
                                                 "a person",
                                                 fingerprint, to_text(key->record.purpose)))
                    .hinted("sign with a key of the agent who acts"));
}

Status KeyRegistry::may_sign(const std::string& fingerprint,
                             const std::optional<std::string>& agent, std::uint64_t entry) const {
    if (auto counted = counts(fingerprint, entry); !counted) return counted;
    const RegisteredKey& key = *find(fingerprint);
    if (!agent || key.record.agent == *agent) return {};
    return fail(of_another(key.record, *agent));
}

Status KeyRegistry::may_speak_for(const std::string& fingerprint, const std::string& agent) const {
    const RegisteredKey* key = find(fingerprint);
    if (key == nullptr) return {};
    if (key->ended) return fail(no_longer_counts(*key));
    if (key->record.agent.empty() || key->record.agent == agent) return {};
    return fail(of_another(key->record, agent));
}

}  // namespace isonomia::provenance
