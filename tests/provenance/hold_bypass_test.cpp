// Whoever has the ledger's key and a program of his own can get round the guard of Ledger::erase.
// 'verify' reads what was recorded and finds it.
#include "core/describe.hpp"
#include "core/preservation.hpp"
#include "provenance/entry/batch.hpp"
#include "provenance/store/erasure.hpp"
#include "tests/provenance/case_fixture.hpp"

using namespace isonomia;
using namespace isonomia::provenance;
using namespace isonomia::tests;

namespace {

void place_hold(CaseFixture& fixture) {
    Hold hold;
    hold.id = "hold-1";
    hold.title = "Appeal pending";
    hold.subjects = {"accused"};
    auto ledger = fixture.open();
    REQUIRE(ledger);
    REQUIRE(ledger->append({{"hold", hold.id, to_json(hold), "", {}}}));
    REQUIRE(ledger->erase("accused", {"erasure", "X1", Json::Object{{"id", "X1"}}, "", {}})
                .error()
                .code == "P1201");
}

// The program without the guard: records the erasure and destroys the key.
void erase_unasked(CaseFixture& fixture) {
    auto store = Store::open(fixture.folder / "ledger.sqlite", Access::write);
    REQUIRE(store);
    auto head = read_head(*store);
    REQUIRE(head);
    auto keys = SubjectKeys::load(fixture.folder / "keys", fixture.files, {});
    REQUIRE(keys);
    const auto id = keys->id_of("accused");
    REQUIRE(id);
    Erasure erasure;
    erasure.id = "X1";
    erasure.subject = "accused";
    erasure.ground = "nobody asked";
    erasure.decided_by = "keeper";
    erasure.happened = to_rfc3339(fixture.clock.now());
    Workers workers;
    Batch batch(
        {*head, *keys, *store, fixture.files, fixture.clock, fixture.random, test_key(), workers});
    REQUIRE(batch.add({{"erasure", "X1", to_json(erasure), "", {}}}, nullptr, {{*id}, nullptr}));
    REQUIRE(batch.write());
    REQUIRE(fixture.files.write(fixture.folder / "checkpoint", head->note));
    keys->forget(*id);
    REQUIRE(keys->destroy(*id, fixture.files));
}

}  // namespace

TEST_CASE("an erasure recorded by a program that does not ask for holds fails, and is named") {
    CaseFixture fixture;
    fixture.fill();
    place_hold(fixture);
    erase_unasked(fixture);
    const auto report = fixture.verify();
    CHECK(fails(report, "holds"));
    CHECK(check_of(report, "holds").found ==
          "entry 6: the data of 'accused' was erased although hold 'hold-1' covered agent accused");
    for (const char* sound : {"checkpoints", "payloads", "erasures", "tree"})
        CHECK(check_of(report, sound).state == CheckState::pass);
}

TEST_CASE("a key that is destroyed without a word, hold or not, is a failure and not an erasure") {
    CaseFixture fixture;
    fixture.fill();
    place_hold(fixture);
    for (const auto& file : fs::directory_iterator(fixture.folder / "keys"))
        if (fixture.files.read(file.path(), 4096)->find("accused") != std::string::npos)
            fs::remove(file.path());
    CHECK(fails(fixture.verify(), "payloads"));
    CHECK(fixture.open().error().code == "P0602");
}
