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

// On what rests what came before the entry: of an exhibit, 'before this entry custody rests on …';
// of an act that somebody did before it was recorded, 'happened before it was recorded; known from
// …'.
struct Earlier {
    std::string words;     // "" where nothing came before, or the entry cannot be read
    std::string document;  // in words or an exhibit's id, or "" for none that the record names
};
[[nodiscard]] Earlier earlier_than(const LedgerEntry& entry);

// Lines for a person: none, or 'authority …', 'known from …', 'before this entry custody …'.
[[nodiscard]] std::vector<std::string> standing_facts(const LedgerEntry& entry);

}  // namespace isonomia::cli
