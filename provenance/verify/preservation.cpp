// Holds and retentions: nothing was erased while one forbade it. They are not withdrawn, so
// withdrawals do not count here.
#include <fmt/format.h>

#include "core/describe.hpp"
#include "core/preservation_rules.hpp"
#include "core/subjects.hpp"
#include "core/text.hpp"
#include "provenance/verify/kept_objects.hpp"

namespace isonomia::provenance {

namespace {

constexpr const char* preservation_implies =
    "data was destroyed that had to be kept; the erasure names who decided it and on what ground";

// A hold or retention that stands, and since which entry it names each object.
template <class T>
struct InForce {
    T object;
    std::map<std::string, std::uint64_t> exhibits;
    std::map<std::string, std::uint64_t> subjects;
};

// Objects that were named before keep their entry; the declaration goes with everybody whom it
// names, and nothing holds it (hold place and retention set refuse to).
std::map<std::string, std::uint64_t> since(const std::vector<std::string>& named,
                                           const std::map<std::string, std::uint64_t>& before,
                                           std::uint64_t entry) {
    std::map<std::string, std::uint64_t> result;
    for (const std::string& id : named) {
        const auto earlier = before.find(id);
        if (id != declaration_id)
            result.emplace(id, earlier == before.end() ? entry : earlier->second);
    }
    return result;
}

class PreservationChecks final : public CheckFamily {
public:
    using CheckFamily::CheckFamily;

    std::vector<Check*> checks() override { return {&holds_}; }

    [[nodiscard]] bool reads(std::string_view type) const override {
        return is_act(type) || KeptObjects::reads(type);
    }

    void visit(const SeenEntry& entry) override {
        if (entry.leaf == nullptr || !reads(entry.leaf->envelope.type)) return;
        const Envelope& envelope = entry.leaf->envelope;
        if (entry.content == nullptr && entry.state != PayloadState::erased) ++unread_;
        if (KeptObjects::reads(envelope.type)) return kept_.add(entry);
        if (entry.content == nullptr) return;
        LedgerEntry seen;
        seen.index = entry.index;
        seen.type = envelope.type;
        seen.id = entry.content->id;
        seen.payload = entry.content->object;
        seen.recorded = envelope.clock.value_or(envelope.recorded);
        seen_.push_back(std::move(seen));
        if (envelope.type == "erasure") kept_.add_erasure(entry.index, envelope.erases);
    }

    void finish() override {
        kept_.close();
        for (const LedgerEntry& entry : with_holds_as_they_bind(std::move(seen_)))
            if (auto taken = take(entry); !taken)
                mark_failed(holds_, fmt::format("entry {}: {}", entry.index, taken.error().message),
                            "whether a hold stood then cannot be told");
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
    static bool is_act(std::string_view type) {
        return type == "hold" || type == "retention" || type == "erasure";
    }

    Status take(const LedgerEntry& entry) {
        if (entry.type == "hold") {
            const auto hold = from_json<Hold>(entry.payload);
            if (!hold) return fail(hold.error());
            if (!hold->release_reason.empty()) {
                standing_holds_.erase(hold->id);
                return {};
            }
            auto& standing = standing_holds_[hold->id];
            standing = {*hold, since(hold->exhibits, standing.exhibits, entry.index),
                        since(hold->subjects, standing.subjects, entry.index)};
        } else if (entry.type == "retention") {
            const auto retention = from_json<Retention>(entry.payload);
            if (!retention) return fail(retention.error());
            auto& standing = retentions_[retention->id];
            standing = {*retention, since(retention->exhibits, standing.exhibits, entry.index), {}};
        } else {
            const auto erasure = from_json<Erasure>(entry.payload);
            ++holds_.checked;
            if (!erasure) return fail(erasure.error());
            check_erasure(entry, *erasure);
        }
        return {};
    }

    // The erasure's own word about whose data it was is not enough.
    void check_erasure(const LedgerEntry& entry, const Erasure& erasure) {
        CaseFile standing;
        ErasureScope surely{erasure.subject, {erasure.subject}, {}};
        ErasureScope perhaps = surely;
        const auto add = [&](const char* type, const std::map<std::string, std::uint64_t>& held,
                             std::vector<std::string> ErasureScope::* list) {
            for (const auto& [id, from] : held) {
                const Lost lost = kept_.lost_by(entry.index, type, id, from);
                if (lost == Lost::yes) (surely.*list).push_back(id);
                if (lost != Lost::no) (perhaps.*list).push_back(id);
            }
        };
        for (const auto& [id, hold] : standing_holds_) {
            standing.holds.push_back({hold.object, 0, {}, {}});
            add("exhibit", hold.exhibits, &ErasureScope::exhibits);
            add("agent", hold.subjects, &ErasureScope::subjects);
            if (!hold.object.subjects.empty())
                unclear_ = fmt::format(
                    "hold '{}' covers all data of '{}'; whose data entry {} erased, beyond that of "
                    "'{}', nothing shows",
                    id, join(hold.object.subjects, "', '"), entry.index, erasure.subject);
        }
        for (const auto& [id, retention] : retentions_) {
            standing.retentions.push_back({retention.object, 0, {}, {}});
            add("exhibit", retention.exhibits, &ErasureScope::exhibits);
        }
        for (const Obstacle& obstacle : obstacles_to_erasure(standing, surely, entry.recorded))
            mark_failed(holds_,
                        fmt::format("entry {}: the data of '{}' was erased although {} '{}' "
                                    "covered {}",
                                    entry.index, erasure.subject, to_text(obstacle.kind),
                                    obstacle.id, obstacle.covers),
                        preservation_implies);
        for (const Obstacle& obstacle : obstacles_to_erasure(standing, perhaps, entry.recorded))
            unclear_ = fmt::format(
                "{}, which {} '{}' covered at entry {}, was erased by that entry or by another",
                obstacle.covers, to_text(obstacle.kind), obstacle.id, entry.index);
    }

    Check holds_ =
        new_check("holds", "Nothing was erased while a hold or retention forbade it", "erasures");
    KeptObjects kept_;
    std::vector<LedgerEntry> seen_;  // holds, retentions, erasures
    std::map<std::string, InForce<Hold>> standing_holds_;
    std::map<std::string, InForce<Retention>> retentions_;
    std::string unclear_;  // why one erasure cannot be judged
    std::uint64_t unread_ = 0;
};

}  // namespace

Family preservation_checks(Inspection& inspection) {
    return std::make_unique<PreservationChecks>(inspection);
}

}  // namespace isonomia::provenance
