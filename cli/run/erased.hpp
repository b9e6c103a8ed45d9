// What was erased does not come back by running the same matter again.
#pragma once

#include <vector>

#include "core/ledger_entry.hpp"
#include "core/matter_file.hpp"

namespace isonomia::cli {

// The matter declares no data of an agent whose data was erased: not the agent as a person, nor an
// exhibit or a model of which the agent is the subject. Error: P1205.
[[nodiscard]] Status check_not_erased(const std::vector<LedgerEntry>& entries,
                                      const MatterFile& matter);

}  // namespace isonomia::cli
