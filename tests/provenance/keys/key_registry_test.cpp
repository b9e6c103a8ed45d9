// The registry of keys: contradictions first, then what verify makes of signatures.
#include "provenance/keys/key_registry.hpp"

#include "core/activity.hpp"
#include "core/describe.hpp"
#include "tests/provenance/case_fixture.hpp"

namespace isonomia::provenance {

namespace {

using isonomia::tests::CaseFixture;
using isonomia::tests::fact;
using isonomia::tests::test_key;

KeyRecord record_of(const Signer& key, const std::string& agent = "officer",
                    KeyState state = KeyState::active) {
    KeyRecord record;
    record.id = key.fingerprint();
    record.agent = agent;
    record.state = state;
    record.verifier_key = to_vkey(person_verifier(key.public_key()));
    return record;
}

Draft draft_of(const KeyRecord& record, std::optional<std::uint64_t> supersedes = {}) {
    return {"key", record.id, to_json(record), "", supersedes};
}

Draft act_by(const std::string& id, const std::string& agent) {
    Activity act;
    act.id = id;
    act.kind = ActivityKind::review;
    act.title = "Comparison by eye";
    act.agent = agent;
    return {"activity", id, to_json(act), "", {}};
}

std::string code_of(const Status& status) { return status ? "" : status.error().code; }

const Check& keys_check(const VerifyReport& report) {
    const auto it = std::find_if(report.checks.begin(), report.checks.end(),
                                 [](const Check& check) { return check.id == "keys"; });
    REQUIRE(it != report.checks.end());
    return *it;
}

// A ledger whose registry knows key 1 (the ledger's) and key 2 (officer's): entries 0 and 1.
struct RegistryFixture : CaseFixture {
    RegistryFixture() {
        ledger.emplace(*open());
        KeyRecord own = record_of(test_key(1), "");
        own.purpose = KeyPurpose::ledger;
        own.verifier_key = ledger->verifier_key();
        REQUIRE(ledger->append({draft_of(own), draft_of(record_of(test_key(2)))}));
    }
    void tick() { clock.set({clock.now().seconds + 3600}); }
    Check check() {
        const auto report = verify();
        notes = report.notes;
        CHECK(report.broken() == (keys_check(report).state == CheckState::fail));
        return keys_check(report);
    }
    std::optional<Ledger> ledger;
    std::vector<std::string> notes;
};

}  // namespace

TEST_CASE("a record that does not fit its key, or makes it count again, is left out") {
    KeyRegistry registry;
    CHECK(code_of(registry.counts(test_key(2).fingerprint(), 9)) == "P0507");
    KeyRecord other = record_of(test_key(2));
    other.id = test_key(3).fingerprint();
    CHECK(code_of(registry.take(0, other)) == "P0511");
    KeyRecord malformed = record_of(test_key(2));
    malformed.verifier_key = "nothing";
    CHECK(code_of(registry.take(0, malformed)) == "P0511");
    KeyRecord undated = record_of(test_key(2), "officer", KeyState::revoked);
    undated.compromised_since = "last week";
    CHECK(code_of(registry.take(0, undated)) == "P0511");
    CHECK(registry.empty());

    REQUIRE(registry.take(1, record_of(test_key(2))));
    CHECK(code_of(registry.take(2, record_of(test_key(2), "another"))) == "P0511");
    REQUIRE(registry.take(3, record_of(test_key(2), "officer", KeyState::replaced)));
    CHECK(code_of(registry.take(4, record_of(test_key(2)))) == "P0511");
    REQUIRE(registry.take(5, record_of(test_key(2), "officer", KeyState::revoked)));
    CHECK(code_of(registry.take(6, record_of(test_key(2)))) == "P0511");
    CHECK(code_of(registry.take(7, record_of(test_key(2), "officer", KeyState::replaced))) ==
          "P0511");
    const RegisteredKey* key = registry.find(test_key(2).fingerprint());
    REQUIRE(key != nullptr);
    CHECK(key->entry == 1);
    CHECK(key->ended == 3);
    CHECK(key->revoked == 5);
}

TEST_CASE("a key counts after the entry that makes it known and until the one that ends it") {
    KeyRegistry registry;
    REQUIRE(registry.take(1, record_of(test_key(2))));
    REQUIRE(registry.take(5, record_of(test_key(2), "officer", KeyState::revoked)));
    const std::string key = test_key(2).fingerprint();
    CHECK(code_of(registry.counts(key, 1)) == "P0507");
    CHECK(code_of(registry.counts(key, 2)).empty());
    CHECK(code_of(registry.counts(key, 5)).empty());
    CHECK(code_of(registry.counts(key, 6)) == "P0508");
    CHECK(code_of(registry.may_sign(key, "officer", 2)).empty());
    CHECK(code_of(registry.may_sign(key, "judge", 2)) == "P0509");
    KeyRecord ledger_key = record_of(test_key(3), "");
    ledger_key.purpose = KeyPurpose::ledger;
    REQUIRE(registry.take(7, ledger_key));
    CHECK(code_of(registry.counts(ledger_key.id, 8)) == "P0509");
}

TEST_CASE("a ledger without a registry is not called checked") {
    CaseFixture f;
    f.fill();
    CHECK(keys_check(f.verify()).state == CheckState::not_checked);
}

TEST_CASE("a signature by a key that nobody registered fails, also without a registry") {
    CaseFixture f;
    {
        auto ledger = f.open();
        REQUIRE(ledger->append({act_by("A1", "officer")}, &test_key(2)));
    }
    CHECK(keys_check(f.verify()).state == CheckState::fail);
    RegistryFixture g;
    REQUIRE(g.ledger->append({act_by("A1", "officer")}, &test_key(3)));
    const Check check = g.check();
    CHECK(check.state == CheckState::fail);
    CHECK(check.found.starts_with("entry 2: the record does not know whose key"));
}

TEST_CASE("an act must be signed by a key of the agent who did it") {
    RegistryFixture f;
    REQUIRE(f.ledger->append({act_by("A1", "officer")}, &test_key(2)));
    CHECK(f.check().state == CheckState::pass);
    REQUIRE(f.ledger->append({act_by("A2", "judge")}, &test_key(2)));
    const Check check = f.check();
    CHECK(check.state == CheckState::fail);
    CHECK(check.found.find("of agent 'officer', the act of 'judge'") != std::string::npos);
}

TEST_CASE("another program's hold under a foreign key fails, and so does its loss of a handover") {
    const auto state_after = [](const std::string& type, Json::Object payload) {
        RegistryFixture f;
        payload.emplace("id", "X1");
        REQUIRE(f.ledger->append({{type, "X1", std::move(payload), "", {}}}, &test_key(2)));
        return keys_check(f.verify()).state;  // other checks may object, too
    };
    using enum CheckState;
    CHECK(state_after("hold", {{"placed_by", "officer"}}) == pass);
    CHECK(state_after("hold", {{"placed_by", "judge"}}) == fail);
    CHECK(state_after("hold", {}) == fail);  // by nobody
    CHECK(state_after("hold", {{"placed_by", "officer"},
                               {"release_reason", "final"},
                               {"released_by", "judge"}}) == fail);
    CHECK(state_after("hold", {{"placed_by", "judge"},
                               {"release_reason", "final"},
                               {"released_by", "officer"}}) == pass);
    CHECK(state_after("handover", {{"state", "lost"}, {"from", "judge"}}) == fail);
    CHECK(state_after("handover", {{"state", "lost"}, {"from", "officer"}}) == pass);
    CHECK(state_after("handover", {{"state", "offered"}, {"from", "judge"}}) == pass);
    CHECK(state_after("erasure_like", {{"decided_by", "judge"}}) == pass);
}

TEST_CASE("what a revoked key signed later fails, what it signed in doubt is listed") {
    RegistryFixture f;
    f.tick();
    REQUIRE(f.ledger->append({act_by("A1", "officer")}, &test_key(2)));  // entry 2
    f.tick();
    const std::string since = to_rfc3339(f.clock.now());
    REQUIRE(f.ledger->append({act_by("A2", "officer"), act_by("A3", "officer")}, &test_key(2)));
    KeyRecord revoked = record_of(test_key(2), "officer", KeyState::revoked);
    revoked.reason = "stolen";
    revoked.compromised_since = since;
    REQUIRE(f.ledger->append({draft_of(revoked, 1)}));  // entry 5
    CHECK(f.check().state == CheckState::pass);
    REQUIRE(f.notes.size() == 1);
    CHECK(f.notes.front().starts_with("in doubt: entries 3 to 4 were signed with the key " +
                                      revoked.id));
    CHECK(f.notes.front().ends_with("(revoked in entry 5: stolen)"));
    REQUIRE(f.ledger->append({act_by("A4", "officer")}, &test_key(2)));
    const Check check = f.check();
    CHECK(check.state == CheckState::fail);
    CHECK(check.found.starts_with("entry 6: "));
}

TEST_CASE("a ledger is handed over, and its old key may be revoked then but not before") {
    RegistryFixture f;
    KeyRecord next = record_of(test_key(4), "");
    next.purpose = KeyPurpose::ledger;
    REQUIRE(f.ledger->hand_over(test_key(4), draft_of(next)));
    REQUIRE(f.ledger->append({fact("F1", "yes")}));
    KeyRecord old = record_of(test_key(1), "", KeyState::revoked);
    old.purpose = KeyPurpose::ledger;
    REQUIRE(f.ledger->append({draft_of(old, 0)}));
    const Check check = f.check();
    INFO(check.found);
    CHECK(check.state == CheckState::pass);
    CHECK(f.ledger->author() == next.id);

    RegistryFixture g;  // another program revokes the key that holds the ledger
    REQUIRE(g.ledger->append({draft_of(old, 0)}));
    REQUIRE(g.ledger->append({fact("F1", "yes")}));
    CHECK(g.check().state == CheckState::fail);
}

TEST_CASE("a registry that contradicts itself, or cannot be opened, is not passed") {
    RegistryFixture f;
    KeyRecord ended = record_of(test_key(2), "officer", KeyState::revoked);
    REQUIRE(f.ledger->append({draft_of(ended, 1)}));
    REQUIRE(f.ledger->append({draft_of(record_of(test_key(2)), 2)}));
    CHECK(f.check().state == CheckState::fail);

    RegistryFixture sealed;
    fs::remove_all(sealed.folder / "keys");
    CHECK(keys_check(sealed.verify()).state == CheckState::not_checked);
}

}  // namespace isonomia::provenance
