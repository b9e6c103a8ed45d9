// Whose keys they are and until when they counted, as entries of type 'key' tell it.
//
// A key is known from its first entry on. Once it is replaced or revoked it stays so, whatever a
// later entry says; a replaced key may still be revoked.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/key_record.hpp"
#include "core/ledger_entry.hpp"
#include "provenance/log/note.hpp"

namespace isonomia::provenance {

struct RegisteredKey {
    KeyRecord record;                       // as it stands now
    std::uint64_t entry = 0;                // which made it known
    std::optional<std::uint64_t> ended;     // entry that replaced or revoked it first
    std::optional<std::uint64_t> revoked;   // entry that revoked it
    std::optional<Instant> doubtful_since;  // of a revoked key: its signatures count no more
};

// The agent of whom an entry says that he did it, and with whose key alone it may be signed: of an
// activity its agent, of a hold who placed it or, once that is said, who released it, of a handover
// that was lost or recalled its sender. Other entries name nobody or, as an erasure, who decided:
// there the signature tells who did it.
[[nodiscard]] bool names_who_acted(std::string_view type);
[[nodiscard]] std::optional<std::string> acting_agent(std::string_view type, const Json& payload);

class KeyRegistry {
public:
    // From all readable entries of type 'key', oldest first.
    [[nodiscard]] static KeyRegistry of(const std::vector<LedgerEntry>& entries);

    // The next entry of type 'key'. Errors: P0511 a record that does not fit its key or makes a key
    // count again; it is left out.
    Status take(std::uint64_t entry, const KeyRecord& record);

    // nullptr for a key that the record does not know.
    [[nodiscard]] const RegisteredKey* find(const std::string& fingerprint) const;
    [[nodiscard]] const std::map<std::string, RegisteredKey>& all() const { return keys_; }
    [[nodiscard]] bool empty() const { return keys_.empty(); }

    // May the key sign acts of its agent in the entry of that index? Errors: P0507 the record did
    // not know it by then, P0508 it was replaced or revoked by then, P0509 it is no person's.
    [[nodiscard]] Status counts(const std::string& fingerprint, std::uint64_t entry) const;

    // The same for an entry with that acting_agent(). Error: P0509 the key is another agent's.
    [[nodiscard]] Status may_sign(const std::string& fingerprint,
                                  const std::optional<std::string>& agent,
                                  std::uint64_t entry) const;

    // For offers and receipts, which name their key themselves: it is, as far as the record knows,
    // no other agent's, and has not ended. Errors: P0508, P0509.
    [[nodiscard]] Status may_speak_for(const std::string& fingerprint,
                                       const std::string& agent) const;

private:
    std::map<std::string, RegisteredKey> keys_;
};

// The name under which signatures on acts know a key: 'isonomia/key/' and the fingerprint.
[[nodiscard]] Verifier person_verifier(const PublicKey& key);

}  // namespace isonomia::provenance
