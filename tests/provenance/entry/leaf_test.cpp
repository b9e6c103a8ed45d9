#include "provenance/entry/leaf.hpp"

#include "tests/provenance/case_fixture.hpp"

using namespace isonomia;
using namespace isonomia::provenance;
using namespace isonomia::tests;

namespace {

Envelope envelope_at(std::uint64_t entry) {
    Envelope envelope;
    envelope.after = sha256("checkpoint");
    envelope.author = std::string(64, 'a');
    envelope.fields = {sha256("a")};
    envelope.place = Place{entry, "isonomia/ledger/" + std::string(32, '0')};
    envelope.recorded = Instant{1795356000};
    envelope.type = "activity";
    return envelope;
}

}  // namespace

TEST_CASE("no leaf but one that can be written is read") {
    const std::string text = to_bytes(envelope_at(7));
    const std::string good = *sign_leaf(text, test_key(2));
    REQUIRE(parse_leaf(good));
    CHECK(parse_leaf(good)->signer() == test_key(2).fingerprint());
    CHECK(check_signed(*parse_leaf(good), test_key(2).public_key()));
    CHECK_FALSE(check_signed(*parse_leaf(good), test_key(3).public_key()));

    for (std::size_t size = 0; size < good.size(); ++size)
        REQUIRE_FALSE(parse_leaf(good.substr(0, size)));
    const std::string line = good.substr(text.size() + 2);
    for (const std::string& bad :
         {text,                                     // says where it stands, but is not signed
          text + "\n", text + "\n\n", good + line,  // two signatures
          good + "\n", text + "\n" + line,          // no empty line
          text + "\n\n\n" + line, "\n" + good,      // lines that are too many
          *sign_note(text + "\n", "isonomia/key/x", test_key(2)),
          *sign_note(text + "\n", "somebody", test_key(2)),
          *sign_note("x\n" + text + "\n", "isonomia/key/" + test_key(2).fingerprint(),
                     test_key(2))}) {
        INFO(bad);
        CHECK_FALSE(parse_leaf(bad));
    }
    Envelope nowhere = envelope_at(7);
    nowhere.place.reset();
    CHECK(parse_leaf(to_bytes(nowhere)));
    CHECK_FALSE(parse_leaf(*sign_leaf(to_bytes(nowhere), test_key(2))));

    // Every changed bit is refused, or the signature is.
    for (std::size_t i = 0; i < good.size(); ++i) {
        std::string flipped = good;
        flipped[i] = static_cast<char>(flipped[i] ^ 0x04);
        const auto leaf = parse_leaf(flipped);
        REQUIRE_FALSE((leaf && check_signed(*leaf, test_key(2).public_key())));
    }
}

TEST_CASE("members that belong together are written together") {
    Envelope envelope = envelope_at(0);
    envelope.type = "erasure";
    CHECK_FALSE(parse_envelope(to_bytes(envelope)));  // erases nothing
    envelope.erases = {KeyFileId{1}, KeyFileId{2}};
    CHECK(parse_envelope(to_bytes(envelope)));
    CHECK(*parse_envelope(to_bytes(envelope)) == envelope);
    std::swap(envelope.erases[0], envelope.erases[1]);
    CHECK_FALSE(parse_envelope(to_bytes(envelope)));
    envelope.erases = {KeyFileId{1}};
    envelope.type = "fact";
    CHECK_FALSE(parse_envelope(to_bytes(envelope)));

    envelope = envelope_at(0);
    envelope.next = std::string(64, 'b');
    CHECK_FALSE(parse_envelope(to_bytes(envelope)));
    envelope.type = "key";
    CHECK(*parse_envelope(to_bytes(envelope)) == envelope);
    envelope.next = envelope.author;
    CHECK_FALSE(parse_envelope(to_bytes(envelope)));
    const auto json = parse_json(to_bytes(envelope));
    REQUIRE(json);
    CHECK(canonical(*json) == to_bytes(envelope));
}
