// The one place that is asked before anything is erased. Ledger::erase calls it; nothing else
// destroys a key.
#pragma once

#include <string_view>
#include <vector>

#include "core/clock.hpp"
#include "core/error.hpp"
#include "core/ledger_entry.hpp"

namespace isonomia::provenance {

// Nothing forbids that the subject's data be destroyed now. `entries`: all of the ledger's. Errors:
// P1201 a hold or a retention forbids it, and is named; P1202 there is no data of that subject;
// those of replay().
[[nodiscard]] Status check_erasable(const std::vector<LedgerEntry>& entries,
                                    std::string_view subject, Instant now);

}  // namespace isonomia::provenance
