#include "cli/run/journal.hpp"

#include "core/digest.hpp"
#include "core/ensure.hpp"
#include "core/subjects.hpp"

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
        current_[slot] = {entry.index, entry.payload, entry.subject};
        slots[entry.index] = slot;
    }
}

// An object that says the same is looked at again when all is stated: it may be somebody's.
void Journal::draft(const Slot& slot, const Stated& stated) {
    const auto existing = current_.find(slot);
    Pending pending{{slot.first, slot.second, stated.payload, stated.subject, std::nullopt}, false};
    if (existing != current_.end()) {
        pending.draft.supersedes = existing->second.index;
        pending.unchanged = existing->second.payload == stated.payload;
    }
    pending_.push_back(std::move(pending));
}

void Journal::state(const std::string& type, const std::string& id, Json payload,
                    const std::string& subject) {
    const auto [it, is_new] = stated_.emplace(Slot{type, id}, Stated{std::move(payload), subject});
    ensure(is_new, "each object to be stated once in a run");
    draft(it->first, it->second);
}

void Journal::keep(const std::string& slot) {
    const auto separator = slot.find('/');
    ensure(separator != std::string::npos, "a slot written type/id");
    const Slot key{slot.substr(0, separator), slot.substr(separator + 1)};
    const auto existing = current_.find(key);
    ensure(existing != current_.end(), "a kept object to be current");
    const auto [it, is_new] =
        stated_.emplace(key, Stated{existing->second.payload, existing->second.subject});
    if (is_new) draft(it->first, it->second);
}

const Json* Journal::current(const std::string& type, const std::string& id) const {
    const auto existing = current_.find({type, id});
    return existing == current_.end() ? nullptr : &existing->second.payload;
}

const Json* Journal::stated(const std::string& type, const std::string& id) const {
    const auto it = stated_.find({type, id});
    return it == stated_.end() ? nullptr : &it->second.payload;
}

void Journal::for_each_current(
    const std::string& type,
    const std::function<void(const std::string& id, const Json& payload)>& visit) const {
    for (const auto& [slot, entry] : current_)
        if (slot.first == type) visit(slot.second, entry.payload);
}

void Journal::withdraw_others(
    const std::function<bool(const std::string& type, const std::string& id)>& spared) {
    for (const auto& [slot, entry] : current_) {
        if (stated_.contains(slot) || spared(slot.first, slot.second)) continue;
        pending_.push_back(
            {{"withdrawal", slot.first + "/" + slot.second,
              Json::Object{{"type", slot.first}, {"id", slot.second}}, "", entry.index},
             false});
    }
}

// Judged together: what is stated in this run, and what is on record besides.
std::map<Journal::Slot, std::string> Journal::subjects() const {
    std::vector<ObjectView> views;
    std::vector<const Slot*> slots;
    const auto view = [&](const Slot& slot, const Json& payload, const std::string& subject) {
        views.push_back({slot.first, slot.second, &payload, subject});
        slots.push_back(&slot);
    };
    for (const auto& [slot, stated] : stated_)
        view(slot, stated.payload, stated.subject);
    for (const auto& [slot, entry] : current_)
        if (!stated_.contains(slot)) view(slot, entry.payload, entry.subject);
    const auto texts = subjects_of(views, declaration_id);
    std::map<Slot, std::string> result;
    for (std::size_t i = 0; i < slots.size(); ++i)
        result.emplace(*slots[i], texts[i]);
    return result;
}

std::vector<Draft> Journal::take_drafts() {
    std::vector<Draft> drafts;
    if (pending_.empty()) return drafts;
    const auto subject_of = subjects();
    for (Pending& pending : std::exchange(pending_, {})) {
        const Slot slot{pending.draft.type, pending.draft.id};
        if (const auto found = subject_of.find(slot); found != subject_of.end())
            pending.draft.subject = found->second;
        if (pending.unchanged && pending.draft.subject == current_.at(slot).subject) continue;
        drafts.push_back(std::move(pending.draft));
    }
    return drafts;
}

std::string Journal::digest() const {
    Sha256 hasher;
    for (const auto& [slot, stated] : stated_)
        hasher.update(canonical(Json::Array{slot.first, slot.second, stated.payload}));
    return hex(hasher.finish());
}

}  // namespace isonomia::cli
