// Acts signed by persons, and the ledger going from one key to the next.
#include "provenance/store/store.hpp"
#include "tests/provenance/case_fixture.hpp"

using namespace isonomia;
using namespace isonomia::provenance;
using namespace isonomia::tests;

namespace {

Draft key_of(std::uint8_t number) { return key_record(number, KeyPurpose::ledger); }

void change(const CaseFixture& fixture, const std::string& sql) {
    auto database = Database::open(fixture.folder / "ledger.sqlite", Access::write);
    REQUIRE(database);
    const auto done = database->run(sql);
    if (!done) FAIL(done.error().message);
}

// A ledger of two acts, one of them signed by the person with key 2.
void fill_with_acts(CaseFixture& fixture) {
    auto ledger = fixture.open();
    REQUIRE(ledger);
    REQUIRE(ledger->append({key_record(2)}));
    REQUIRE(ledger->append({fact("F2", "x"), fact("F3", "y")}, &test_key(2)));
}

void expect_whole(const VerifyReport& report) {
    for (const Check& check : report.checks) {
        INFO(check.id << ": " << check.found);
        CHECK(check.state != CheckState::fail);
    }
    CHECK(report.whole());
}

}  // namespace

TEST_CASE("who is named as the next holder has signed nothing") {
    CaseFixture fixture;
    {
        auto ledger = fixture.open();
        REQUIRE(ledger);
        REQUIRE(ledger->append({fact("F1", "x")}));
        REQUIRE(ledger->hand_over(test_key(2), key_of(2)));
    }
    const std::string next = test_key(2).fingerprint();
    const auto report = fixture.verify({{next}, {}});
    CHECK(report.author == test_key().fingerprint());
    CHECK(report.authors == std::vector<std::string>{test_key().fingerprint()});
    CHECK(report.handed_to == next);
    CHECK_FALSE(report.whole());  // the reader asked, and the record does not answer
    CHECK_FALSE(report.broken());
    CHECK(check_of(report, "signer").state == CheckState::not_checked);
    CHECK(check_of(fixture.verify({{test_key().fingerprint()}, {}}), "signer").state ==
          CheckState::pass);
    {
        auto ledger = fixture.open(2);
        REQUIRE(ledger);
        REQUIRE(ledger->append({fact("F2", "x")}));
    }
    CHECK(check_of(fixture.verify({{next}, {}}), "signer").state == CheckState::pass);
}

TEST_CASE("acts that nobody signed are counted") {
    CaseFixture fixture;
    const Draft search{
        "activity", "A1", Json::Object{{"kind", "inference"}, {"agent", "keeper"}}, "", {}};
    {
        auto ledger = fixture.open();
        REQUIRE(ledger);
        REQUIRE(ledger->append({key_record(2)}));
        REQUIRE(ledger->append({search}, &test_key(2)));
    }
    CHECK(fixture.verify().notes.empty());
    {
        auto ledger = fixture.open();
        REQUIRE(ledger);
        REQUIRE(ledger->append({{"activity", "A2", search.payload, "", {}}}));
    }
    const auto report = fixture.verify();
    expect_whole(report);
    REQUIRE(report.notes.size() == 1);
    CHECK(report.notes[0].find("those who did them: 1;") != std::string::npos);
}

TEST_CASE("a signed act that is moved, stripped, exchanged or by an unknown key is found") {
    struct Attack {
        const char* sql;
        const char* check;
    };
    for (const Attack one :
         {Attack{"UPDATE entries SET leaf = (SELECT leaf FROM entries WHERE entry = 1) WHERE "
                 "entry = 2",
                 "entries"},
          Attack{"UPDATE entries SET leaf = CAST(substr(CAST(leaf AS TEXT), 1, "
                 "instr(CAST(leaf AS TEXT), char(10)) - 1) AS BLOB) WHERE entry = 1",
                 "entries"},
          Attack{"UPDATE entries SET leaf = CAST(replace(CAST(leaf AS TEXT), 'T14:00:00Z', "
                 "'T13:00:00Z') AS BLOB) WHERE entry = 2",
                 "acts"}}) {
        CaseFixture fixture;
        fill_with_acts(fixture);
        change(fixture, one.sql);
        INFO(one.sql);
        CHECK(fails(fixture.verify(), one.check));
        CHECK(fails(fixture.verify(), "checkpoints"));
    }
    CaseFixture fixture;
    fill_with_acts(fixture);
    change(fixture,
           "DELETE FROM keys WHERE hex(fingerprint) = upper('" + test_key(2).fingerprint() + "')");
    CHECK(fails(fixture.verify(), "acts"));
}

