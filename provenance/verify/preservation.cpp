// Holds and retentions: nothing was erased while one forbade it. They are not withdrawn, so
// withdrawals do not count here.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "core/describe.hpp"
#include "core/preservation_rules.hpp"
#include "provenance/verify/family.hpp"

namespace isonomia::provenance {

namespace {

constexpr const char* implies =
    "data was destroyed that had to be kept; the erasure names who decided it and on what ground";

class PreservationChecks final : public CheckFamily {
public:
    using CheckFamily::CheckFamily;

    std::vector<Check*> checks() override { return {&holds_}; }

    [[nodiscard]] bool reads(std::string_view type) const override {
        return is_act(type) || is_kept(type);
    }

    void visit(const SeenEntry& entry) override {
        if (entry.leaf == nullptr || !reads(entry.leaf->envelope.type)) return;
        const Envelope& envelope = entry.leaf->envelope;
        const bool erased = entry.state == PayloadState::erased;
        if (entry.content == nullptr && !erased) ++unread_;
        if (is_kept(envelope.type)) {
            Kept kept{entry.index, envelope.supersedes, {}, {}, entry.payload_key, erased};
            if (entry.content != nullptr) {
                kept.id = entry.content->id;
                kept.digest = exhibit_digest(envelope.type, entry.content->object);
            }
            return kept_[envelope.type].push_back(std::move(kept));
        }
        if (entry.content == nullptr) return;
        LedgerEntry seen;
        seen.index = entry.index;
        seen.type = envelope.type;
        seen.id = entry.content->id;
        seen.payload = entry.content->object;
        seen.recorded = envelope.recorded;
        seen.supersedes = envelope.supersedes;
        seen_.push_back(std::move(seen));
        if (envelope.type == "erasure") erases_.emplace(entry.index, envelope.erases);
    }

    void finish() override {
        seen_ = with_holds_as_they_bind(std::move(seen_));
        find_what_is_left();
        find_what_was_taken();
        for (std::size_t i = 0; i < seen_.size(); ++i)
            if (seen_[i].type == "erasure") check_erasure(i);
        if (unread_ > 0)
            return mark_not_checked(holds_,
                                    "holds and erasures whose keys are not here cannot be read",
                                    "whether anything was erased under a hold is not checked");
        if (!unclear_.empty())
            return mark_not_checked(holds_, unclear_,
                                    "whether it was erased while the hold stood cannot be told");
        mark_passed(holds_);
    }

private:
    // What holds and retentions cover, as far as it can still be told.
    struct Kept {
        std::uint64_t index = 0;
        std::optional<std::uint64_t> supersedes;
        std::string id;      // "" when it cannot be read
        std::string digest;  // of the file, or ""
        std::optional<KeyFileId> key;
        bool erased = false;
    };
    enum class Lost { no, perhaps, yes };

    static bool is_act(std::string_view type) {
        return type == "hold" || type == "retention" || type == "erasure";
    }
    static bool is_kept(std::string_view type) { return type == "exhibit" || type == "agent"; }

    // Everything that can be read, but exhibits that went with what had replaced them.
    void find_what_is_left() {
        for (const auto& [type, all] : kept_) {
            std::set<std::uint64_t> gone;
            std::set<std::string> digests;
            std::map<std::uint64_t, const Kept*> by_index;
            for (auto one = all.rbegin(); one != all.rend(); ++one) {
                by_index.emplace(one->index, &*one);
                const bool goes = one->erased || gone.contains(one->index);
                if (goes && one->supersedes && type == "exhibit") gone.insert(*one->supersedes);
                if (!goes && !one->digest.empty()) digests.insert(one->digest);
            }
            for (const Kept& one : all) {
                if (one.erased) continue;
                if (!gone.contains(one.index) || digests.contains(one.digest))
                    left_[{type, one.id}].push_back(one.index);
                // What it had replaced was the same object, whatever it is now.
                for (const Kept* other = &one; other->supersedes;) {
                    const auto earlier = by_index.find(*other->supersedes);
                    if (earlier == by_index.end()) break;
                    other = earlier->second;
                    if (other->erased && other->key) replaced_[{type, one.id}].insert(*other->key);
                }
            }
        }
    }

