// Exhibits and agents, which holds and retentions cover, and which of them an erasure took, as far
// as it can still be told: what an erased entry had said, nobody can read any more.
#pragma once

#include <set>

#include "provenance/verify/family.hpp"

namespace isonomia::provenance {

enum class Lost { no, perhaps, yes };

class KeptObjects {
public:
    [[nodiscard]] static bool reads(std::string_view type) {
        return type == "exhibit" || type == "agent";
    }

    // Entries of these types, in their order.
    void add(const SeenEntry& entry);
    // The keys that an erasure destroyed.
    void add_erasure(std::uint64_t entry, const std::vector<KeyFileId>& keys);
    // Before anything is asked.
    void close();

    // Whether the erasure took an object that was held from entry `held` on.
    [[nodiscard]] Lost lost_by(std::uint64_t erasure, const std::string& type,
                               const std::string& id, std::uint64_t held);

private:
    struct Kept {
        std::uint64_t index = 0;
        std::optional<std::uint64_t> supersedes;
        std::string id;      // "" when it cannot be read
        std::string digest;  // of the file, or ""
        std::optional<KeyFileId> key;
        bool erased = false;
    };
    using ByIndex = std::map<std::uint64_t, Kept>;
    using TypeAndId = std::pair<std::string, std::string>;

    void find_what_is_left(const std::string& type, const ByIndex& all);
    void find_what_was_taken();
    const std::set<KeyFileId>& replaced_by(const TypeAndId& object);

    std::map<std::string, ByIndex, std::less<>> kept_;              // by type
    std::map<std::uint64_t, std::vector<KeyFileId>> erases_;        // by erasure
    std::map<TypeAndId, std::vector<std::uint64_t>> read_;          // entries that can be read
    std::map<TypeAndId, std::uint64_t> left_;                       // the first that is still there
    std::map<TypeAndId, std::set<KeyFileId>> replaced_;             // answers of replaced_by()
    std::map<std::uint64_t, std::set<std::string>> taken_;          // by erasure: types
    std::map<std::string, std::size_t> takers_;                     // by type: erasures
    bool unread_ = false;
};

}  // namespace isonomia::provenance
