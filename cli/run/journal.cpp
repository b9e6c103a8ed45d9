#include "cli/run/journal.hpp"

#include "core/digest.hpp"
#include "core/ensure.hpp"

namespace isonomia::cli {

Journal::Journal(const std::vector<LedgerEntry>& entries) {
    std::map<std::uint64_t, Slot> slots;
    for (const LedgerEntry& entry : entries) {
        if (entry.supersedes) {
            const auto past = slots.find(*entry.supersedes);
            if (past != slots.end()) current_.erase(past->second);
        }
        if (entry.type == "withdrawal" || entry.erased) continue;
        const Slot slot{entry.type, entry.id};
        current_[slot] = {entry.index, entry.payload};
        slots[entry.index] = slot;
    }
}

void Journal::state(const std::string& type, const std::string& id, Json payload,
                    const std::string& subject) {
    const Slot slot{type, id};
    const auto [it, is_new] = stated_.emplace(slot, payload);
    ensure(is_new, "each object to be stated once in a run");
    const auto existing = current_.find(slot);
    if (existing == current_.end()) {
        drafts_.push_back({type, id, std::move(payload), subject, std::nullopt});
    } else if (existing->second.payload != payload) {
        drafts_.push_back({type, id, std::move(payload), subject, existing->second.index});
    }
}

void Journal::keep(const std::string& slot) {
    const auto separator = slot.find('/');
    ensure(separator != std::string::npos, "a slot written type/id");
    const Slot key{slot.substr(0, separator), slot.substr(separator + 1)};
    const auto existing = current_.find(key);
    ensure(existing != current_.end(), "a kept object to be current");
    stated_.emplace(key, existing->second.payload);
}

const Json* Journal::current(const std::string& type, const std::string& id) const {
    const auto existing = current_.find({type, id});
    return existing == current_.end() ? nullptr : &existing->second.payload;
}

const Json* Journal::stated(const std::string& type, const std::string& id) const {
    const auto it = stated_.find({type, id});
    return it == stated_.end() ? nullptr : &it->second;
}

void Journal::withdraw_others(
    const std::function<bool(const std::string& type, const std::string& id)>& spared) {
    for (const auto& [slot, entry] : current_) {
        if (stated_.contains(slot) || spared(slot.first, slot.second)) continue;
        drafts_.push_back({"withdrawal", slot.first + "/" + slot.second,
                           Json::Object{{"type", slot.first}, {"id", slot.second}}, "",
                           entry.index});
    }
}

std::string Journal::digest() const {
    Sha256 hasher;
    for (const auto& [slot, payload] : stated_)
        hasher.update(canonical(Json::Array{slot.first, slot.second, payload}));
    return hex(hasher.finish());
}

}  // namespace isonomia::cli
