// Holds and retentions: nothing was erased while one forbade it.
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
        return type == "hold" || type == "retention" || type == "erasure" || type == "exhibit" ||
               type == "withdrawal";
    }

    void visit(const SeenEntry& entry) override {
        if (entry.leaf == nullptr || !reads(entry.leaf->envelope.type)) return;
        const Envelope& envelope = entry.leaf->envelope;
        if (entry.content == nullptr) {
            unread_ += entry.state == PayloadState::erased ? 0U : 1U;
            return;
        }
        if (envelope.type == "exhibit") {
            readable_.insert(entry.content->id);
            return;
        }
        LedgerEntry seen;
        seen.index = entry.index;
        seen.type = envelope.type;
        seen.id = entry.content->id;
        seen.payload = entry.content->object;
        seen.recorded = envelope.recorded;
        seen.supersedes = envelope.supersedes;
        seen_.push_back(std::move(seen));
    }

    void finish() override {
        for (std::size_t i = 0; i < seen_.size(); ++i)
            if (seen_[i].type == "erasure") check_erasure(i);
        if (unread_ > 0)
            return mark_not_checked(holds_,
                                    "holds and erasures whose keys are not here cannot be read",
                                    "whether anything was erased under a hold is not checked");
        mark_passed(holds_);
    }

private:
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
        // Which exhibits went is told by nothing but that nobody can read them any more.
        ErasureScope scope{erasure->subject, {erasure->subject}, {}};
        for (const auto& hold : before->holds)
            add_gone(hold.object.exhibits, scope);
        for (const auto& retention : before->retentions)
            add_gone(retention.object.exhibits, scope);
        for (const Obstacle& obstacle : obstacles_to_erasure(*before, scope, entry.recorded))
            mark_failed(holds_,
                        fmt::format("entry {}: the data of '{}' was erased although {} '{}' "
                                    "covered {}",
                                    entry.index, erasure->subject, to_text(obstacle.kind),
                                    obstacle.id, obstacle.covers),
                        implies);
    }

    void add_gone(const std::vector<std::string>& exhibits, ErasureScope& scope) const {
        for (const std::string& exhibit : exhibits)
            if (!readable_.contains(exhibit)) scope.exhibits.push_back(exhibit);
    }

    Check holds_ =
        new_check("holds", "Nothing was erased while a hold or retention forbade it", "erasures");
    std::vector<LedgerEntry> seen_;  // all but exhibits
    std::set<std::string> readable_;
    std::uint64_t unread_ = 0;
};

}  // namespace

Family preservation_checks(Inspection& inspection) {
    return std::make_unique<PreservationChecks>(inspection);
}

}  // namespace isonomia::provenance
