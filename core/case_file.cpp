#include "core/case_file.hpp"

#include <map>
#include <utility>

#include <fmt/format.h>

#include "core/describe.hpp"

namespace isonomia {

namespace {

using Slot = std::pair<std::string, std::string>;  // type, id

tl::unexpected<Error> unreadable(const LedgerEntry& entry, const std::string& why) {
    return fail(integrity_error(
        "P0902", fmt::format("entry {} does not describe a {}: {}", entry.index, entry.type, why)));
}

// Puts the entry's object into its slot: replaced in place, so that registers keep their order.
template <class T>
Status place(Register<T>& objects, const LedgerEntry& entry) {
    auto object = from_json<T>(entry.payload);
    if (!object) return unreadable(entry, object.error().message);
    if (object->id != entry.id) return unreadable(entry, "its id is not the entry's");
    Recorded<T> recorded{std::move(*object), entry.index, entry.recorded, entry.supersedes};
    const auto it = std::find_if(objects.begin(), objects.end(), [&](const Recorded<T>& existing) {
        return existing.object.id == entry.id;
    });
    if (it == objects.end())
        objects.push_back(std::move(recorded));
    else
        *it = std::move(recorded);
    return {};
}

template <class T>
void remove(Register<T>& objects, const std::string& id) {
    std::erase_if(objects, [&](const Recorded<T>& recorded) { return recorded.object.id == id; });
}

// Calls `visit` with the register of that type; false when there is none.
template <class Visit>
bool with_register(CaseFile& file, const std::string& type, Visit&& visit) {
    bool found = false;
    for_each_register(file, [&](const char* name, const char*, auto& objects) {
        if (found || type != name) return;
        found = true;
        visit(objects);
    });
    return found;
}

// Replays one entry after another; `current` remembers which entry fills each slot.
class Replay {
public:
    Status take(const LedgerEntry& entry) {
        if (entry.index == 0) file_.first_recorded = entry.recorded;
        file_.last_recorded = entry.recorded;
        file_.entries = entry.index + 1;
        if (entry.erased) return take_erased(entry);
        if (entry.type == "withdrawal") return withdraw(entry);
        Status status;
        const bool known = with_register(file_, entry.type,
                                         [&](auto& objects) { status = place(objects, entry); });
        if (!known)
            return fail(integrity_error("P0901", fmt::format("entry {} has the unknown type '{}'",
                                                             entry.index, entry.type))
                            .hinted("it may have been written by a newer version of this program"));
        if (status) fill({entry.type, entry.id}, entry.index, false);
        return status;
    }

    CaseFile finish() && { return std::move(file_); }

private:
    // The object is gone; what superseded it, or what it superseded, is still told by its envelope.
    Status take_erased(const LedgerEntry& entry) {
        file_.erased.push_back(entry.index);
        if (entry.supersedes) leave(*entry.supersedes, entry.index, true);
        return {};
    }

    Status withdraw(const LedgerEntry& entry) {
        if (!entry.supersedes)
            return unreadable(entry, "a withdrawal must name the entry it withdraws");
        leave(*entry.supersedes, entry.index, true);
        return {};
    }

    void fill(const Slot& slot, std::uint64_t index, bool withdrawn) {
        const auto [it, is_new] = current_.emplace(slot, index);
        if (!is_new) {
            file_.history.push_back({slot.first, slot.second, it->second, index, withdrawn});
            slots_.erase(it->second);
            it->second = index;
        }
        slots_.emplace(index, slot);
    }

    void leave(std::uint64_t withdrawn_entry, std::uint64_t by, bool withdrawn) {
        const auto it = slots_.find(withdrawn_entry);
        if (it == slots_.end()) return;  // already superseded
        const Slot slot = it->second;
        file_.history.push_back({slot.first, slot.second, withdrawn_entry, by, withdrawn});
        with_register(file_, slot.first, [&](auto& objects) { remove(objects, slot.second); });
        current_.erase(slot);
        slots_.erase(it);
    }

    CaseFile file_;
    std::map<Slot, std::uint64_t> current_;
    std::map<std::uint64_t, Slot> slots_;
};

}  // namespace

Result<CaseFile> replay(const std::vector<LedgerEntry>& entries) {
    Replay replay;
    for (const LedgerEntry& entry : entries)
        if (auto status = replay.take(entry); !status) return fail(status.error());
    return std::move(replay).finish();
}

std::string name_of(const CaseFile& case_file, std::string_view agent) {
    const Agent* known = find(case_file.agents, agent);
    return known != nullptr && !known->name.empty() ? known->name : std::string(agent);
}

}  // namespace isonomia
