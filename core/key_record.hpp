// A signing key as the record knows it: whose it is, for what, and until when it counted. A key
// that is replaced or revoked keeps its slot; what it signed before stays checkable.
#pragma once

#include <string>

#include "core/names.hpp"

namespace isonomia {

enum class KeyPurpose {
    ledger,   // closes batches and is the author of entries
    person,   // signs acts of one agent
    witness,  // cosigns checkpoints
};
constexpr std::array<std::string_view, 3> names_of(KeyPurpose) {
    return {"ledger", "person", "witness"};
}

enum class KeyState { active, replaced, revoked };
constexpr std::array<std::string_view, 3> names_of(KeyState) {
    return {"active", "replaced", "revoked"};
}

struct KeyRecord {
    std::string id;     // fingerprint: SHA-256 of the DER SubjectPublicKeyInfo, lower-case hex
    std::string agent;  // whose key it is
    KeyPurpose purpose = KeyPurpose::person;
    KeyState state = KeyState::active;
    std::string verifier_key;       // C2SP vkey
    std::string held_in;            // 'file', 'token', or ""
    std::string replaced_by;        // fingerprint, for a replaced key
    std::string reason;             // for replacement and revocation, in words
    std::string compromised_since;  // instant from which its signatures are in doubt, or ""
};

template <class V>
void describe(V& v, KeyRecord& k) {
    v("id", k.id);
    v("agent", k.agent);
    v("purpose", k.purpose);
    v("state", k.state);
    v("verifier_key", k.verifier_key);
    v("held_in", k.held_in);
    v("replaced_by", k.replaced_by);
    v("reason", k.reason);
    v("compromised_since", k.compromised_since);
}

}  // namespace isonomia
