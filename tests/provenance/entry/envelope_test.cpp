#include "provenance/entry/envelope.hpp"

#include <algorithm>

#include "core/digest.hpp"
#include "core/json.hpp"
#include "provenance/entry/payload.hpp"
#include "tests/catch.hpp"

using namespace isonomia;
using namespace isonomia::provenance;

namespace {

Envelope full_envelope() {
    Envelope envelope;
    envelope.author = std::string(64, 'a');
    envelope.authority = sha256("authority");
    envelope.clock = Instant{1795355999};
    envelope.exhibit = sha256("exhibit");
    envelope.fields = {sha256("a"), sha256("b")};
    std::sort(envelope.fields.begin(), envelope.fields.end(),
              [](const Digest& a, const Digest& b) { return base64(a) < base64(b); });
    envelope.recorded = Instant{1795356000};
    envelope.supersedes = 41;
    envelope.type = "fact";
    return envelope;
}

Draft draft() {
    return {
        "activity", "A1", Json::Object{{"authority", "Warrant"}, {"title", "Söarch\n"}}, "x", {}};
}

}  // namespace

TEST_CASE("no envelope but a canonical one is read") {
    const std::string good = to_bytes(full_envelope());
    REQUIRE(parse_envelope(good));
    CHECK(*parse_envelope(good) == full_envelope());
    for (std::size_t size = 0; size < good.size(); ++size)
        REQUIRE_FALSE(parse_envelope(good.substr(0, size)));
    for (const std::string& bad : {good + " ", " " + good, good + "\n", good + good,
                                   "{\"x\":1," + good.substr(1), std::string(70000, 'a')})
        CHECK_FALSE(parse_envelope(bad));
    // Whatever one changed byte leaves readable is still canonical and says something else.
    for (std::size_t i = 0; i < good.size(); ++i)
        for (const int bit : {0, 1, 2, 3, 4, 5, 6, 7}) {
            std::string flipped = good;
            flipped[i] = static_cast<char>(flipped[i] ^ (1 << bit));
            const auto parsed = parse_envelope(flipped);
            if (!parsed) continue;
            REQUIRE(to_bytes(*parsed) == flipped);
            REQUIRE_FALSE(*parsed == full_envelope());
        }
}

TEST_CASE("the reader agrees with canonical JSON") {
    Envelope plain = full_envelope();
    plain.authority.reset();
    plain.clock.reset();
    plain.exhibit.reset();
    plain.supersedes.reset();
    for (const Envelope& envelope : {plain, full_envelope()}) {
        const std::string bytes = to_bytes(envelope);
        const auto json = parse_json(bytes);
        REQUIRE(json);
        CHECK(canonical(*json) == bytes);
        CHECK(parse_envelope(bytes));
    }
    Envelope unordered = plain;
    std::swap(unordered.fields[0], unordered.fields[1]);
    CHECK_FALSE(parse_envelope(to_bytes(unordered)));
    unordered.fields[1] = unordered.fields[0];
    CHECK_FALSE(parse_envelope(to_bytes(unordered)));
    Envelope late = plain;
    late.clock = late.recorded;
    CHECK_FALSE(parse_envelope(to_bytes(late)));
}

TEST_CASE("drafts that cannot be recorded are refused") {
    SeededRandom random(1);
    const auto refused = [&](Draft bad) {
        Envelope envelope;
        const auto payload = make_payload(bad, random, envelope);
        return !payload && payload.error().code == "P0110";
    };
    Draft bad = draft();
    bad.type = "Fact";
    CHECK(refused(bad));
    bad = draft();
    bad.id.clear();
    CHECK(refused(bad));
    bad = draft();
    bad.id = "\xFF";
    CHECK(refused(bad));
    bad = draft();
    bad.payload = Json("text");
    CHECK(refused(bad));
    bad = draft();
    bad.payload = Json::Object{{"@id", "x"}};
    CHECK(refused(bad));
    bad = draft();
    for (int i = 0; i < 1000; ++i)
        bad.payload.object()->emplace("f" + std::to_string(i), i);
    CHECK(refused(bad));
}

TEST_CASE("a payload opens only as what it was, where it was, for whom it was") {
    SeededRandom random(1);
    Envelope envelope;
    const auto payload = make_payload(draft(), random, envelope);
    REQUIRE(payload);
    REQUIRE(check_payload(*payload, envelope));
    CHECK(envelope.authority);
    CHECK(envelope.fields.size() == 2);
    const auto content = read_payload(*payload);
    REQUIRE(content);
    CHECK(content->id == "A1");
    CHECK(content->object == draft().payload);

    for (std::size_t i = 0; i < payload->size(); ++i) {
        std::string flipped = *payload;
        flipped[i] = static_cast<char>(flipped[i] ^ 0x01);
        REQUIRE_FALSE(check_payload(flipped, envelope));
    }
    CHECK_FALSE(check_payload(*payload + "\n", envelope));
    CHECK_FALSE(check_payload(payload->substr(0, payload->size() - 1), envelope));
    CHECK_FALSE(check_payload("", envelope));
    for (const std::string hostile : {"", "x", "[]\n", "[\"s\",\"n\"]\n", "[\"s\",\"@x\",1]\n",
                                      "[\"s\",\"@id\",1]\n", "[\"s\",\"n\",1]\n[\"s\",\"n\",1]\n"})
        CHECK_FALSE(read_payload(hostile));

    const PayloadKey key{1};
    const PayloadNonce nonce{2};
    const PayloadBinding binding{"origin", 7, "activity", "x"};
    auto sealed = seal(*payload, binding, key, nonce);
    REQUIRE(unseal(sealed, binding, key, nonce));
    CHECK(*unseal(sealed, binding, key, nonce) == *payload);
    CHECK_FALSE(unseal(sealed, {"other", 7, "activity", "x"}, key, nonce));
    CHECK_FALSE(unseal(sealed, {"origin", 8, "activity", "x"}, key, nonce));
    CHECK_FALSE(unseal(sealed, {"origin", 7, "fact", "x"}, key, nonce));
    CHECK_FALSE(unseal(sealed, {"origin", 7, "activity", "y"}, key, nonce));
    CHECK_FALSE(unseal(sealed, binding, PayloadKey{2}, nonce));
    CHECK_FALSE(unseal(sealed, binding, key, Bytes(nonce).first(23)));
    CHECK_FALSE(unseal(Bytes(sealed).first(15), binding, key, nonce));
    CHECK_FALSE(unseal({}, binding, key, nonce));
    sealed.back() ^= 1U;
    CHECK_FALSE(unseal(sealed, binding, key, nonce));
}

TEST_CASE("the same value is committed to differently each time") {
    SeededRandom random(1);
    Envelope first;
    Envelope second;
    REQUIRE(make_payload(draft(), random, first));
    REQUIRE(make_payload(draft(), random, second));
    for (const auto a : first.commitments())
        for (const auto b : second.commitments())
            CHECK(a != b);
}
