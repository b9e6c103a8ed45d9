// What others said about a checkpoint of this ledger: witnesses who cosigned it, timestamp
// authorities, and the proof when one ledger was shown in two versions.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "core/names.hpp"

namespace isonomia {

enum class AttestationKind { cosignature, timestamp };
constexpr std::array<std::string_view, 2> names_of(AttestationKind) {
    return {"cosignature", "timestamp"};
}

// Evidence by a third party that the checkpoint over the first `entries` entries existed at a time.
struct Attestation {
    std::string id;
    AttestationKind kind = AttestationKind::cosignature;
    std::string by;             // agent where it is known, else the name in the evidence itself
    std::uint64_t entries = 0;  // size of the checkpoint
    std::string attested_at;    // RFC 3339: it existed then at the latest, as the evidence says
    std::string checkpoint;     // the signed note, with the cosignature's line
    std::string verifier_key;   // cosignature: C2SP vkey of the witness
    std::string token;          // timestamp: base64 of the DER TimeStampToken
    std::string hash;           // timestamp: hash over the attested bytes, 'sha256', 'sha512'
    std::vector<std::string> renews;  // earlier timestamps that this one covers
};

struct Witness {
    std::string agent;
    std::string verifier_key;  // C2SP vkey of a cosigner
};

// Whose cosignatures a checkpoint needs before the parties rely on it.
struct WitnessPolicy {
    std::string id;
    std::uint64_t required = 0;  // so many of the witnesses
    std::vector<Witness> witnesses;
    std::string agreed_by;  // where the parties agreed on it, in words or an exhibit
};

// Two signed checkpoints of one ledger that cannot both be true.
struct Equivocation {
    std::string id;
    std::string origin;
    std::string signer;        // fingerprint of the key that signed both
    std::string verifier_key;  // C2SP vkey of that key
    std::string first;         // signed notes, the one over fewer entries first
    std::string second;
    std::string root;                // sizes differ: base64 root of the second's tree at the size
    std::vector<std::string> proof;  // of the first, and the RFC 9162 consistency proof of that
    std::string reason;              // why both cannot be true
    std::string source;              // where the other one came from
};

template <class V>
void describe(V& v, Attestation& a) {
    v("id", a.id);
    v("kind", a.kind);
    v("by", a.by);
    v("entries", a.entries);
    v("attested_at", a.attested_at);
    v("checkpoint", a.checkpoint);
    v("verifier_key", a.verifier_key);
    v("token", a.token);
    v("hash", a.hash);
    v("renews", a.renews);
}

template <class V>
void describe(V& v, Witness& w) {
    v("agent", w.agent);
    v("verifier_key", w.verifier_key);
}

template <class V>
void describe(V& v, WitnessPolicy& p) {
    v("id", p.id);
    v("required", p.required);
    v("witnesses", p.witnesses);
    v("agreed_by", p.agreed_by);
}

template <class V>
void describe(V& v, Equivocation& e) {
    v("id", e.id);
    v("origin", e.origin);
    v("signer", e.signer);
    v("verifier_key", e.verifier_key);
    v("first", e.first);
    v("second", e.second);
    v("root", e.root);
    v("proof", e.proof);
    v("reason", e.reason);
    v("source", e.source);
}

}  // namespace isonomia
