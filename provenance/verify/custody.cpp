// Handovers: what is on record is what the two sides signed, all of it, and stays on record.
#include <map>

#include <fmt/format.h>

#include "core/describe.hpp"
#include "provenance/custody/receipt.hpp"
#include "provenance/verify/family.hpp"

namespace isonomia::provenance {

namespace {

constexpr const char* custody_implies =
    "who had these exhibits is not shown by this entry; ask both sides for what they signed";

// The account that the notes give, word for word. A loss or a recall is the sender's word alone.
Result<Handover> account_of(const Handover& recorded, const Offer& offer) {
    Handover account = handover_of(offer, recorded.offer);
    if (!recorded.receipt.empty()) {
        const auto receipt = read_receipt(recorded.receipt);
        if (!receipt) return fail(receipt.error());
        if (auto fits = check_answers(*receipt, offer, recorded.offer); !fits)
            return fail(fits.error());
        if (auto another = check_another_key(*receipt, offer); !another)
            return fail(another.error());
        account = answered_by(std::move(account), *receipt, recorded.receipt);
    } else if (recorded.state == HandoverState::lost || recorded.state == HandoverState::recalled) {
        account.state = recorded.state;
        account.answered = recorded.answered;
        account.reason = recorded.reason;
    }
    return recorded.incoming ? as_received(std::move(account)) : account;
}

// "" or what is wrong with the handover.
std::string fault_in(const Handover& recorded) {
    const auto offer = read_offer(recorded.offer);
    if (!offer) return offer.error().message;
    if (offer->terms.handover != recorded.id) return "its offer is of another handover";
    const auto account = account_of(recorded, *offer);
    if (!account) return account.error().message;
    const Json told = to_json(recorded);
    const Json signed_for = to_json(*account);
    for (const auto& [one, other] : {std::pair(&signed_for, &told), {&told, &signed_for}})
        for (const auto& [name, value] : *one->object())
            if (const Json* said = other->find(name); said == nullptr || *said != value)
                return fmt::format("its '{}' is not what the notes say", name);
    return {};
}

// What later entries of a handover must keep.
struct Notes {
    std::uint64_t entry = 0;
    Digest offer{};
    std::optional<Digest> receipt;
};

class CustodyChecks final : public CheckFamily {
public:
    using CheckFamily::CheckFamily;

    std::vector<Check*> checks() override { return {&handovers_}; }

    [[nodiscard]] bool reads(std::string_view type) const override { return type == "handover"; }

    void visit(const SeenEntry& entry) override {
        if (entry.leaf == nullptr) return;
        const Envelope& envelope = entry.leaf->envelope;
        if (envelope.type == "withdrawal" && envelope.supersedes &&
            ids_.contains(*envelope.supersedes))
            refuse(entry.index,
                   fmt::format("it withdraws the handover of entry {}", *envelope.supersedes));
        if (envelope.type != "handover") return;
        std::string& id = ids_[entry.index];
        if (entry.content == nullptr) {
            unread_ += entry.state == PayloadState::erased ? 0U : 1U;
            return;
        }
        ++handovers_.checked;
        const auto handover = from_json<Handover>(entry.content->object);
        if (!handover) return refuse(entry.index, handover.error().message);
        if (const std::string fault = fault_in(*handover); !fault.empty())
            refuse(entry.index, fault);
        id = handover->id;
        check_kept(entry.index, *handover, envelope.supersedes);
    }

    void finish() override {
        if (unread_ > 0)
            return mark_not_checked(handovers_, "handovers whose keys are not here cannot be read",
                                    "what the two sides signed is not checked");
        mark_passed(handovers_);
    }

private:
    void refuse(std::uint64_t index, const std::string& why) {
        mark_failed(handovers_, fmt::format("entry {}: {}", index, why), custody_implies);
    }

    // Neither an entry of the same handover nor the one that this replaces loses a note by it.
    void check_kept(std::uint64_t index, const Handover& handover,
                    const std::optional<std::uint64_t>& supersedes) {
        const auto receipt = handover.receipt.empty() ? std::optional<Digest>()
                                                      : std::optional(sha256(handover.receipt));
        const Notes notes{index, sha256(handover.offer), receipt};
        const auto [last, first] = last_.try_emplace(handover.id, notes);
        const Notes before = std::exchange(last->second, notes);
        if (!first && before.offer != notes.offer)
            refuse(index, fmt::format("its offer is not that of entry {}", before.entry));
        if (!first && before.receipt && before.receipt != notes.receipt)
            refuse(index, fmt::format("it drops the receipt of entry {}", before.entry));
        const auto replaced = supersedes ? ids_.find(*supersedes) : ids_.end();
        if (replaced != ids_.end() && !replaced->second.empty() && replaced->second != handover.id)
            refuse(index,
                   fmt::format("it replaces entry {}, which is another handover", replaced->first));
    }

    Check handovers_ = new_check(
        "handovers", "Every handover on record is what the two sides signed", "handovers");
    std::map<std::uint64_t, std::string> ids_;        // by entry; "" where it cannot be read
    std::map<std::string, Notes, std::less<>> last_;  // of each handover, by id
    std::uint64_t unread_ = 0;
};

}  // namespace

Family custody_checks(Inspection& inspection) {
    return std::make_unique<CustodyChecks>(inspection);
}

}  // namespace isonomia::provenance
