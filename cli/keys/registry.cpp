#include "cli/keys/actions.hpp"

namespace isonomia::cli {

std::string own_vkey(const provenance::Signer& signer) {
    return provenance::to_vkey(provenance::person_verifier(signer.public_key()));
}

KeyRecord ledger_key_record(const provenance::KeyRegistry& registry,
                            const provenance::Ledger& ledger, const std::string& held_in) {
    if (const auto* known = registry.find(ledger.author())) return known->record;
    KeyRecord record;
    record.id = ledger.author();
    record.purpose = KeyPurpose::ledger;
    record.verifier_key = ledger.verifier_key();
    record.held_in = held_in;
    return record;
}

void state_ledger_key(Journal& journal, const provenance::KeyRegistry& registry,
                      const provenance::Ledger& ledger, const std::string& held_in) {
    if (registry.find(ledger.author()) == nullptr)
        journal.state("key", ledger_key_record(registry, ledger, held_in));
}

}  // namespace isonomia::cli
