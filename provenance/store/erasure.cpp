#include "provenance/store/erasure.hpp"

#include "core/digest.hpp"
#include "core/preservation_rules.hpp"
#include "provenance/entry/entry_reader.hpp"

namespace isonomia::provenance {

Loss loss_of(const std::vector<LedgerEntry>& entries, const std::set<std::uint64_t>& theirs) {
    Loss loss{theirs.size(), {}};
    const auto replaced = replaced_by(entries, theirs);
    std::set<std::string> kept;
    for (const LedgerEntry& entry : entries) {
        const std::string digest = exhibit_digest(entry.type, entry.payload);
        if (digest.empty()) continue;
        const bool goes = theirs.contains(entry.index) || replaced.contains(entry.index);
        (goes ? loss.exhibits : kept).insert(digest);
    }
    for (const std::string& digest : kept)
        loss.exhibits.erase(digest);
    return loss;
}

Status carry_out(const Loss& loss, const KeyFileId& key, const CaseFolder& folder,
                 SubjectKeys& keys, Files& files) {
    for (const std::string& digest : loss.exhibits) {
        if (!digest_from_hex(digest)) continue;  // names come from the record
        for (const fs::path& place : {folder.exhibits(), folder.incoming()})
            if (auto gone = files.destroy(place / digest); !gone) return gone;
    }
    return keys.destroy(key, files);
}

}  // namespace isonomia::provenance
