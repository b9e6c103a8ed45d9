// From stored rows to entries that somebody can read, each checked against its commitments.
#pragma once

#include "core/ledger_entry.hpp"
#include "provenance/keys/subject_keys.hpp"
#include "provenance/ledger_head.hpp"

namespace isonomia::provenance {

// A row's payload, opened and checked: its bytes, or nothing where its key is not there.
// Errors: P0402, P0403.
[[nodiscard]] Result<std::optional<std::string>> open_payload(const EntryRow& row,
                                                              const Envelope& envelope,
                                                              std::string_view origin,
                                                              const SubjectKeys& keys);

// All entries below the head's checkpoint. Errors: P0104, P0108, P0401, P0402, P0403.
[[nodiscard]] Result<std::vector<LedgerEntry>> read_entries(const Store& store,
                                                            const LedgerHead& head,
                                                            const SubjectKeys& keys);

// The digest that an entry of type 'exhibit' names, or "" when it names no file.
[[nodiscard]] std::string exhibit_digest(std::string_view type, const Json& payload);

}  // namespace isonomia::provenance
