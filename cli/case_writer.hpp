// Opens a case folder for writing: what the commands that record an act of a person have in common.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "cli/run/journal.hpp"
#include "cli/signer_options.hpp"
#include "core/case_file.hpp"
#include "provenance/ledger.hpp"

namespace isonomia::cli {

struct WritableCase {
    fs::path folder;
    std::unique_ptr<const provenance::Signer> signer;  // the ledger refers to it
    std::string held_in;                               // the key: 'file' or 'token'
    std::unique_ptr<provenance::Ledger> ledger;
    std::vector<LedgerEntry> entries;  // as they were when it was opened
    CaseFile case_file;                // over all of them

    // Records an object in place of the current one of its id; its subject follows from what it
    // quotes and rests on. `person` signs the act, when given. Returns the index of the first
    // entry. Errors: those of Ledger::append.
    template <class T>
    [[nodiscard]] Result<std::uint64_t> record(const std::string& type, const T& object,
                                               const provenance::Signer* person = nullptr) {
        Journal journal(entries);
        journal.state(type, object);
        return append(journal, person);
    }
    // A person's signature counts only by a key that the record knows, and where the entry names
    // who acted, by his. Errors: P0507 to P0509.
    [[nodiscard]] Status check_person(const provenance::Signer* person,
                                      const std::optional<std::string>& acting = {}) const;
    // The same of an offer or a receipt by that agent, whose key need not be known. Errors: P0508,
    // P0509.
    [[nodiscard]] Status check_speaks_for(const std::string& fingerprint,
                                          const std::string& agent) const;
    [[nodiscard]] Result<std::uint64_t> append(Journal& journal,
                                               const provenance::Signer* person = nullptr);
};

// With the key that ledger_key_options() choose. Errors: those of ledger_signer() and of Ledger.
[[nodiscard]] Result<WritableCase> open_case_for_writing(Context& context,
                                                         const Arguments& arguments,
                                                         fs::path folder);

// The same for the positional CASE.
[[nodiscard]] Result<WritableCase> open_case_for_writing(Context& context,
                                                         const Arguments& arguments);

// Who acts: the agent that the option names, else the one who prepared the matter. Errors: U0007
// nobody did, U0015 no such agent.
[[nodiscard]] Result<std::string> acting_agent(const CaseFile& case_file,
                                               const Arguments& arguments, std::string_view action,
                                               std::string_view option);

// --authority and --authority-exhibit, when given. Error: U0015.
[[nodiscard]] std::vector<OptionRecord> authority_options();
[[nodiscard]] Result<std::optional<Authority>> authority_of(const CaseFile& case_file,
                                                            const Arguments& arguments);

// 'hold-1', 'hold-2' …: the first that the record never used.
[[nodiscard]] std::string next_id(const std::vector<LedgerEntry>& entries, const std::string& type);

// The instant that the option names, as written, else the clock's. Error: U0006.
[[nodiscard]] Result<std::string> time_of_act(const Context& context, const Arguments& arguments,
                                              std::string_view option = "on");

// The value of an option without which the action cannot be done. Error: U0007.
[[nodiscard]] Result<std::string> required_option(const Arguments& arguments,
                                                  std::string_view action, std::string_view option);

// Every one of `options` that was given belongs to the action. Error: U0002.
[[nodiscard]] Status check_options(const Arguments& arguments, const std::string& action,
                                   const std::vector<OptionRecord>& options,
                                   const std::vector<std::string>& allowed);

// The agent is known to the case. Error: U0015.
[[nodiscard]] Status check_agent(const CaseFile& case_file, const std::string& agent);
[[nodiscard]] Status check_exhibits(const CaseFile& case_file,
                                    const std::vector<std::string>& exhibits);
// The same of exhibits that are to be held or kept. Error: P1207 the declaration, which goes with
// everybody whom it names.
[[nodiscard]] Status check_kept(const CaseFile& case_file,
                                const std::vector<std::string>& exhibits);

// Nothing lies under that name yet, in a folder that is there: what was signed is never
// overwritten, and nothing is recorded that could then not be written. Errors: P1109, F0002.
[[nodiscard]] Status check_new(const fs::path& path);

}  // namespace isonomia::cli
