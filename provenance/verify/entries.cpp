// Entries one by one: their form, their order in time, and what they say they replace.
#include <fmt/format.h>

#include "core/subjects.hpp"
#include "provenance/verify/family.hpp"

namespace isonomia::provenance {

namespace {

constexpr const char* entries_implies =
    "the record was changed after it was signed, or written by another program; from this entry on "
    "it cannot be relied on";

class EntryChecks final : public CheckFamily {
public:
    using CheckFamily::CheckFamily;

    std::vector<Check*> checks() override { return {&entries_}; }

    void visit(const SeenEntry& entry) override {
        ++entries_.checked;
        index_ = entry.index;
        if (entry.leaf == nullptr) {
            types_.push_back(0);
            inspection_.recorded.push_back(last_.value_or(Instant{}));
            return refuse(entry.problem->message);
        }
        const Envelope& envelope = entry.leaf->envelope;
        check_time(envelope);
        check_supersedes(envelope);
        if (const auto& place = envelope.place;
            place && (place->entry != entry.index || place->ledger != inspection_.origin))
            refuse(fmt::format("it was signed for entry {} of '{}'", place->entry, place->ledger));
        types_.push_back(number_of(envelope.type));
        inspection_.recorded.push_back(envelope.clock.value_or(envelope.recorded));
    }

    void finish() override {
        VerifyReport& report = inspection_.report;
        if (first_) report.first_recorded = to_rfc3339(*first_);
        if (last_) report.last_recorded = to_rfc3339(*last_);
        if (clock_behind_ > 0)
            report.notes.push_back(
                fmt::format("{} entries were written while the clock stood before the entry "
                            "before; they say so",
                            clock_behind_));
        mark_passed(entries_);
    }

private:
    void refuse(const std::string& why) {
        mark_failed(entries_, fmt::format("entry {}: {}", index_, why), entries_implies);
    }

    void check_time(const Envelope& envelope) {
        if (last_ && envelope.recorded < *last_)
            refuse("it is recorded earlier than the one before");
        if (envelope.clock) {
            ++clock_behind_;
            if (!last_ || envelope.recorded != *last_) refuse("its clock reading has no reason");
        }
        last_ = envelope.recorded;
        if (!first_) first_ = last_;
    }

    void check_supersedes(const Envelope& envelope) {
        if (!envelope.supersedes) return;
        const std::uint64_t earlier = *envelope.supersedes;
        if (earlier >= index_)
            refuse(fmt::format("it supersedes entry {}, which is not earlier", earlier));
        else if (envelope.type != "withdrawal" && types_[earlier] != number_of(envelope.type))
            refuse(fmt::format("it supersedes entry {}, which is of another type", earlier));
        else if (envelope.type == "withdrawal" && staying_.contains(types_[earlier]))
            refuse(fmt::format("it withdraws entry {}, which is of a type that is not withdrawn",
                               earlier));
    }

    // Types are few: a number for each, from 1.
    std::uint32_t number_of(const std::string& type) {
        const auto next = static_cast<std::uint32_t>(numbers_.size() + 1);
        const auto [number, added] = numbers_.try_emplace(type, next);
        if (added && stays(type)) staying_.insert(next);
        return number->second;
    }

    Check entries_ = new_check(
        "entries", "Every entry has the form it was signed in, in order of time", "entries");
    std::uint64_t index_ = 0;
    std::vector<std::uint32_t> types_;
    std::map<std::string, std::uint32_t, std::less<>> numbers_;
    std::set<std::uint32_t> staying_;  // numbers of types that are not withdrawn
    std::optional<Instant> first_;
    std::optional<Instant> last_;
    std::uint64_t clock_behind_ = 0;
};

}  // namespace

Family entry_checks(Inspection& inspection) { return std::make_unique<EntryChecks>(inspection); }

}  // namespace isonomia::provenance
