// Opens a case folder for reading: what log, show, status and key have in common.
#pragma once

#include <string>
#include <vector>

#include "cli/command.hpp"
#include "core/ledger_entry.hpp"
#include "provenance/ledger.hpp"

namespace isonomia::cli {

struct OpenCase {
    fs::path folder;
    provenance::Ledger ledger;
    std::vector<LedgerEntry> entries;  // checked against the last checkpoint
};

// The positional CASE as cli/case_folder has it. Errors: U0010 and those of Ledger::open and
// entries.
[[nodiscard]] Result<OpenCase> open_case(Context& context, const Arguments& arguments);

// The record of the positional CASE, optional.
[[nodiscard]] Positional case_positional();

// {"index", "recorded", "type", "id", "author", "supersedes"?, "signer"?, "erased"?}
[[nodiscard]] Json::Object entry_head(const LedgerEntry& entry);

}  // namespace isonomia::cli
