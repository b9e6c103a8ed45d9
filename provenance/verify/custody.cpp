// Handovers: what is on record is what the two sides signed.
#include <algorithm>

#include <fmt/format.h>

#include "core/describe.hpp"
#include "provenance/custody/receipt.hpp"
#include "provenance/verify/family.hpp"

namespace isonomia::provenance {

namespace {

constexpr const char* implies =
    "who had these exhibits is not shown by this entry; ask both sides for what they signed";

// The record's own account, without what only one side may know.
bool same_account(const Handover& recorded, const Handover& derived) {
    const auto same_item = [&](const HandoverItem& a, const HandoverItem& b) {
        return (recorded.incoming || a.exhibit == b.exhibit) && a.sha256 == b.sha256 &&
               a.size == b.size && a.arrived_as == b.arrived_as && a.missing == b.missing;
    };
    return recorded.from == derived.from && recorded.to == derived.to &&
           recorded.happened == derived.happened && recorded.sender_key == derived.sender_key &&
           recorded.receiver_key == derived.receiver_key &&
           recorded.additional.size() == derived.additional.size() &&
           std::equal(recorded.items.begin(), recorded.items.end(), derived.items.begin(),
                      derived.items.end(), same_item);
}

// "" or what is wrong with the handover.
std::string fault_in(const Handover& handover) {
    const auto offer = read_offer(handover.offer);
    if (!offer) return offer.error().message;
    if (offer->terms.handover != handover.id) return "its offer is of another handover";
    Handover derived = handover_of(*offer, handover.offer);
    const bool answered =
        handover.state == HandoverState::accepted || handover.state == HandoverState::refused;
    if (answered != !handover.receipt.empty())
        return answered ? "it is answered without a receipt" : "it has a receipt and no answer";
    if (answered) {
        const auto receipt = read_receipt(handover.receipt);
        if (!receipt) return receipt.error().message;
        if (auto fits = check_answers(*receipt, *offer, handover.offer); !fits)
            return fits.error().message;
        derived = answered_by(std::move(derived), *receipt, handover.receipt);
        if (derived.receiver_key == derived.sender_key)
            return "the key that signed the offer signs the receipt too";
        if (derived.state != handover.state || derived.answered != handover.answered)
            return "its answer is not the receipt's";
    }
    return same_account(handover, derived) ? "" : "it says something else than its notes";
}

class CustodyChecks final : public CheckFamily {
public:
    using CheckFamily::CheckFamily;

    std::vector<Check*> checks() override { return {&handovers_}; }

    [[nodiscard]] bool reads(std::string_view type) const override { return type == "handover"; }

    void visit(const SeenEntry& entry) override {
        if (entry.leaf == nullptr || entry.leaf->envelope.type != "handover") return;
        if (entry.content == nullptr) {
            unread_ += entry.state == PayloadState::erased ? 0U : 1U;
            return;
        }
        ++handovers_.checked;
        const auto handover = from_json<Handover>(entry.content->object);
        const std::string fault = handover ? fault_in(*handover) : handover.error().message;
        if (!fault.empty())
            mark_failed(handovers_, fmt::format("entry {}: {}", entry.index, fault), implies);
    }

    void finish() override {
        if (unread_ > 0)
            return mark_not_checked(handovers_, "handovers whose keys are not here cannot be read",
                                    "what the two sides signed is not checked");
        mark_passed(handovers_);
    }

private:
    Check handovers_ = new_check(
        "handovers", "Every handover on record is what the two sides signed", "handovers");
    std::uint64_t unread_ = 0;
};

}  // namespace

Family custody_checks(Inspection& inspection) {
    return std::make_unique<CustodyChecks>(inspection);
}

}  // namespace isonomia::provenance
