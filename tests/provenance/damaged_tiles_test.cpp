// Stored hashes of the tree that were damaged: what opening, proving and writing make of them.
#include "provenance/store/store.hpp"
#include "tests/provenance/bundle_fixture.hpp"

using namespace isonomia;
using namespace isonomia::provenance;
using namespace isonomia::tests;

namespace {

void damage(const CaseFixture& fixture, const std::string& sql) {
    auto database = Database::open(fixture.folder / "ledger.sqlite", Access::write);
    REQUIRE(database);
    REQUIRE(database->run(sql));
}

}  // namespace

TEST_CASE("over tiles that do not give the signed root nothing is opened, served or written") {
    const std::string sql =
        GENERATE("UPDATE tiles SET hashes = zeroblob(160)", "UPDATE tiles SET hashes = zeroblob(1)",
                 "DELETE FROM tiles", "UPDATE tiles SET hashes = zeroblob(0)",
                 "UPDATE tiles SET hashes = zeroblob(100000)", "UPDATE tiles SET level = 9",
                 "INSERT INTO tiles VALUES (1, 0, zeroblob(32)), (0, 1, zeroblob(32))");
    CaseFixture fixture;
    fixture.fill();
    damage(fixture, sql);
    INFO(sql);
    const std::string before = fixture.database();
    const std::string outside = *fixture.files.read(fixture.folder / "checkpoint", 4096);
    const bool only_more = sql.starts_with("INSERT");
    const auto reading = Ledger::open(fixture.folder, fixture.files);
    const auto writing = fixture.open();
    if (only_more) {  // a hash that the tree has no place for says nothing
        CHECK(reading);
    } else {
        REQUIRE_FALSE(reading);
        CHECK(reading.error().kind == ErrorKind::integrity);
        REQUIRE_FALSE(writing);
        CHECK(writing.error().code == reading.error().code);
        CHECK(fixture.database() == before);
    }
    CHECK(*fixture.files.read(fixture.folder / "checkpoint", 4096) == outside);
    CHECK(fails(fixture.verify(), "tree"));
}
