#include "provenance/store/erasure.hpp"

#include "core/digest.hpp"
#include "provenance/entry/entry_reader.hpp"

namespace isonomia::provenance {

Loss loss_of(const std::vector<LedgerEntry>& entries, const std::set<std::uint64_t>& theirs) {
    Loss loss{theirs.size(), {}};
    // Backwards, so that who supersedes is seen before what is superseded.
    std::set<std::uint64_t> replaced;
    std::set<std::string> kept;
    for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
        if (entry->type != "exhibit") continue;
        const bool goes =
            theirs.contains(entry->index) || entry->erased || replaced.contains(entry->index);
        if (goes && entry->supersedes) replaced.insert(*entry->supersedes);
        const std::string digest = exhibit_digest(entry->type, entry->payload);
        if (!digest.empty()) (goes ? loss.exhibits : kept).insert(digest);
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
