// The key registry: whose keys signed, whether they counted then, and what is in doubt.
#include <fmt/format.h>

#include "core/describe.hpp"
#include "provenance/keys/key_registry.hpp"
#include "provenance/verify/family.hpp"

namespace isonomia::provenance {

namespace {

// Entries of one author, from the first to the last.
struct Stretch {
    std::string key;
    std::uint64_t first = 0;
    std::uint64_t last = 0;
};

// From this entry on entries were recorded at this time: millions share few times.
struct Recorded {
    std::uint64_t from = 0;
    Instant at;
};

struct SignedAct {
    std::uint64_t entry = 0;
    std::string signer;
    std::optional<std::string> agent;  // who acted, where the entry names him and could be read
    bool unread = false;               // it names him and could not be read
};

// "3, 7 to 9"
class Ranges {
public:
    void add(std::uint64_t index) {
        if (!ranges_.empty() && ranges_.back().second + 1 == index)
            ranges_.back().second = index;
        else
            ranges_.emplace_back(index, index);
    }
    [[nodiscard]] bool empty() const { return ranges_.empty(); }
    [[nodiscard]] std::string text() const {
        constexpr std::size_t shown_max = 20;
        std::string text;
        for (std::size_t i = 0; i < ranges_.size() && i < shown_max; ++i) {
            const auto& [first, last] = ranges_[i];
            text += fmt::format("{}{}", text.empty() ? "" : ", ", first);
            if (last > first) text += fmt::format(" to {}", last);
        }
        if (ranges_.size() > shown_max)
            text += fmt::format(" and {} more stretches", ranges_.size() - shown_max);
        return text;
    }

private:
    std::vector<std::pair<std::uint64_t, std::uint64_t>> ranges_;
};

class KeyChecks final : public CheckFamily {
public:
    using CheckFamily::CheckFamily;

    std::vector<Check*> checks() override { return {&keys_}; }

    bool reads(std::string_view type) const override {
        return type == "key" || names_who_acted(type);
    }

    void visit(const SeenEntry& entry) override {
        if (entry.leaf == nullptr) return;
        const Envelope& envelope = entry.leaf->envelope;
        seen_ = entry.index + 1;
        if (times_.empty() || times_.back().at != envelope.recorded)
            times_.push_back({entry.index, envelope.recorded});
        if (authors_.empty() || authors_.back().key != envelope.author)
            authors_.push_back({envelope.author, entry.index, entry.index});
        authors_.back().last = entry.index;
        if (envelope.type == "key") take(entry);
        if (entry.leaf->signature) note_act(entry);
    }

    void finish() override {
        for (const SignedAct& act : acts_)
            check_act(act);
        if (registry_.empty() && acts_.empty() && unread_ == 0)
            return mark_not_checked(
                keys_, "the record has no registry of keys",
                "whose key signs this ledger must be known from elsewhere; 'isonomia key register' "
                "states it");
        for (const Stretch& stretch : authors_)
            check_author(stretch);
        note_doubts();
        if (unread_ > 0)
            mark_not_checked(
                keys_, fmt::format("{} entries of the key registry could not be opened", unread_),
                "a key may have been registered, replaced or revoked there");
        mark_passed_unless_open();
    }

private:
    void mark_passed_unless_open() {
        if (keys_.found.empty()) mark_passed(keys_);
    }

    void take(const SeenEntry& entry) {
        if (entry.content == nullptr) {
            ++unread_;
            return;
        }
        const auto record = from_json<KeyRecord>(entry.content->object);
        const Status taken =
            record ? registry_.take(entry.index, *record) : Status(fail(record.error()));
        if (taken && record->id == entry.content->id) return;
        mark_failed(keys_,
                    taken
                        ? fmt::format("entry {} of the key registry names another key", entry.index)
                        : taken.error().message,
                    "the registry contradicts itself; which keys counted when is not certain");
    }

    void note_act(const SeenEntry& entry) {
        SignedAct act{entry.index, entry.leaf->signer(), {}, false};
        const std::string& type = entry.leaf->envelope.type;
        if (entry.content != nullptr) act.agent = acting_agent(type, entry.content->object);
        act.unread = names_who_acted(type) && entry.content == nullptr;
        acts_.push_back(std::move(act));
    }

    void check_act(const SignedAct& act) {
        ++keys_.checked;
        const RegisteredKey* key = registry_.find(act.signer);
        if (key == nullptr && unread_ > 0) return;  // not checked, as finish() says
        if (const auto allowed = registry_.may_sign(act.signer, act.agent, act.entry); !allowed)
            return mark_failed(
                keys_, fmt::format("entry {}: {}", act.entry, allowed.error().message),
                "this signature is not by somebody of whom the record says that this "
                "was his key then");
        if (act.unread)
            mark_not_checked(keys_, fmt::format("entry {} could not be opened", act.entry),
                             "whether it was signed by the one who acted is not known");
    }

    void check_author(const Stretch& stretch) {
        ++keys_.checked;
        const RegisteredKey* key = registry_.find(stretch.key);
        if (key == nullptr)
            return mark_not_checked(
                keys_, fmt::format("the registry does not name the ledger's key {}", stretch.key),
                "whose key it is must be known from elsewhere");
        if (key->revoked && *key->revoked < stretch.last)
            mark_failed(keys_,
                        fmt::format("the key {} was revoked in entry {} and yet is the author of "
                                    "entry {}",
                                    stretch.key, *key->revoked, stretch.last),
                        "what was recorded since then is by a key that no longer counts");
    }

    // What a revoked key signed from the time on at which it may have been in other hands.
    void note_doubts() {
        for (const auto& [fingerprint, key] : registry_.all()) {
            if (!key.doubtful_since) continue;
            const std::vector<bool> signed_by = entries_by(fingerprint);
            Ranges ranges;
            std::size_t time = 0;
            for (std::uint64_t i = 0; i < seen_; ++i) {
                while (time + 1 < times_.size() && times_[time + 1].from <= i)
                    ++time;
                if (signed_by[i] && times_[time].at >= *key.doubtful_since) ranges.add(i);
            }
            if (!ranges.empty())
                inspection_.report.notes.push_back(
                    fmt::format("in doubt: entries {} were signed with the key {}, which may have "
                                "been in other "
                                "hands since {} (revoked in entry {}: {})",
                                ranges.text(), fingerprint, key.record.compromised_since,
                                *key.revoked, key.record.reason));
        }
    }

    [[nodiscard]] std::vector<bool> entries_by(const std::string& key) const {
        std::vector<bool> result(seen_);
        for (const Stretch& stretch : authors_)
            if (stretch.key == key)
                for (std::uint64_t i = stretch.first; i <= stretch.last; ++i)
                    result[i] = true;
        for (const SignedAct& act : acts_)
            if (act.signer == key) result[act.entry] = true;
        return result;
    }

    Check keys_ = new_check(
        "keys", "Every key that signed is one that the record knows and that counted then", "keys");
    KeyRegistry registry_;
    std::vector<Stretch> authors_;
    std::vector<SignedAct> acts_;
    std::uint64_t seen_ = 0;  // entries
    std::vector<Recorded> times_;
    std::uint64_t unread_ = 0;  // entries of the registry
};

}  // namespace

Family key_checks(Inspection& inspection) { return std::make_unique<KeyChecks>(inspection); }

}  // namespace isonomia::provenance
