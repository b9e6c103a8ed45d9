#include "provenance/custody/receipt.hpp"

#include "tests/provenance/handover_support.hpp"

using namespace isonomia;
using namespace isonomia::provenance;
using namespace isonomia::tests;

namespace {

Receipt signed_and_read(const Receipt& receipt, std::uint8_t key = 2) {
    const auto note = sign_receipt(receipt, test_key(key));
    REQUIRE(note);
    const auto read = read_receipt(*note);
    REQUIRE(read);
    return *read;
}

}  // namespace

TEST_CASE("what is no receipt is refused") {
    CHECK(read_receipt("").error().code == "P0301");
    CHECK(read_receipt(signed_offer()).error().code == "P1101");
    const auto signs = [](const std::string& text) {
        return read_receipt(*sign_note(text, verifier_of(test_key(2)).name, test_key(2)));
    };
    CHECK(signs("isonomia/receipt/v1\n{}\n").error().code == "P1101");
    CHECK(signs("isonomia/receipt/v1\n{\"answer\":\"maybe\"}\n").error().code == "P1101");
    Receipt timeless = all_the_same(signed_offer());
    timeless.terms.answered = "";
    CHECK(read_receipt(*sign_receipt(timeless, test_key(2))).error().code == "P1101");
}

TEST_CASE("a receipt reads back, and any change of it is found") {
    Receipt receipt = all_the_same(signed_offer());
    receipt.additional = {{"more.txt", hex(sha256("more")), 4}};
    receipt.terms.reason = "one file more";
    const std::string note = *sign_receipt(receipt, test_key(2));
    const auto read = read_receipt(note);
    REQUIRE(read);
    CHECK(read->items.size() == 2);
    CHECK(read->additional.front().name == "more.txt");
    CHECK_FALSE(read->as_offered());
    for (std::size_t i = 0; i < note.size(); ++i) {
        std::string changed = note;
        changed[i] = static_cast<char>(changed[i] ^ 0x01);
        INFO(i);
        CHECK_FALSE(read_receipt(changed));
    }
}

TEST_CASE("a receipt answers one offer, item for item, without contradicting itself") {
    const std::string note = signed_offer();
    const Offer offer = *read_offer(note);
    CHECK(check_answers(signed_and_read(all_the_same(note)), offer, note));
    const auto refused = [&](auto change) {
        Receipt receipt = all_the_same(note);
        change(receipt);
        const auto status = check_answers(signed_and_read(receipt), offer, note);
        return !status && status.error().code == "P1103" &&
               status.error().kind == ErrorKind::integrity;
    };
    CHECK(refused([](Receipt& r) { r.terms.offer = std::string(64, '0'); }));
    CHECK(refused([](Receipt& r) { r.terms.handover = std::string(32, 'b'); }));
    CHECK(refused([](Receipt& r) { r.terms.ledger = "another"; }));
    CHECK(refused([](Receipt& r) { r.terms.by = "police"; }));
    CHECK(refused([](Receipt& r) { r.items.pop_back(); }));
    CHECK(refused([](Receipt& r) { r.items[0].exhibit = "E9"; }));
    CHECK(refused([](Receipt& r) { std::swap(r.items[0], r.items[1]); }));
    CHECK(refused([](Receipt& r) { r.items[0].sha256 = hex(sha256("other")); }));
    CHECK(refused([](Receipt& r) { r.items[0].size = 4; }));
    CHECK(refused([](Receipt& r) {
        r.items[0].found = Found::altered;  // with the very digest that was offered
        r.terms.reason = "x";
    }));
    CHECK(refused([](Receipt& r) {
        r.items[0].found = Found::missing;  // and yet a digest
        r.terms.reason = "x";
    }));
    CHECK(refused([](Receipt& r) { r.items[0] = {"E1", Found::missing, "", 0}; }));  // no reason
    CHECK(refused([](Receipt& r) {
        r.items[0] = {"E1", Found::not_examined, "", 0};
        r.terms.reason = "no time";
    }));
    CHECK(refused([](Receipt& r) { r.terms.answer = Answer::refused; }));  // no reason
}

TEST_CASE("another offer by the same sender is not answered by the same receipt") {
    const std::string note = signed_offer();
    Offer changed = two_exhibits();
    changed.terms.medium = "another stick";
    const std::string other = *sign_offer(changed, test_key());
    const Receipt receipt = signed_and_read(all_the_same(note));
    CHECK_FALSE(check_answers(receipt, *read_offer(other), other));
}

TEST_CASE("what the record keeps of an offer and its answer") {
    const std::string note = signed_offer();
    Handover handover = handover_of(*read_offer(note), note);
    CHECK(handover.state == HandoverState::offered);
    CHECK(handover.offer == note);
    CHECK(handover.sender_key == test_key(1).fingerprint());
    CHECK(handover.items.size() == 2);

    Receipt receipt = all_the_same(note);
    receipt.items[0] = {"E1", Found::missing, "", 0};
    receipt.items[1] = {"E2", Found::altered, hex(sha256("2")), 1};
    receipt.terms.reason = "envelope was open";
    const std::string answer = *sign_receipt(receipt, test_key(2));
    handover = answered_by(handover, *read_receipt(answer), answer);
    CHECK(handover.state == HandoverState::accepted);
    CHECK(in_part(handover));
    CHECK(handover.items[0].missing);
    CHECK(handover.items[1].arrived_as == hex(sha256("2")));
    CHECK(handover.receipt == answer);
    CHECK(handover.receiver_key == test_key(2).fingerprint());
    CHECK(handover.reason == "envelope was open");
}
