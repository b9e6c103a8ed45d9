#include "provenance/custody/offer.hpp"

#include "tests/provenance/handover_support.hpp"

using namespace isonomia;
using namespace isonomia::provenance;
using namespace isonomia::tests;

namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

// The text with another signature that is valid for it.
std::string signed_anew(const std::string& text, std::uint8_t key = 1) {
    const auto note = sign_note(text, verifier_of(test_key(key)).name, test_key(key));
    REQUIRE(note);
    return *note;
}

std::string text_of(const std::string& note) { return parse_note(note)->text; }

}  // namespace

TEST_CASE("what is no offer is refused, whoever signed it") {
    CHECK(read_offer("").error().code == "P0301");
    CHECK(read_offer("hello\n").error().code == "P0301");
    for (const std::string text :
         {"\n", "isonomia/offer/v1\n", "isonomia/offer/v2\n{}\n", "isonomia/receipt/v1\n{}\n",
          "isonomia/offer/v1\n{}\n", "isonomia/offer/v1\n[]\n", "isonomia/offer/v1\nnull\n",
          "isonomia/offer/v1\n{\"from\": \"a\"}\n", "isonomia/offer/v1\n{\"from\":1}\n",
          "isonomia/offer/v1\n{\"unknown\":\"a\"}\n"}) {
        INFO(text);
        CHECK(read_offer(signed_anew(text)).error().code == "P1101");
    }
    const std::string deep = "isonomia/offer/v1\n" + std::string(100000, '[') + "\n";
    CHECK_FALSE(read_offer(signed_anew(deep)));
}

TEST_CASE("an offer that cannot be kept is not signed") {
    const auto refused = [](auto change) {
        Offer offer = two_exhibits();
        change(offer);
        const auto note = sign_offer(offer, test_key());
        return !note && note.error().code == "P1101";
    };
    CHECK(refused([](Offer& o) { o.items.clear(); }));
    CHECK(refused([](Offer& o) { o.terms.handover = "abc"; }));
    CHECK(refused([](Offer& o) { o.terms.to.clear(); }));
    CHECK(refused([](Offer& o) { o.terms.to = "bad id \x1b"; }));
    CHECK(refused([](Offer& o) { o.terms.from = "\xC2\x9B"; }));
    CHECK(refused([](Offer& o) { o.terms.offered = "soon"; }));
    CHECK(refused([](Offer& o) { o.items[1].exhibit = "E1"; }));
    CHECK(refused([](Offer& o) { o.items[1].file = "E1.txt"; }));
    CHECK(refused([](Offer& o) { o.items[0].file = "../E1.txt"; }));
    CHECK(refused([](Offer& o) { o.items[0].file = ".."; }));
    CHECK(refused([](Offer& o) { o.items[0].sha256 = "AA"; }));
    CHECK(refused([](Offer& o) { o.items[0].exhibit = "E 1"; }));
    CHECK(refused([](Offer& o) { o.items[0].title = std::string(2'000'000, 'x'); }));
}

TEST_CASE("an offer reads back as it was written") {
    const std::string note = signed_offer();
    const auto offer = read_offer(note);
    REQUIRE(offer);
    CHECK(offer->terms.from == "defence");
    CHECK(offer->terms.medium == "USB stick 4711");
    CHECK(offer->items.size() == 2);
    CHECK(offer->items[1].sha256 == hex(sha256("two")));
    CHECK(parse_person_key(offer->terms.key)->key == test_key().public_key());
    CHECK(note.starts_with("isonomia/offer/v1\n{\"from\":\"defence\","));
    Offer odd = two_exhibits();
    odd.terms.medium = "line\nfeed \x01 and \xE2\x80\xAE";
    const auto signed_odd = sign_offer(odd, test_key());
    REQUIRE(signed_odd);
    CHECK(read_offer(*signed_odd)->terms.medium == odd.terms.medium);
}

TEST_CASE("any change of a signed offer is found") {
    const std::string note = signed_offer();
    for (std::size_t i = 0; i < note.size(); ++i) {
        std::string changed = note;
        changed[i] = static_cast<char>(changed[i] ^ 0x01);
        INFO(i);
        CHECK_FALSE(read_offer(changed));
    }
    CHECK(read_offer(replaced(note, "4711", "4712")).error().code == "P1102");
}

TEST_CASE("a key of another name, or another's key, does not sign") {
    // The text names key 1, key 2 signs.
    const std::string text = text_of(signed_offer());
    CHECK(read_offer(signed_anew(text, 2)).error().code == "P1102");
    const Verifier named{"somebody", test_key().public_key()};
    CHECK(parse_person_key(to_vkey(named)).error().code == "P1102");
    CHECK(parse_person_key("nonsense").error().code == "P0304");
}

TEST_CASE("an offer by or to something that is no agent's id is refused, signed or not") {
    const std::string text = text_of(signed_offer());
    for (const char* id : {"bad id", "a\\u001b", "../x", "\xE2\x80\xAE"}) {
        const std::string quoted = std::string(":\"") + id + "\"";
        CHECK(read_offer(signed_anew(replaced(text, ":\"defence\"", quoted))).error().code ==
              "P1101");
        CHECK(read_offer(signed_anew(replaced(text, ":\"lab\"", quoted))).error().code == "P1101");
    }
}

TEST_CASE("other spellings of the same offer are refused") {
    const std::string text = text_of(signed_offer());
    CHECK(read_offer(signed_anew(replaced(text, "\"size\":3", "\"size\":3.0"))).error().code ==
          "P1101");
    CHECK(read_offer(signed_anew(replaced(text, "\"title\":\"First\"", "\"title\":\"\"")))
              .error()
              .code == "P1101");
    CHECK(read_offer(signed_anew(text + "{}\n")).error().code == "P1101");
}
