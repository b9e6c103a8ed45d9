// Every attack on a record that we know of, each on a fresh copy of one small case.
#include <random>

#include <fcntl.h>
#include <unistd.h>

#include "provenance/store/store.hpp"
#include "tests/provenance/case_fixture.hpp"

using namespace isonomia;
using namespace isonomia::provenance;
using namespace isonomia::tests;

namespace {

void attack(const CaseFixture& fixture, const std::string& sql) {
    auto database = Database::open(fixture.folder / "ledger.sqlite", Access::write);
    REQUIRE(database);
    const auto done = database->run(sql);
    if (!done) FAIL(done.error().message);
}

// Everything that the database says, read row by row; "" when it cannot be read.
std::string content_of(const fs::path& folder) {
    const auto store = Store::open(folder / "ledger.sqlite", Access::immutable);
    if (!store || !store->check_schema()) return "";
    std::string all;
    const auto add = [&](Bytes bytes) {
        all += std::to_string(bytes.size()) + ":";
        all.append(bytes.begin(), bytes.end());
    };
    auto status = store->for_each_entry([&](const EntryRow& row) -> Status {
        all += std::to_string(row.entry);
        add(as_bytes(row.leaf));
        if (!row.payload) return {};
        for (const Bytes part : {row.payload->key, row.payload->nonce, row.payload->sealed})
            add(part);
        return {};
    });
    if (!status) return "";
    status = store->for_each_checkpoint([&](const CheckpointRow& row) -> Status {
        all += std::to_string(row.size);
        add(as_bytes(row.note));
        return {};
    });
    if (!status) return "";
    status = store->for_each_key([&](const KeyRow& row) -> Status {
        add(row.fingerprint);
        add(row.public_key);
        return {};
    });
    if (!status) return "";
    status = store->for_each_payload_key([&](const PayloadKeyRow& row) -> Status {
        add(row.id);
        all += fmt::format("{} {};", row.first, row.erased ? std::to_string(*row.erased) : "-");
        return {};
    });
    for (const char* table : {"payloads", "tiles"})
        all += std::to_string(store->row_count(table).value_or(0));
    const auto tile = store->tile(0, 0);
    if (!status || !tile) return "";
    for (const Digest& hash : *tile)
        add(hash);
    return all;
}

// Flips one bit in every `stride`-th byte of a file and verifies each time.
void flip_bytes(CaseFixture& fixture, const fs::path& path, std::size_t stride) {
    const std::string before = content_of(fixture.folder);
    REQUIRE_FALSE(before.empty());
    const std::size_t size = fs::file_size(path);
    const int file = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
    REQUIRE(file >= 0);
    std::mt19937 bits(1);
    std::size_t found = 0;
    std::size_t harmless = 0;
    for (std::size_t at = 0; at < size; at += stride) {
        const auto offset = static_cast<off_t>(at);
        unsigned char byte = 0;
        REQUIRE(::pread(file, &byte, 1, offset) == 1);
        const auto flipped = static_cast<unsigned char>(byte ^ (1U << bits() % 8U));
        REQUIRE(::pwrite(file, &flipped, 1, offset) == 1);
        const auto report = fixture.verify();
        if (!report.whole()) {
            ++found;
        } else {
            INFO("byte " << at << " of " << path);
            CHECK(content_of(fixture.folder) == before);  // it held nothing
            ++harmless;
        }
        REQUIRE(::pwrite(file, &byte, 1, offset) == 1);
    }
    ::close(file);
    CHECK(fixture.verify().whole());
    CHECK(found > 0);
    WARN(path.filename() << ": of " << found + harmless << " flips " << found << " found, "
                         << harmless << " in bytes that hold nothing");
}

struct Attack {
    const char* sql;
    const char* check;
};
static constexpr Attack attacks[] = {
    {"UPDATE entries SET leaf = CAST(replace(CAST(leaf AS TEXT), '14:00:00', "
     "'13:00:00') AS "
     "BLOB) WHERE entry = 0",
     "checkpoints"},
    {"UPDATE entries SET leaf = CAST(replace(CAST(leaf AS TEXT), ':1}', ':2}') AS "
     "BLOB) "
     "WHERE entry = 3",
     "entries"},
    {"UPDATE entries SET leaf = (SELECT leaf FROM entries WHERE entry = 1) WHERE entry "
     "= 0",
     "payloads"},
    {"UPDATE entries SET entry = 9 WHERE entry = 4", "entries"},
    {"UPDATE entries SET entry = -1 WHERE entry = 0", "entries"},
    {"DELETE FROM entries WHERE entry = 4", "checkpoints"},
    {"DELETE FROM entries WHERE entry = 2", "entries"},
    {"INSERT INTO entries SELECT 5, leaf FROM entries WHERE entry = 0", "checkpoints"},
    {"DELETE FROM payloads WHERE entry = 2", "payloads"},
    {"INSERT INTO payloads SELECT 7, key, nonce, sealed FROM payloads WHERE entry = 0", "payloads"},
    {"UPDATE payloads SET sealed = (SELECT sealed FROM payloads WHERE entry = 4), nonce = "
     "(SELECT "
     "nonce FROM payloads WHERE entry = 4) WHERE entry = 0",
     "payloads"},
    {"UPDATE payloads SET nonce = zeroblob(24) WHERE entry = 0", "payloads"},
    {"UPDATE payloads SET sealed = zeroblob(3)", "payloads"},
    {"UPDATE payloads SET key = zeroblob(16) WHERE entry = 0", "payloads"},
    {"UPDATE checkpoints SET note = CAST(replace(CAST(note AS TEXT), 'isonomia', 'isonomic') "
     "AS BLOB)"
     " WHERE size = 2",
     "checkpoints"},
    {"UPDATE checkpoints SET note = (SELECT note FROM checkpoints WHERE size = 2) WHERE size = "
     "5",
     "checkpoints"},
    {"DELETE FROM checkpoints WHERE size = 5", "checkpoints"},
    {"DELETE FROM checkpoints WHERE size = 0", "checkpoints"},
    {"DELETE FROM checkpoints", "checkpoints"},
    {"UPDATE checkpoints SET size = 3 WHERE size = 2", "checkpoints"},
    {"UPDATE keys SET public_key = zeroblob(32)", "checkpoints"},
    {"UPDATE keys SET fingerprint = zeroblob(32)", "checkpoints"},
    {"INSERT INTO keys VALUES (zeroblob(32), zeroblob(32))", "checkpoints"},
    {"DELETE FROM keys", "checkpoints"},
    {"UPDATE tiles SET hashes = zeroblob(160)", "tree"},
    {"UPDATE tiles SET hashes = zeroblob(1)", "tree"},
    {"DELETE FROM tiles", "tree"},
    {"INSERT INTO tiles VALUES (1, 0, zeroblob(32))", "tree"},
    {"CREATE TRIGGER keep AFTER INSERT ON entries BEGIN DELETE FROM entries; END", "database"},
    {"CREATE TABLE notes (text TEXT)", "database"},
    {"CREATE VIEW latest AS SELECT * FROM entries", "database"},
    {"CREATE INDEX fast ON payloads (key)", "database"},
    {"DROP TABLE tiles", "database"},
    {"PRAGMA user_version=2", "database"},
    {"PRAGMA application_id=0", "database"},
    {"PRAGMA journal_mode=WAL", "database"},
};

}  // namespace

