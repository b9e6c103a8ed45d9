// What is erased is nowhere any more; everything else stays and verifies.
#include "provenance/store/erasure.hpp"

#include "tests/provenance/case_fixture.hpp"

using namespace isonomia;
using namespace isonomia::provenance;
using namespace isonomia::tests;

namespace {

const Draft erasure{"erasure", "X1", Json::Object{{"id", "X1"}, {"subject", "accused"}}, "", {}};

Draft exhibit(const std::string& id, const std::string& digest, const std::string& subject) {
    return {"exhibit", id, Json::Object{{"id", id}, {"sha256", digest}}, subject, {}};
}

std::string take(CaseFixture& fixture, Ledger& ledger, const std::string& content) {
    put(fixture.scratch.path() / "source", content);
    const auto facts = ledger.take_in(fixture.scratch.path() / "source");
    REQUIRE(facts);
    return hex(facts->sha256);
}

// All bytes of all files below a folder.
std::string all_bytes(CaseFixture& fixture) {
    std::string bytes;
    for (const auto& file : fs::recursive_directory_iterator(fixture.folder))
        if (file.is_regular_file()) bytes += *fixture.files.read(file.path(), 1 << 28);
    return bytes;
}

void expect_whole(const VerifyReport& report) {
    for (const Check& check : report.checks) {
        INFO(check.id << ": " << check.found);
        CHECK(check.state != CheckState::fail);
    }
    CHECK(report.whole());
}

}  // namespace

TEST_CASE("nothing is erased that a hold covers, that is not there, or that is recorded wrongly") {
    CaseFixture fixture;
    fixture.fill();
    auto ledger = fixture.open();
    REQUIRE(ledger);
    REQUIRE(ledger->append(
        {{"hold",
          "hold-1",
          Json::Object{{"id", "hold-1"}, {"title", "Appeal"}, {"subjects", Json::Array{"accused"}}},
          "",
          {}}}));
    const std::string before = fixture.database();
    CHECK(ledger->erase("accused", erasure).error().code == "P1201");
    CHECK(ledger->erase("nobody", erasure).error().code == "P1202");
    Draft wrong = erasure;
    wrong.subject = "accused";  // would erase the record of itself
    CHECK(ledger->erase("accused", wrong).error().code == "P0110");
    wrong = erasure;
    wrong.type = "fact";
    CHECK(ledger->erase("accused", wrong).error().code == "P0110");
    CHECK(fixture.database() == before);
    expect_whole(fixture.verify());
}

TEST_CASE("an erased subject is gone from all files, and the ledger goes on") {
    CaseFixture fixture;
    fixture.fill();
    std::string key_bytes;
    std::string erased_exhibit;
    {
        auto ledger = fixture.open();
        REQUIRE(ledger);
        erased_exhibit = take(fixture, *ledger, "a photo of the accused");
        REQUIRE(ledger->append({exhibit("E2", erased_exhibit, "accused")}));
        for (const auto& file : fs::directory_iterator(fixture.folder / "keys")) {
            const std::string text = *fixture.files.read(file.path(), 4096);
            if (text.find("accused") != std::string::npos) key_bytes = text.substr(8, 44);
        }
        REQUIRE(key_bytes.size() == 44);
        REQUIRE(all_bytes(fixture).find(key_bytes) != std::string::npos);
        const auto done = ledger->erase("accused", erasure);
        if (!done) FAIL(done.error().message);

        const auto entries = ledger->entries();
        REQUIRE(entries);
        CHECK((*entries)[1].erased);
        CHECK((*entries)[5].erased);
        const LedgerEntry& record = (*entries)[6];
        CHECK(*record.payload.find("entries")->number() == 2);
        CHECK(*record.payload.find("exhibits")->number() == 1);
        CHECK(record.payload.find("keys")->array()->size() == 1);
    }
    const std::string bytes = all_bytes(fixture);
    for (const std::string word : {key_bytes.c_str(), "Ahmed", "a photo of the accused"}) {
        INFO(word);
        CHECK(bytes.find(word) == std::string::npos);
    }
    CHECK(bytes.find(hex(*from_base64(key_bytes))) == std::string::npos);
    CHECK_FALSE(fs::exists(fixture.folder / "exhibits" / erased_exhibit));
    const auto report = fixture.verify();
    expect_whole(report);
    CHECK(check_of(report, "erasures").checked == 1);
    REQUIRE(report.notes.size() == 2);  // the other counts acts that nobody signed
    CHECK(report.notes[0].find("payloads were erased") != std::string::npos);

    auto ledger = fixture.open();  // no P0602
    if (!ledger) FAIL(ledger.error().message);
    REQUIRE(ledger->append({fact("F7", "new data", "accused")}));  // under a new key
    CHECK((*ledger->entries())[7].subject == "accused");
    CHECK((*ledger->entries())[1].erased);
    REQUIRE(ledger->erase("accused", erasure));
    expect_whole(fixture.verify());
}

