// The keys of payloads, one per subject, in files of their own so that destroying one erases what
// it sealed. docs/formats/ledger.md, section 3.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include "core/files.hpp"
#include "core/random.hpp"
#include "provenance/entry/payload.hpp"

namespace isonomia::provenance {

struct SubjectKey {
    std::string subject;  // "" for the matter as a whole
    PayloadKey key{};
};

class SubjectKeys {
public:
    // Reads every key of the folder; a folder that is missing holds none. Keys whose ids are in
    // `erased` should not be there any more: they open nothing and are listed by remains(), also
    // when a destruction that was interrupted left no more than zeros in the file. Errors: P0601 a
    // file that is no key, or two keys of one subject; those of Files.
    [[nodiscard]] static Result<SubjectKeys> load(const fs::path& folder, Files& files,
                                                  const std::set<KeyFileId>& erased);

    // The key that the id of a payload names, or nullptr: destroyed, or never handed over.
    [[nodiscard]] const SubjectKey* find(Bytes id) const;

    // The id of the subject's key, which is made and durable when this returns.
    [[nodiscard]] Result<KeyFileId> id_for(const std::string& subject, Files& files,
                                           RandomSource& random);

    // The subject's key, or nothing.
    [[nodiscard]] std::optional<KeyFileId> id_of(const std::string& subject) const;

    // Erased keys whose files are still there; nothing for a file that holds no key any more.
    using Remains = std::map<KeyFileId, std::optional<SubjectKey>>;
    [[nodiscard]] const Remains& remains() const { return remains_; }

    // The same keys with one of the remains among them, to see what it had sealed.
    [[nodiscard]] SubjectKeys with_remains(const KeyFileId& id) const;

    // The key opens nothing any more; until its file is destroyed it is among the remains.
    void forget(const KeyFileId& id);

    // Destroys the file of a key that was forgotten; the file may be gone already.
    Status destroy(const KeyFileId& id, Files& files);

    [[nodiscard]] bool empty() const { return keys_.empty(); }
    [[nodiscard]] const std::map<KeyFileId, SubjectKey>& all() const { return keys_; }

private:
    fs::path folder_;
    std::map<KeyFileId, SubjectKey> keys_;
    Remains remains_;
    std::map<std::string, KeyFileId> by_subject_;
};

}  // namespace isonomia::provenance