TEST_CASE("changed, reordered, dropped and added rows are found") {
    for (const Attack& one : attacks) {
        CaseFixture fixture;
        fixture.fill();
        attack(fixture, one.sql);
        const auto report = fixture.verify();
        INFO(one.sql);
        CHECK_FALSE(report.whole());
        CHECK(fails(report, one.check));
        CHECK_FALSE(check_of(report, one.check).found.empty());
        CHECK_FALSE(check_of(report, one.check).implies.empty());
    }
}

TEST_CASE("the first thing that is wrong is named") {
    CaseFixture fixture;
    fixture.fill();
    attack(fixture, "UPDATE payloads SET sealed = zeroblob(100) WHERE entry > 1");
    CHECK(check_of(fixture.verify(), "payloads").found ==
          "the payload of entry 2 does not open with its key");
}

TEST_CASE("a database that was set back is refused, by the copy outside or by a kept checkpoint") {
    CaseFixture fixture;
    std::string earlier;
    std::string earlier_outside;
    {
        auto ledger = fixture.open();
        REQUIRE(ledger);
        REQUIRE(ledger->append({fact("F1", "x")}));
        earlier = fixture.database();
        earlier_outside = ledger->checkpoint();
        REQUIRE(ledger->append({fact("F2", "x")}));
    }
    const std::string kept = *fixture.files.read(fixture.folder / "checkpoint", 4096);
    CHECK(fixture.verify({{}, {kept, earlier_outside}}).whole());

    put(fixture.folder / "ledger.sqlite", earlier);
    CHECK(fails(fixture.verify(), "outside"));
    CHECK(fixture.open().error().code == "P0107");
    CHECK(Ledger::open(fixture.folder, fixture.files).error().code == "P0107");

    put(fixture.folder / "checkpoint",
        earlier_outside);  // both set back: the folder alone cannot tell
    const auto silent = fixture.verify();
    CHECK(silent.whole());
    CHECK(check_of(silent, "known").state == CheckState::not_checked);
    CHECK(fails(fixture.verify({{}, {kept}}), "known"));
}

