// What 'isonomia key' does, one file each.
#pragma once

#include "cli/case_writer.hpp"
#include "cli/signer_options.hpp"
#include "provenance/keys/key_registry.hpp"

namespace isonomia::cli {

using KeyAction = Result<ExitCode>(Context&, const Arguments&);

KeyAction generate_key;
KeyAction show_key;
KeyAction register_key;
KeyAction rotate_key;
KeyAction revoke_key;

// The key as its owner hands it out, and what --json says of it.
[[nodiscard]] std::string own_vkey(const provenance::Signer& signer);

// The record of the ledger's own key: as the registry has it, or as it would begin.
[[nodiscard]] KeyRecord ledger_key_record(const provenance::KeyRegistry& registry,
                                          const provenance::Ledger& ledger,
                                          const std::string& held_in);

// Drafts the ledger's own key into the registry where it is not there yet, so that every author is
// known once one is.
void state_ledger_key(Journal& journal, const provenance::KeyRegistry& registry,
                      const provenance::Ledger& ledger, const std::string& held_in);

}  // namespace isonomia::cli