TEST_CASE("exhibits stay that somebody else's entry records") {
    CaseFixture fixture;
    std::string shared;
    std::string moved;
    {
        auto ledger = fixture.open();
        REQUIRE(ledger);
        shared = take(fixture, *ledger, "in two hands");
        moved = take(fixture, *ledger, "whose it is was learnt later");
        Draft corrected = exhibit("E3", moved, "accused");
        corrected.supersedes = 2;
        REQUIRE(ledger->append({exhibit("E1", shared, "accused"), exhibit("E2", shared, "witness"),
                                exhibit("E3", moved, ""), corrected}));
        REQUIRE(ledger->erase("accused", erasure));
    }
    CHECK(fs::exists(fixture.folder / "exhibits" / shared));
    CHECK_FALSE(fs::exists(fixture.folder / "exhibits" / moved));
    expect_whole(fixture.verify());
}

TEST_CASE("a key that is put back is found, opens nothing, and goes at the next opening") {
    CaseFixture fixture;
    fixture.fill();
    fs::path path;
    std::string key;
    for (const auto& file : fs::directory_iterator(fixture.folder / "keys")) {
        const std::string text = *fixture.files.read(file.path(), 4096);
        if (text.find("accused") == std::string::npos) continue;
        path = file.path();
        key = text;
    }
    REQUIRE(fixture.open()->erase("accused", erasure));
    CHECK_FALSE(fs::exists(path));
    put(path, key);
    const auto report = fixture.verify();
    CHECK(fails(report, "erasures"));
    CHECK((*Ledger::open(fixture.folder, fixture.files)->entries())[1].erased);
    CHECK(fixture.open());
    CHECK_FALSE(fs::exists(path));
    expect_whole(fixture.verify());
}

TEST_CASE("an erasure that stopped while it wrote zeros is finished at the next opening") {
    for (const std::string& left : {std::string(), std::string(5, '\0'), std::string(120, '\0'),
                                    std::string("{\"key\":\"\0\0", 10)}) {
        CaseFixture fixture;
        fixture.fill();
        fs::path path;
        for (const auto& file : fs::directory_iterator(fixture.folder / "keys"))
            if (fixture.files.read(file.path(), 4096)->find("accused") != std::string::npos)
                path = file.path();
        REQUIRE(fixture.open()->erase("accused", erasure));
        put(path, left);
        INFO(left.size() << " bytes left");
        const auto report = fixture.verify();
        CHECK(fails(report, "erasures"));
        CHECK(check_of(report, "payloads").state == CheckState::pass);
        CHECK(Ledger::open(fixture.folder, fixture.files));
        const auto ledger = fixture.open();
        if (!ledger) FAIL(ledger.error().message);
        CHECK_FALSE(fs::exists(path));
        expect_whole(fixture.verify());
    }
}

TEST_CASE("what was taken in and never recorded is named, and gone at the next opening") {
    CaseFixture fixture;
    fixture.fill();
    std::string digest;
    {
        auto ledger = fixture.open();
        REQUIRE(ledger);
        digest = take(fixture, *ledger, "a photo that nobody recorded");
        put(fixture.folder / "incoming" / ".incoming-a1b2c3", "half of a photo");
        put(fixture.folder / "keys" / ".incoming-d4e5f6", "{\"subject\":\"accused\"}");
    }
    const auto report = fixture.verify();
    expect_whole(report);
    REQUIRE(report.notes.size() == 3);
    CHECK(report.notes[2] == "'incoming/" + digest +
                                 "' is the rest of an intake that was never recorded; the next "
                                 "opening for writing destroys it");
    REQUIRE(fixture.open()->erase("accused", erasure));
    const std::string bytes = all_bytes(fixture);
    CHECK(bytes.find("a photo that nobody recorded") == std::string::npos);
    CHECK(bytes.find("half of a photo") == std::string::npos);
    CHECK(bytes.find("\"accused\"") == std::string::npos);
    CHECK(fs::is_empty(fixture.folder / "incoming"));
    expect_whole(fixture.verify());
}

TEST_CASE("a table of keys that hides an erasure or invents one is found") {
    for (const char* sql : {"UPDATE payload_keys SET erased = NULL",
                            "UPDATE payload_keys SET erased = 0 WHERE erased IS NULL",
                            "UPDATE payload_keys SET first = first + 1", "DELETE FROM payload_keys",
                            "INSERT INTO payload_keys VALUES (zeroblob(16), 0, NULL)"}) {
        CaseFixture fixture;
        fixture.fill();
        REQUIRE(fixture.open()->erase("accused", erasure));
        auto database = Database::open(fixture.folder / "ledger.sqlite", Access::write);
        REQUIRE(database);
        REQUIRE(database->run(sql));
        INFO(sql);
        CHECK(fails(fixture.verify(), "erasures"));
    }
}
