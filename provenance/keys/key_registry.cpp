#include "provenance/keys/key_registry.hpp"

#include <fmt/format.h>

#include "core/describe.hpp"

namespace isonomia::provenance {

namespace {

tl::unexpected<Error> contradiction(std::uint64_t entry, const std::string& why) {
    return fail(
        integrity_error("P0511", fmt::format("entry {} of the key registry: {}", entry, why)));
}

}  // namespace

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
    if (key->ended && *key->ended < entry)
        return fail(
            input_error("P0508", fmt::format("the key {} was {} in entry {}", fingerprint,
                                             key->revoked == key->ended ? "revoked" : "replaced",
                                             *key->ended))
                .hinted("sign with another key, registered for the same agent"));
    if (key->record.purpose == KeyPurpose::person) return {};
    return fail(input_error("P0509", fmt::format("the key {} is registered as that of a {}, not of "
                                                 "a person",
                                                 fingerprint, to_text(key->record.purpose)))
                    .hinted("sign with a key of the agent who acts"));
}

Status KeyRegistry::may_sign(const std::string& fingerprint, const std::string& agent,
                             std::uint64_t entry) const {
    if (auto counted = counts(fingerprint, entry); !counted) return counted;
    const std::string& owner = find(fingerprint)->record.agent;
    if (owner == agent) return {};
    return fail(input_error("P0509", fmt::format("the key {} is of agent '{}', the act of '{}'",
                                                 fingerprint, owner, agent))
                    .hinted("sign with a key of the agent who acts"));
}

}  // namespace isonomia::provenance
