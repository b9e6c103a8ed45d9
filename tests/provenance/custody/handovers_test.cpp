// Handovers on record against the notes that they hold.
#include "core/describe.hpp"
#include "provenance/custody/receipt.hpp"
#include "tests/provenance/handover_support.hpp"

using namespace isonomia;
using namespace isonomia::provenance;
using namespace isonomia::tests;

namespace {

Handover offered(const std::string& offer) { return handover_of(*read_offer(offer), offer); }

// Refused by the lab, with a file that nobody offered.
Handover refused() {
    const std::string offer = signed_offer();
    Receipt receipt = all_the_same(offer);
    receipt.terms.answer = Answer::refused;
    receipt.terms.reason = "the bag was open";
    receipt.additional = {{"more.txt", hex(sha256("more")), 4}};
    const std::string note = *sign_receipt(receipt, test_key(2));
    return answered_by(offered(offer), *read_receipt(note), note);
}

Handover ended(HandoverState state) {
    Handover handover = offered(signed_offer());
    handover.state = state;
    handover.reason = "the courier says so";
    handover.answered = "2026-11-24";
    return handover;
}

Draft entry(const Handover& handover, std::optional<std::uint64_t> supersedes = {}) {
    return {"handover", handover.id, to_json(handover), "", supersedes};
}

// What verify finds in a record of these entries; "" where the check passes.
std::string found(const std::vector<Draft>& drafts) {
    CaseFixture t;
    auto ledger = t.open();
    REQUIRE(ledger);
    for (const Draft& draft : drafts)
        REQUIRE(ledger->append({draft}));
    const VerifyReport report = t.verify();
    const Check& check = check_of(report, "handovers");
    CHECK((check.state == CheckState::pass) == check.found.empty());
    return check.found;
}

template <class Change>
std::string changed(Handover handover, Change change) {
    change(handover);
    return found({entry(handover)});
}

}  // namespace

TEST_CASE("what the two sides did not sign fails, member by member") {
    const auto says = [](const std::string& member) {
        return "entry 0: its '" + member + "' is not what the notes say";
    };
    CHECK(changed(refused(), [](Handover& h) { h.reason = "receiver was on leave"; }) ==
          says("reason"));
    CHECK(changed(refused(), [](Handover& h) { h.medium = "sealed bag"; }) == says("medium"));
    CHECK(changed(refused(), [](Handover& h) { h.authority = Authority{}; }) == says("authority"));
    CHECK(changed(refused(), [](Handover& h) { h.additional[0].name = "less.txt"; }) ==
          says("additional"));
    CHECK(changed(refused(), [](Handover& h) { h.additional.clear(); }) == says("additional"));
    CHECK(changed(refused(), [](Handover& h) { h.answered = "2026-11-21"; }) == says("answered"));
    CHECK(changed(refused(), [](Handover& h) { h.from = "police"; }) == says("from"));
    CHECK(changed(refused(), [](Handover& h) { h.items[0].missing = true; }) == says("items"));
    CHECK(changed(refused(), [](Handover& h) { h.incoming = true; }) == says("items"));
    CHECK(changed(refused(), [](Handover& h) { h.state = HandoverState::accepted; }) ==
          says("state"));
    CHECK(changed(refused(), [](Handover& h) { h.state = HandoverState::lost; }) == says("state"));
    CHECK(changed(refused(), [](Handover& h) { h.receipt.clear(); }) != "");
    CHECK(changed(refused(), [](Handover& h) { h.sender_key = h.receiver_key; }) ==
          says("sender_key"));
    CHECK(changed(offered(signed_offer()), [](Handover& h) { h.reason = "x"; }) == says("reason"));
    CHECK(changed(offered(signed_offer()),
                  [](Handover& h) { h.state = HandoverState::accepted; }) == says("state"));
    CHECK(changed(ended(HandoverState::lost), [](Handover& h) { h.medium = "by hand"; }) ==
          says("medium"));
}

TEST_CASE("what they signed passes, from either side, through every state") {
    const Handover first = offered(signed_offer());
    CHECK(found({entry(first)}) == "");
    CHECK(found({entry(first), entry(ended(HandoverState::lost), 0), entry(refused(), 1),
                 entry(refused(), 2)}) == "");
    CHECK(found({entry(ended(HandoverState::recalled))}) == "");
    const Handover received = as_received(refused());
    CHECK(received.items[0].exhibit == "received.aaaaaaaa.E1");
    CHECK(found({entry(received)}) == "");
}

TEST_CASE("a receipt or an offer on record is not dropped by a later entry") {
    CHECK(found({entry(refused()), entry(ended(HandoverState::lost), 0)}) ==
          "entry 1: it drops the receipt of entry 0");
    // Not even beside it, without a word that it replaces anything.
    CHECK(found({entry(refused()), entry(offered(signed_offer()))}) ==
          "entry 1: it drops the receipt of entry 0");
    // Another receipt by the same receiver.
    const std::string offer = signed_offer();
    const std::string yes = *sign_receipt(all_the_same(offer), test_key(2));
    const Handover accepted = answered_by(offered(offer), *read_receipt(yes), yes);
    CHECK(found({entry(refused()), entry(accepted, 0)}) ==
          "entry 1: it drops the receipt of entry 0");
    Offer other = two_exhibits();
    other.terms.medium = "another stick";
    CHECK(found({entry(offered(offer)), entry(offered(*sign_offer(other, test_key())), 0)}) ==
          "entry 1: its offer is not that of entry 0");
    other.terms.handover = std::string(32, 'b');
    CHECK(found({entry(refused()), entry(offered(*sign_offer(other, test_key())), 0)}) ==
          "entry 1: it replaces entry 0, which is another handover");
    CHECK(found({entry(refused()),
                 {"withdrawal", "handover/" + refused().id, Json::Object{{"type", "handover"}}, "",
                  0}}) == "entry 1: it withdraws the handover of entry 0");
}
