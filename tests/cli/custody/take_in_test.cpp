// What a sender may write into the receiver's record, and what he may not.
#include "provenance/custody/receipt.hpp"
#include "tests/cli/case_support.hpp"

namespace isonomia::cli {

using tests::Party;
using tests::put;

namespace {

using provenance::Offer;

const provenance::SigningKey& key(std::uint8_t number) {
    static std::map<std::uint8_t, provenance::SigningKey> keys;
    std::array<std::uint8_t, 32> seed{};
    seed[0] = number;
    return keys.try_emplace(number, provenance::SigningKey::from_seed(seed)).first->second;
}

Offer offer_of(const std::string& handover, const std::string& content) {
    Offer offer;
    offer.terms = {"isonomia/ledger/" + std::string(32, '1'),
                   handover,
                   "police",
                   "City police",
                   "lab",
                   "State laboratory",
                   "by hand",
                   "2026-11-01",
                   "",
                   {}};
    offer.items = {{"E1", "probe.txt", "Probe", "", hex(sha256(content)), content.size()}};
    return offer;
}

// The receiver, whose record knows nobody unless a test says so.
struct Receiver {
    isonomia::tests::ScratchFolder scratch;
    Party lab{scratch.path() / "lab"};
    int arrivals = 0;

    ExitCode accept(const Offer& offer, const std::string& content, std::uint8_t signer = 1,
                    const std::vector<std::string>& more = {}) {
        const std::string name = std::to_string(arrivals++);
        put(lab.folder / name / "probe.txt", content);
        put(lab.folder / name / "offer", *provenance::sign_offer(offer, key(signer)));
        std::vector<std::string> words{"accept", name + "/offer",   "--files", name,
                                       "-o",     name + ".receipt", "--case",  "case"};
        words.insert(words.end(), more.begin(), more.end());
        const ExitCode code = lab.run(custody_command(), words);
        CHECK(fs::exists(lab.folder / (name + ".receipt")) == (code == ExitCode::done));
        return code;
    }
    bool refused_with(const std::string& error, const Offer& offer, const std::string& content,
                      std::uint8_t signer = 1) {
        const std::size_t before = entries().size();
        const ExitCode code = accept(offer, content, signer);
        INFO(lab.said());
        CHECK(entries().size() == before);
        return code != ExitCode::done && lab.said().starts_with(error);
    }
    template <class T>
    void state(const std::string& type, const T& object) {
        auto ledger = lab.ledger();
        REQUIRE(ledger);
        Journal journal(*ledger->entries());
        journal.state(type, object);
        REQUIRE(ledger->append(journal.take_drafts()));
    }
    void know_police(KeyState state_of_key, std::uint8_t number) {
        Agent police;
        police.id = "police";
        police.name = "City police";
        state("agent", police);
        if (number == 0) return;
        KeyRecord record;
        record.id = key(number).fingerprint();
        record.agent = "police";
        record.state = state_of_key;
        state("key", record);
    }
    std::vector<LedgerEntry> entries() {
        const auto ledger = provenance::Ledger::open(lab.folder / "case", lab.files);
        return ledger ? *ledger->entries() : std::vector<LedgerEntry>{};
    }
};

const std::string first_handover(32, 'a');
const std::string same_digits = "aaaaaaaa" + std::string(24, 'b');

}  // namespace

TEST_CASE("an offer whose handover begins with the same digits replaces nothing") {
    Receiver t;
    REQUIRE(t.accept(offer_of(first_handover, "the real image"), "the real image") ==
            ExitCode::done);
    Offer other = offer_of(same_digits, "another image");
    other.terms.from = "stranger";
    CHECK(t.refused_with("P1113", other, "another image", 2));
    const auto file = replay(t.entries());
    REQUIRE(file);
    const Exhibit* kept = find(file->exhibits, "received.aaaaaaaa.E1");
    REQUIRE(kept != nullptr);
    CHECK(kept->sha256 == hex(sha256("the real image")));
    CHECK(kept->received_from == "police");
    CHECK(provenance::verify(t.lab.folder / "case", t.lab.files).whole());
}

TEST_CASE("a handover on record is not taken in again, by whomever") {
    Receiver t;
    const Offer offer = offer_of(first_handover, "x");
    REQUIRE(t.accept(offer, "x") == ExitCode::done);
    CHECK(t.accept(offer, "x", 1, {"--sender-key", key(1).fingerprint()}) == ExitCode::failed);
    CHECK(t.lab.said().starts_with("P1106"));
    Offer other = offer;
    other.terms.from = "stranger";
    CHECK(t.refused_with("P1106", other, "x", 2));
}

TEST_CASE("an exhibit that its sender calls 'offer' does not take the place of the offer") {
    Receiver t;
    Offer offer = offer_of(first_handover, "x");
    offer.items[0].exhibit = "offer";
    CHECK(t.refused_with("P1113", offer, "x"));
}

TEST_CASE("nobody speaks as an agent of the record under another name or with another key") {
    Receiver t;
    t.know_police(KeyState::active, 1);
    Offer offer = offer_of(first_handover, "x");
    CHECK(t.refused_with("P1107", offer, "x", 2));
    offer.terms.from_name = "Xavier Expertson";
    CHECK(t.refused_with("P1112", offer, "x", 1));
    offer.terms.from_name = "City police";
    offer.terms.to = "police";  // and its name is not 'State laboratory'
    CHECK(t.refused_with("P1112", offer, "x", 1));
    offer.terms.to = "lab";
    offer.terms.from = "stranger";  // with the key of the police
    CHECK(t.refused_with("P1107", offer, "x", 1));
    offer.terms.from = "isonomia";
    CHECK(t.refused_with("P1112", offer, "x", 2));
    offer.terms.from = "police";
    CHECK(t.accept(offer, "x", 1) == ExitCode::done);
}

TEST_CASE("a known sender's key is registered and not revoked, or the receiver names it") {
    Receiver unknown;
    unknown.know_police(KeyState::active, 0);
    Receiver revoked;
    revoked.know_police(KeyState::revoked, 1);
    const Offer offer = offer_of(first_handover, "x");
    for (Receiver* t : {&unknown, &revoked}) {
        CHECK(t->refused_with("P1107", offer, "x", 1));
        CHECK(t->accept(offer, "x", 1, {"--sender-key", key(2).fingerprint()}) ==
              ExitCode::integrity);
        CHECK(t->accept(offer, "x", 1, {"--sender-key", key(1).fingerprint()}) == ExitCode::done);
    }
}

TEST_CASE("nothing is taken in where the receipt can't be written") {
    Receiver t;
    put(t.lab.folder / "0" / "probe.txt", "x");
    put(t.lab.folder / "0" / "offer",
        *provenance::sign_offer(offer_of(first_handover, "x"), key(1)));
    const std::size_t before = t.entries().size();
    CHECK(t.lab.run(custody_command(), {"accept", "0/offer", "--files", "0", "-o",
                                        "0/offer/receipt", "--case", "case"}) != ExitCode::done);
    CHECK(t.entries().size() == before);
    CHECK(t.accept(offer_of(first_handover, "x"), "x") == ExitCode::done);
}

TEST_CASE("from and to may be one stranger") {
    Receiver t;
    Offer offer = offer_of(first_handover, "x");
    offer.terms.to = offer.terms.from;
    CHECK(t.accept(offer, "x") == ExitCode::done);
}

}  // namespace isonomia::cli
