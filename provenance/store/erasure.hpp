// What the destruction of one subject's key takes with it, and how it is carried out.
// docs/formats/ledger.md, section 3.
#pragma once

#include <set>

#include "core/ledger_entry.hpp"
#include "provenance/keys/subject_keys.hpp"
#include "provenance/store/case_folder.hpp"

namespace isonomia::provenance {

// What goes when the payloads of these entries can no longer be read.
struct Loss {
    std::uint64_t entries = 0;       // payloads
    std::set<std::string> exhibits;  // digests of files that nothing else records
};

// The entries of one key, `theirs`, and what they alone record. An exhibit that another readable
// entry records stays, unless it is superseded by one of theirs.
[[nodiscard]] Loss loss_of(const std::vector<LedgerEntry>& entries,
                           const std::set<std::uint64_t>& theirs);

// Destroys exhibits first and the key last: as long as the key is there, what belongs to it can
// still be found. Doing it again does no harm. Errors: those of Files.
Status carry_out(const Loss& loss, const KeyFileId& key, const CaseFolder& folder,
                 SubjectKeys& keys, Files& files);

}  // namespace isonomia::provenance