    // Of which types each erasure destroyed anything.
    void find_what_was_taken() {
        std::map<KeyFileId, std::set<std::string>> types;
        for (const auto& [type, all] : kept_)
            for (const Kept& one : all)
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

    // Whether the erasure of that entry took an object that was held from entry `held` on. What an
    // erased entry had said nobody can tell: only that nothing is left of the object as it was
    // then, and which erasures took any of its type.
    [[nodiscard]] Lost lost_by(std::uint64_t erasure, const std::string& type,
                               const std::string& id, std::uint64_t held) const {
        if (const auto replaced = replaced_.find({type, id}); replaced != replaced_.end())
            for (const KeyFileId& key : erases_.at(erasure))
                if (replaced->second.contains(key)) return Lost::yes;
        if (const auto left = left_.find({type, id}); left != left_.end())
            if (std::any_of(left->second.begin(), left->second.end(),
                            [&](std::uint64_t index) { return index < held; }))
                return Lost::no;
        if (!taken_.at(erasure).contains(type)) return Lost::no;
        return takers_.at(type) > 1 || unread_ > 0 ? Lost::perhaps : Lost::yes;
    }

    // The entry that first recorded the hold or retention.
    [[nodiscard]] std::uint64_t begin_of(const std::string& type, const std::string& id) const {
        const auto first = std::find_if(seen_.begin(), seen_.end(), [&](const LedgerEntry& entry) {
            return entry.type == type && entry.id == id;
        });
        return first == seen_.end() ? 0 : first->index;
    }

    void check_erasure(std::size_t number) {
        ++holds_.checked;
        const LedgerEntry& entry = seen_[number];
        const auto erasure = from_json<Erasure>(entry.payload);
        const auto before =
            replay({seen_.begin(), seen_.begin() + static_cast<std::ptrdiff_t>(number)});
        if (!erasure || !before) {
            const Error& error = erasure ? before.error() : erasure.error();
            return mark_failed(holds_, fmt::format("entry {}: {}", entry.index, error.message),
                               "whether a hold stood then cannot be told");
        }
        // The erasure's own word about whose data it was is not enough.
        ErasureScope surely{erasure->subject, {erasure->subject}, {}};
        ErasureScope perhaps = surely;
        const auto add = [&](const std::string& type, const std::vector<std::string>& ids,
                             std::uint64_t held, std::vector<std::string> ErasureScope::* list) {
            for (const std::string& id : ids) {
                const Lost lost = lost_by(entry.index, type, id, held);
                if (lost == Lost::yes) (surely.*list).push_back(id);
                if (lost != Lost::no) (perhaps.*list).push_back(id);
            }
        };
        for (const auto& hold : before->holds) {
            if (!hold.object.release_reason.empty()) continue;
            const std::uint64_t held = begin_of("hold", hold.object.id);
            add("exhibit", hold.object.exhibits, held, &ErasureScope::exhibits);
            add("agent", hold.object.subjects, held, &ErasureScope::subjects);
        }
        for (const auto& retention : before->retentions)
            add("exhibit", retention.object.exhibits, begin_of("retention", retention.object.id),
                &ErasureScope::exhibits);
        for (const Obstacle& obstacle : obstacles_to_erasure(*before, surely, entry.recorded))
            mark_failed(holds_,
                        fmt::format("entry {}: the data of '{}' was erased although {} '{}' "
                                    "covered {}",
                                    entry.index, erasure->subject, to_text(obstacle.kind),
                                    obstacle.id, obstacle.covers),
                        implies);
        for (const Obstacle& obstacle : obstacles_to_erasure(*before, perhaps, entry.recorded))
            unclear_ = fmt::format(
                "{}, which {} '{}' covered at entry {}, was erased by that entry or by another",
                obstacle.covers, to_text(obstacle.kind), obstacle.id, entry.index);
    }

    Check holds_ =
        new_check("holds", "Nothing was erased while a hold or retention forbade it", "erasures");
    std::vector<LedgerEntry> seen_;                               // holds, retentions, erasures
    std::map<std::uint64_t, std::vector<KeyFileId>> erases_;      // by entry of the erasure
    std::map<std::string, std::vector<Kept>, std::less<>> kept_;  // by type
    using TypeAndId = std::pair<std::string, std::string>;
    std::map<TypeAndId, std::vector<std::uint64_t>> left_;  // entries that can be read
    std::map<TypeAndId, std::set<KeyFileId>> replaced_;  // keys of erased ones that they replaced
    std::map<std::uint64_t, std::set<std::string>> taken_;  // by erasure: types
    std::map<std::string, std::size_t> takers_;             // by type: erasures
    std::string unclear_;                                   // why one erasure cannot be judged
    std::uint64_t unread_ = 0;
};

}  // namespace

Family preservation_checks(Inspection& inspection) {
    return std::make_unique<PreservationChecks>(inspection);
}

}  // namespace isonomia::provenance
