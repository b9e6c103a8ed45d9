// What an entry says of itself beyond its members: how its authority stands to the act, and on what
// custody rests before it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/authority_text.hpp"
#include "core/ledger_entry.hpp"

namespace isonomia::cli {

// The act of an entry of type 'activity' that can be read.
[[nodiscard]] std::optional<Activity> act_in(const LedgerEntry& entry);

// The document on which custody of the exhibit rests before the entry that took it in, or "".
[[nodiscard]] std::string custody_document(const LedgerEntry& entry);

// Lines for a person: none, or 'authority …', 'known from …', 'before this entry custody …'.
[[nodiscard]] std::vector<std::string> standing_facts(const LedgerEntry& entry);

}  // namespace isonomia::cli