TEST_CASE("another history under the same key is refused") {
    CaseFixture fixture;
    {
        auto ledger = fixture.open();
        REQUIRE(ledger);
        REQUIRE(ledger->append({fact("F1", "x")}));
    }
    const std::string fork = fixture.database();
    {
        auto ledger = fixture.open();
        REQUIRE(ledger->append({fact("F2", "served")}));
    }
    const std::string served = *fixture.files.read(fixture.folder / "checkpoint", 4096);
    const std::string fork_outside = served;
    put(fixture.folder / "ledger.sqlite", fork);
    fs::remove(fixture.folder / "checkpoint");
    CHECK(fixture.open().error().code == "P0107");
    CHECK(fails(fixture.verify(), "outside"));
    fs::remove(fixture.folder / "ledger.sqlite");
    {
        auto ledger = fixture.open();
        REQUIRE(ledger);
        REQUIRE(ledger->append({fact("F1", "x"), fact("F2", "other")}));
    }
    CHECK(fixture.verify().whole());
    CHECK(fails(fixture.verify({{}, {served}}), "known"));
}

TEST_CASE("a ledger written anew with another key is refused by whoever knows the right one") {
    CaseFixture fixture;
    fixture.fill();
    const auto right = fixture.verify();
    CHECK(fixture.verify({{right.verifier_key}, {}}).whole());
    CHECK(fixture.verify({{right.author}, {}}).whole());
    CHECK(check_of(right, "signer").state == CheckState::not_checked);
    for (const char* name : {"ledger.sqlite", "checkpoint", "keys", "exhibits"})
        fs::remove_all(fixture.folder / name);
    {
        auto forged = fixture.open(2);
        REQUIRE(forged);
        REQUIRE(forged->append({fact("F1", "Threshold 0.5")}));
    }
    CHECK(fixture.verify().whole());
    CHECK(fails(fixture.verify({{right.verifier_key}, {}}), "signer"));
    CHECK(fails(fixture.verify({{right.author}, {}}), "signer"));
    CHECK(fails(fixture.verify({{""}, {}}), "signer"));
}

TEST_CASE("changed, missing, swapped, linked and added exhibits are found") {
    CaseFixture fixture;
    const std::string digest = fixture.fill();
    const fs::path exhibit = fixture.folder / "exhibits" / digest;
    put(exhibit, "the probe imagE");
    CHECK(check_of(fixture.verify(), "exhibits").found.find(digest) != std::string::npos);
    CHECK(fails(fixture.verify(), "exhibits"));

    fs::remove(exhibit);
    CHECK(fails(fixture.verify(), "exhibits"));
    put(fixture.scratch.path() / "elsewhere", "the probe image");
    fs::create_symlink(fixture.scratch.path() / "elsewhere", exhibit);
    CHECK(fails(fixture.verify(), "exhibits"));
    fs::remove(exhibit);
    fs::create_directory(exhibit);
    CHECK(fails(fixture.verify(), "exhibits"));
    fs::remove(exhibit);
    put(exhibit, "the probe image");
    CHECK(fixture.verify().whole());

    put(fixture.folder / "exhibits" / hex(sha256("added")), "added");
    CHECK(fails(fixture.verify(), "unrecorded"));
    fs::remove(fixture.folder / "exhibits" / hex(sha256("added")));
    put(fixture.folder / "exhibits" / ".hidden", "added");
    CHECK(fails(fixture.verify(), "unrecorded"));
    fs::remove(fixture.folder / "exhibits" / ".hidden");

    put(fixture.folder / "incoming" / hex(sha256("rest")), "rest");  // an interrupted intake
    const auto report = fixture.verify();
    CHECK(report.whole());
    REQUIRE(report.notes.size() == 2);  // the first counts acts that nobody signed
    CHECK(report.notes[1].find("'incoming/") == 0);
}

