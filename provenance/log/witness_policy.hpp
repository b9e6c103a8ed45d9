// Whose cosignatures a record needs: so many of the witnesses that the parties named.
#pragma once

#include <map>

#include "core/attestation.hpp"
#include "provenance/log/cosignature.hpp"

namespace isonomia::provenance {

struct PolicyWitness {
    std::string agent;
    Cosigner key;
};

struct CheckedPolicy {
    std::uint64_t required = 0;
    std::vector<PolicyWitness> witnesses;
};

// Each agent and each public key stands in it once, the ledger's own keys not at all, and
// `required` is from 1 to the number of witnesses whose cosignatures this program can check. Error:
// P0710.
[[nodiscard]] Result<CheckedPolicy> check_policy(const WitnessPolicy& policy,
                                                 const std::vector<PublicKey>& ledger_keys);

// How far a policy covers a record: a witness that cosigned n entries stands for all up to n, since
// it signs nothing that is not consistent with what it signed before.
struct Covered {
    bool met = false;
    std::uint64_t entries = 0;         // covered by `required` witnesses, when met
    std::vector<std::string> without;  // agents with no cosignature that counts
};

// `largest` gives, by vkey, the largest number of entries that a witness cosigned validly.
[[nodiscard]] Covered covered_by(const CheckedPolicy& policy,
                                 const std::map<std::string, std::uint64_t>& largest);

}  // namespace isonomia::provenance
