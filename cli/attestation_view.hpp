// The attestations of a case that is open, for the commands about witnesses and timestamps.
#pragma once

#include "cli/command.hpp"
#include "provenance/attestations.hpp"
#include "provenance/ledger.hpp"

namespace isonomia::cli {

// The ledger and its folder must outlive it.
[[nodiscard]] provenance::LedgerView view_of(const provenance::Ledger& ledger,
                                             const fs::path& folder);

// Error: P0902 an entry that does not describe its type.
[[nodiscard]] Result<provenance::AttestationRegister> attestations_of(
    const std::vector<LedgerEntry>& entries);

// The attestation by which the entry existed first: of those on record over it, none replaced, the
// one with the earliest time. Its evidence is not checked here. nullptr where there is none.
[[nodiscard]] const Attestation* first_attestation(const provenance::AttestationRegister& on_record,
                                                   std::uint64_t entry);

// What somebody attested of the first `covered` entries may be recorded now: it was not made later
// than now, nor before these were recorded. Once on record, `verify` would fail for it.
// Error: P0714.
[[nodiscard]] Status check_times(const Context& context, const provenance::Ledger& ledger,
                                 const provenance::AttestedTime& attested, std::uint64_t covered);

// A case opened for reading, with its attestations.
struct AttestedCase {
    fs::path folder;
    provenance::Ledger ledger;
    std::vector<LedgerEntry> entries;
    provenance::AttestationRegister on_record;

    [[nodiscard]] provenance::LedgerView view() const { return view_of(ledger, folder); }
};
// `named` as cli/case_folder has it. Errors: U0010, P0902, those of Ledger::open and entries.
[[nodiscard]] Result<AttestedCase> open_attested(Context& context,
                                                 const std::optional<std::string>& named);

// Words after the action of a command: the last ones are files, one before them may be the case.
struct Words {
    std::optional<std::string> case_folder;
    std::vector<std::string> files;
};
// Exactly `files` files, and a case folder where `takes_case`. Errors: U0007, U0008.
[[nodiscard]] Result<Words> words_of(const Arguments& arguments, const std::string& action,
                                     std::size_t files, bool takes_case);

// Bytes of a file that another party made, at most 1 MiB. Errors: those of Files.
[[nodiscard]] Result<std::string> read_evidence(const Context& context, const std::string& name);

// Where the option -o names a file: writes it, never over one that is there. Error: P1109, U0007.
[[nodiscard]] Status write_result(Context& context, const Arguments& arguments,
                                  const std::string& action, std::string_view content);

// "57 entries", "1 entry".
[[nodiscard]] std::string count_of(std::uint64_t entries);

}  // namespace isonomia::cli
