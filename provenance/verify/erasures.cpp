// What was destroyed: an entry says so, the key is gone, and nothing was sealed with it afterwards.
#include <fmt/format.h>

#include "core/subjects.hpp"
#include "provenance/verify/family.hpp"

namespace isonomia::provenance {

namespace {

constexpr const char* erasures_implies =
    "what was destroyed and what was not cannot be told from this folder";

class ErasureChecks final : public CheckFamily {
public:
    using CheckFamily::CheckFamily;

    std::vector<Check*> checks() override { return {&erasures_}; }

    void visit(const SeenEntry& entry) override {
        if (entry.payload_key) note_use(*entry.payload_key, entry.index);
        if (entry.leaf == nullptr) return;
        check_stays(entry);
        for (const KeyFileId& id : entry.leaf->envelope.erases) {
            ++erasures_.checked;
            const auto used = keys_.find(id);
            if (used == keys_.end())
                refuse(entry.index, "it erases a key under which nothing was recorded");
            else if (used->second.erased)
                refuse(entry.index, "it erases a key that was erased before");
            else
                used->second.erased = entry.index;
        }
    }

    void finish() override {
        std::uint64_t rows = 0;
        const auto read = inspection_.store->for_each_payload_key([&](const PayloadKeyRow& row) {
            ++rows;
            const auto used = keys_.find(row.id);
            if (used == keys_.end() || used->second.first != row.first ||
                used->second.erased != row.erased)
                mark_failed(erasures_,
                            fmt::format("the table of keys is wrong about the key {}", hex(row.id)),
                            erasures_implies);
            return Status{};
        });
        if (!read) mark(erasures_, read.error(), erasures_implies);
        if (rows != keys_.size())
            mark_failed(erasures_, "the table of keys does not list every key", erasures_implies);
        for (const auto& [id, key] : inspection_.subject_keys.remains())
            mark_failed(
                erasures_,
                fmt::format("the key 'keys/{}' is recorded as destroyed and is here", hex(id)),
                "what should be gone can still be read: an erasure was interrupted, which "
                "the next opening for writing makes good, or the key was put back");
        mark_passed(erasures_);
    }

private:
    struct Use {
        std::uint64_t first = 0;
        std::optional<std::uint64_t> erased;
    };

    void note_use(const KeyFileId& id, std::uint64_t index) {
        const Use& use = keys_.try_emplace(id, Use{index, {}}).first->second;
        if (use.erased) refuse(index, "it is sealed with a key that was destroyed before");
    }

    // Records about the record belong to nobody whose erasure could take them.
    void check_stays(const SeenEntry& entry) {
        const std::string& type = entry.leaf->envelope.type;
        if (!stays(type) || !entry.payload_key) return;
        const SubjectKey* key = inspection_.subject_keys.find(*entry.payload_key);
        if (entry.state == PayloadState::erased)
            refuse(entry.index, fmt::format("a {} was erased", type));
        else if (key != nullptr && !key->subject.empty())
            refuse(entry.index, fmt::format("a {} is sealed as data of '{}'", type, key->subject));
    }

    void refuse(std::uint64_t index, const std::string& why) {
        mark_failed(erasures_, fmt::format("entry {}: {}", index, why), erasures_implies);
    }

    Check erasures_ = new_check(
        "erasures", "What is recorded as erased is gone, and nothing else is", "destroyed keys");
    std::map<KeyFileId, Use> keys_;
};

}  // namespace

Family erasure_checks(Inspection& inspection) {
    return std::make_unique<ErasureChecks>(inspection);
}

}  // namespace isonomia::provenance