TEST_CASE("a key that signed nothing does not belong there") {
    CaseFixture fixture;
    fixture.fill();
    change(fixture, "INSERT INTO keys VALUES (x'" + test_key(3).fingerprint() + "', x'" +
                        hex(test_key(3).public_key()) + "')");
    CHECK(fails(fixture.verify(), "acts"));
}

TEST_CASE("who signed an act is read back, and the act verifies") {
    CaseFixture fixture;
    fill_with_acts(fixture);
    const auto entries = Ledger::open(fixture.folder, fixture.files)->entries();
    REQUIRE(entries);
    CHECK((*entries)[0].signer.empty());
    CHECK((*entries)[1].signer == test_key(2).fingerprint());
    CHECK((*entries)[2].signer == test_key(2).fingerprint());
    CHECK((*entries)[2].author == test_key(1).fingerprint());
    const auto report = fixture.verify();
    expect_whole(report);
    CHECK(check_of(report, "acts").checked == 2);
}

TEST_CASE("a ledger is handed over by the key that holds it, and then only the next one writes") {
    CaseFixture fixture;
    fixture.fill();
    {
        auto ledger = fixture.open();
        REQUIRE(ledger);
        CHECK_FALSE(ledger->hand_over(test_key(1), key_of(1)));
        CHECK_FALSE(ledger->hand_over(test_key(2), fact("F9", "no key")));
        REQUIRE(ledger->hand_over(test_key(2), key_of(2)));
        CHECK(ledger->author() == test_key(2).fingerprint());
        REQUIRE(ledger->append({fact("F3", "by the next")}));
    }
    CHECK(fixture.open(1).error().code == "P0106");
    {
        auto ledger = fixture.open(2);
        REQUIRE(ledger);
        REQUIRE(ledger->hand_over(test_key(3), key_of(3)));
    }
    CHECK(fixture.open(2).error().code == "P0106");
    {
        auto ledger = fixture.open(3);  // nothing was written with it yet
        REQUIRE(ledger);
        REQUIRE(ledger->append({fact("F4", "by the third")}));
    }
    const auto report = fixture.verify();
    expect_whole(report);
    CHECK(report.authors.size() == 3);
    CHECK(report.author == test_key(3).fingerprint());
    CHECK(check_of(report, "authors").checked == 2);
    // Whoever trusts any of the three trusts the ledger; nobody else does.
    for (const int number : {1, 2, 3})
        CHECK(fixture.verify({{test_key(static_cast<std::uint8_t>(number)).fingerprint()}, {}})
                  .whole());
    CHECK(fails(fixture.verify({{test_key(4).fingerprint()}, {}}), "signer"));
}

TEST_CASE("checkpoints of every author are still known after a handing over") {
    CaseFixture fixture;
    fixture.fill();
    std::vector<std::string> kept{*fixture.files.read(fixture.folder / "checkpoint", 4096)};
    {
        auto ledger = fixture.open();
        REQUIRE(ledger->hand_over(test_key(2), key_of(2)));
        kept.push_back(ledger->checkpoint());
        REQUIRE(ledger->append({fact("F3", "x")}));
        kept.push_back(ledger->checkpoint());
        kept.push_back(*ledger->checkpoint_at(0));
    }
    expect_whole(fixture.verify({{}, kept}));
    put(fixture.folder / "checkpoint", kept[0]);  // behind, by the earlier key
    expect_whole(fixture.verify());
    CHECK(fixture.open(2));
}

TEST_CASE("an intermediate checkpoint that was taken out is found") {
    for (const char* sql : {"DELETE FROM checkpoints WHERE size = 2",
                            "DELETE FROM checkpoints WHERE size IN (2, 0)"}) {
        CaseFixture fixture;
        fixture.fill();
        change(fixture, sql);
        const auto report = fixture.verify();
        INFO(sql);
        CHECK(fails(report, "checkpoints"));
    }
    CaseFixture fixture;
    fixture.fill();
    change(fixture, "DELETE FROM checkpoints WHERE size = 2");
    CHECK(check_of(fixture.verify(), "checkpoints").found ==
          "entry 2 follows a checkpoint that is missing");
}

TEST_CASE("an erasure cannot be appended like any other entry") {
    CaseFixture fixture;
    auto ledger = fixture.open();
    REQUIRE(ledger);
    const Draft pretended{"erasure", "X1", Json::Object{{"id", "X1"}}, "", {}};
    CHECK(ledger->append({pretended}).error().code == "P0110");
    CHECK(ledger->size() == 0);
}