TEST_CASE("a changed key file, or one that says another subject, is found") {
    for (const std::string subject : {"accused", "another"}) {
        CaseFixture fixture;
        fixture.fill();
        for (const auto& file : fs::directory_iterator(fixture.folder / "keys")) {
            std::string key = *fixture.files.read(file.path(), 4096);
            const auto at = key.find("\"accused\"");
            if (at == std::string::npos) continue;
            key.replace(at, 9, '"' + subject + '"');
            if (subject == "accused") key[9] = key[9] == 'A' ? 'B' : 'A';
            put(file.path(), key);
        }
        CHECK(fails(fixture.verify(), "payloads"));
    }
    CaseFixture fixture;
    fixture.fill();
    put(fixture.folder / "keys" / "readme", "x");
    CHECK(fails(fixture.verify(), "payloads"));
}

TEST_CASE("a report that was changed is found, one that is not here is not checked") {
    CaseFixture fixture;
    const auto report_of = [](const std::string& name, const std::string& content) {
        return Draft{
            "report", name, Json::Object{{"id", name}, {"sha256", hex(sha256(content))}}, "", {}};
    };
    {
        auto ledger = fixture.open();
        REQUIRE(ledger);
        Draft second = report_of("report.html", "second");
        second.supersedes = 0;
        REQUIRE(ledger->append({report_of("report.html", "first"), second,
                                report_of("../photo", "other"), report_of("..", "other")}));
    }
    const auto state = [&] { return check_of(fixture.verify(), "reports").state; };
    CHECK(state() == CheckState::not_checked);
    CHECK(check_of(fixture.verify(), "reports").found == "'report.html' is not here");

    put(fixture.scratch.path() / "photo", "names of the record do not lead out of the folder");
    put(fixture.folder / "report.html", "first");
    const auto changed = fixture.verify();
    CHECK(fails(changed, "reports"));
    CHECK(check_of(changed, "reports").found == "report.html is not the report that was recorded");
    CHECK_FALSE(changed.whole());

    put(fixture.folder / "report.html", "second");
    CHECK(state() == CheckState::not_checked);  // '../photo' cannot be here
    CHECK(check_of(fixture.verify(), "reports").checked == 1);
    CHECK(fixture.verify().whole());
    fs::remove(fixture.folder / "report.html");
    put(fixture.scratch.path() / "elsewhere", "second");
    fs::create_symlink(fixture.scratch.path() / "elsewhere", fixture.folder / "report.html");
    CHECK(fails(fixture.verify(), "reports"));
}

TEST_CASE("a database that another program locks is not called broken") {
    CaseFixture fixture;
    fixture.fill();
    auto other = Database::open(fixture.folder / "ledger.sqlite", Access::write);
    REQUIRE(other);
    REQUIRE(other->run("BEGIN EXCLUSIVE"));
    const auto report = fixture.verify();
    CHECK_FALSE(report.broken());
    CHECK(report.hindered());
    CHECK_FALSE(report.whole());
    CHECK(check_of(report, "database").found == "another program is using this ledger");
    other->roll_back();
    CHECK(fixture.verify().whole());
}

TEST_CASE("a file cut short, emptied or made longer is refused") {
    for (const int change : {0, 1, 2, 3}) {
        CaseFixture fixture;
        fixture.fill();
        const fs::path path = fixture.folder / "ledger.sqlite";
        const auto size = fs::file_size(path);
        if (change == 0) fs::resize_file(path, 0);
        if (change == 1) fs::resize_file(path, size - 4096);
        if (change == 2) fs::resize_file(path, size + 4096);
        if (change == 3) fs::remove(path);
        INFO(change);
        CHECK(fails(fixture.verify(), "database"));
        if (change != 2) CHECK_FALSE(fixture.open());
    }
}

TEST_CASE("flipped bytes of database and checkpoint are found or hold nothing (sample)") {
    CaseFixture fixture;
    fixture.fill();
    flip_bytes(fixture, fixture.folder / "checkpoint", 1);
    flip_bytes(fixture, fixture.folder / "ledger.sqlite", 61);
}

TEST_CASE("every flipped byte of the database is found or holds nothing", "[slow]") {
    CaseFixture fixture;
    fixture.fill();
    flip_bytes(fixture, fixture.folder / "ledger.sqlite", 1);
}
