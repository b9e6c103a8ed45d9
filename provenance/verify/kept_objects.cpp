#include "provenance/verify/kept_objects.hpp"

#include <algorithm>

namespace isonomia::provenance {

void KeptObjects::add(const SeenEntry& entry) {
    const Envelope& envelope = entry.leaf->envelope;
    const bool erased = entry.state == PayloadState::erased;
    Kept kept{entry.index, envelope.supersedes, {}, {}, entry.payload_key, erased};
    // No entry replaces itself or a later one; that it says so is for another check to tell.
    if (kept.supersedes && *kept.supersedes >= entry.index) kept.supersedes.reset();
    if (entry.content != nullptr) {
        kept.id = entry.content->id;
        kept.digest = exhibit_digest(envelope.type, entry.content->object);
        read_[{envelope.type, kept.id}].push_back(entry.index);
    } else if (!erased) {
        unread_ = true;
    }
    kept_[envelope.type].emplace(entry.index, std::move(kept));
}

void KeptObjects::add_erasure(std::uint64_t entry, const std::vector<KeyFileId>& keys) {
    erases_.emplace(entry, keys);
}

void KeptObjects::close() {
    for (const auto& [type, all] : kept_)
        find_what_is_left(type, all);
    find_what_was_taken();
}

// Everything that can be read, but exhibits that went with what had replaced them.
void KeptObjects::find_what_is_left(const std::string& type, const ByIndex& all) {
    std::set<std::uint64_t> gone;
    std::set<std::string> digests;
    for (auto each = all.rbegin(); each != all.rend(); ++each) {
        const Kept& one = each->second;
        const bool goes = one.erased || gone.contains(one.index);
        if (goes && one.supersedes && type == "exhibit") gone.insert(*one.supersedes);
        if (!goes && !one.digest.empty()) digests.insert(one.digest);
    }
    for (const auto& [index, one] : all)
        if (!one.erased && (!gone.contains(index) || digests.contains(one.digest)))
            left_.try_emplace({type, one.id}, index);
}

// Of which types each erasure destroyed anything.
void KeptObjects::find_what_was_taken() {
    std::map<KeyFileId, std::set<std::string>> types;
    for (const auto& [type, all] : kept_)
        for (const auto& [index, one] : all)
            if (one.key) types[*one.key].insert(type);
    for (const auto& [entry, keys] : erases_) {
        std::set<std::string>& taken = taken_[entry];
        for (const KeyFileId& key : keys)
            if (const auto found = types.find(key); found != types.end())
                taken.insert(found->second.begin(), found->second.end());
        for (const std::string& type : taken)
            ++takers_[type];
    }
}

// The keys of erased entries that entries of the object had replaced, however many steps back: they
// were the same object.
const std::set<KeyFileId>& KeptObjects::replaced_by(const TypeAndId& object) {
    const auto [answer, fresh] = replaced_.try_emplace(object);
    const auto readable = read_.find(object);
    const auto type = kept_.find(object.first);
    if (!fresh || readable == read_.end() || type == kept_.end()) return answer->second;
    const ByIndex& all = type->second;
    std::set<std::uint64_t> walked;
    for (const std::uint64_t index : readable->second) {
        auto other = all.find(index);
        while (other != all.end() && walked.insert(other->first).second) {
            if (!other->second.supersedes) break;
            other = all.find(*other->second.supersedes);
            if (other != all.end() && other->second.erased && other->second.key)
                answer->second.insert(*other->second.key);
        }
    }
    return answer->second;
}

Lost KeptObjects::lost_by(std::uint64_t erasure, const std::string& type, const std::string& id,
                          std::uint64_t held) {
    const std::set<KeyFileId>& replaced = replaced_by({type, id});
    for (const KeyFileId& key : erases_.at(erasure))
        if (replaced.contains(key)) return Lost::yes;
    if (const auto left = left_.find({type, id}); left != left_.end() && left->second < held)
        return Lost::no;
    if (!taken_.at(erasure).contains(type)) return Lost::no;
    return takers_.at(type) > 1 || unread_ ? Lost::perhaps : Lost::yes;
}

}  // namespace isonomia::provenance
