// The keys of payloads, one per subject, in files of their own so that destroying one erases what
// it sealed. docs/formats/ledger.md, section 3.
#pragma once

#include <map>
#include <string>

#include "core/files.hpp"
#include "core/random.hpp"
#include "provenance/payload.hpp"

namespace isonomia::provenance {

using KeyFileId = std::array<std::uint8_t, 16>;

struct SubjectKey {
    std::string subject;  // "" for the matter as a whole
    PayloadKey key{};
};

class SubjectKeys {
public:
    // Reads every key of the folder; a folder that is missing holds none. Error: P0601 a file that
    // is no key, or two keys of one subject; those of Files.
    [[nodiscard]] static Result<SubjectKeys> load(const fs::path& folder, Files& files);

    // The key that the id of a payload names, or nullptr: destroyed, or never handed over.
    [[nodiscard]] const SubjectKey* find(Bytes id) const;

    // The id of the subject's key, which is made and durable when this returns.
    [[nodiscard]] Result<KeyFileId> id_for(const std::string& subject, Files& files,
                                           RandomSource& random);

    [[nodiscard]] bool empty() const { return keys_.empty(); }
    [[nodiscard]] const std::map<KeyFileId, SubjectKey>& all() const { return keys_; }

private:
    fs::path folder_;
    std::map<KeyFileId, SubjectKey> keys_;
    std::map<std::string, KeyFileId> by_subject_;
};

}  // namespace isonomia::provenance
