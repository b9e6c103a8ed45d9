// What 'isonomia witness' can do, one function each.
#pragma once

#include "cli/attestation_view.hpp"
#include "core/case_file.hpp"
#include "provenance/log/cosignature.hpp"
#include "provenance/log/witness_policy.hpp"

namespace isonomia::cli::witness {

[[nodiscard]] Result<ExitCode> key(Context& context, const Arguments& arguments);
[[nodiscard]] Result<ExitCode> policy(Context& context, const Arguments& arguments);
[[nodiscard]] Result<ExitCode> request(Context& context, const Arguments& arguments);
[[nodiscard]] Result<ExitCode> cosign(Context& context, const Arguments& arguments);
[[nodiscard]] Result<ExitCode> add(Context& context, const Arguments& arguments);
[[nodiscard]] Result<ExitCode> list(Context& context, const Arguments& arguments);
[[nodiscard]] Result<ExitCode> prove(Context& context, const Arguments& arguments);

// AGENT=KEY of the option --witness. Errors: U0006, P0701.
[[nodiscard]] Result<std::vector<provenance::PolicyWitness>> named_witnesses(
    const Arguments& arguments);

// The keys that closed batches of this ledger, the newest first.
[[nodiscard]] std::vector<provenance::Verifier> ledger_keys(const provenance::Ledger& ledger,
                                                            const CaseFile& case_file);
[[nodiscard]] std::vector<provenance::PublicKey> public_keys_of(
    const std::vector<provenance::Verifier>& verifiers);

// How far the policy in force covers the record, from the cosignatures on record that are valid.
struct Coverage {
    provenance::CheckedPolicy policy;
    provenance::Covered covered;
};
// Nothing when no policy is recorded. Error: P0710.
[[nodiscard]] Result<std::optional<Coverage>> coverage_of(
    const provenance::AttestationRegister& on_record, const provenance::LedgerView& view,
    const std::vector<provenance::PublicKey>& keys);

// One sentence about it: what is required, who is missing, what is covered.
[[nodiscard]] std::string sentence(const Coverage& coverage, std::uint64_t entries);

}  // namespace isonomia::cli::witness
