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

// The program without the guards: records these, destroying the key of `agent` with the last one
// ("" for none).
void record_unasked(CaseFixture& fixture, const std::vector<Draft>& drafts,
                    const std::string& agent) {
    auto store = Store::open(fixture.folder / "ledger.sqlite", Access::write);
    REQUIRE(store);
    auto head = read_head(*store);
    REQUIRE(head);
    std::set<KeyFileId> erased;
    REQUIRE(store->for_each_payload_key([&](const PayloadKeyRow& row) {
        if (row.erased) erased.insert(row.id);
        return Status{};
    }));
    auto keys = SubjectKeys::load(fixture.folder / "keys", fixture.files, erased);
    REQUIRE(keys);
    Special special;
    if (!agent.empty()) special.erases = {keys->id_of(agent).value()};
    Workers workers;
    Batch batch(
        {*head, *keys, *store, fixture.files, fixture.clock, fixture.random, test_key(), workers});
    REQUIRE(batch.add(drafts, nullptr, special));
    REQUIRE(batch.write());
    REQUIRE(fixture.files.write(fixture.folder / "checkpoint", head->note));
    for (const KeyFileId& id : special.erases) {
        keys->forget(id);
        REQUIRE(keys->destroy(id, fixture.files));
    }
}

// `said` is whose data the erasure claims to be of.
void erase_unasked(CaseFixture& fixture, const std::string& agent = "accused",
                   const std::string& said = "accused") {
    Erasure erasure;
    erasure.id = "X1";
    erasure.subject = said;
    erasure.ground = "nobody asked";
    erasure.decided_by = "keeper";
    erasure.happened = to_rfc3339(fixture.clock.now());
    record_unasked(fixture, {{"erasure", "X1", to_json(erasure), "", {}}}, agent);
}

Draft agent(const std::string& id) {
    return {"agent", id, Json::Object{{"id", id}, {"name", "Name of " + id}}, id, {}};
}

Draft hold_on(std::vector<std::string> exhibits, const std::string& id = "hold-1") {
    Hold hold;
    hold.id = id;
    hold.title = "Appeal pending";
    hold.exhibits = std::move(exhibits);
    return {"hold", id, to_json(hold), "", {}};
}

// An exhibit with a file of its own.
Draft exhibit(CaseFixture& fixture, const std::string& id, const std::string& subject) {
    auto ledger = fixture.open();
    REQUIRE(ledger);
    put(fixture.scratch.path() / id, "file of " + id);
    const auto facts = ledger->take_in(fixture.scratch.path() / id);
    REQUIRE(facts);
    Draft draft{
        "exhibit",
        id,
        Json::Object{
            {"id", id}, {"sha256", hex(facts->sha256)}, {"size", Json::integer(facts->size)}},
        subject,
        {}};
    const auto appended = ledger->append({draft});
    REQUIRE(appended);
    return draft;
}

std::string stored(const CaseFixture& fixture, const Draft& exhibit) {
    return (fixture.folder / "exhibits" / *exhibit.payload.find("sha256")->string()).string();
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

TEST_CASE("an erasure that names another person than it destroys is found by what is gone") {
    CaseFixture fixture;
    fixture.fill();
    REQUIRE(fixture.open()->append({agent("accused")}));
    place_hold(fixture);
    erase_unasked(fixture, "accused", "somebody");
    const auto report = fixture.verify();
    CHECK(fails(report, "holds"));
    CHECK(check_of(report, "holds").found.find("covered agent accused") != std::string::npos);
}

TEST_CASE("a held exhibit does not go with what replaced it") {
    CaseFixture fixture;
    fixture.fill();
    const Draft held = exhibit(fixture, "probe", "");
    const std::uint64_t entry = fixture.open()->size() - 1;
    Draft replacement = exhibit(fixture, "probe-2", "accused");
    replacement.supersedes = entry;
    REQUIRE(fixture.open()->append({replacement, hold_on({"probe"})}));
    REQUIRE(fixture.verify().whole());
    SECTION("the storage refuses") {
        auto ledger = fixture.open();
        const auto done =
            ledger->erase("accused", {"erasure", "X1", Json::Object{{"id", "X1"}}, "", {}});
        REQUIRE_FALSE(done);
        CHECK(done.error().code == "P1201");
        CHECK(done.error().message.find("covers exhibit probe") != std::string::npos);
        CHECK(fs::exists(stored(fixture, held)));
    }
    SECTION("a program that does not ask is found") {
        erase_unasked(fixture);
        fs::remove(stored(fixture, held));
        fs::remove(stored(fixture, replacement));
        CHECK(fails(fixture.verify(), "holds"));
    }
}

TEST_CASE("a held id that is recorded again, before or after, hides nothing") {
    CaseFixture fixture;
    fixture.fill();
    exhibit(fixture, "probe", "accused");
    const std::uint64_t entry = fixture.open()->size() - 1;
    REQUIRE(fixture.open()->append({hold_on({"probe"})}));
    SECTION("another file after the erasure") {
        erase_unasked(fixture, "accused", "somebody");
        exhibit(fixture, "probe", "");
    }
    SECTION("nothing in its place, before the erasure") {
        Draft decoy{"exhibit", "probe", Json::Object{{"id", "probe"}}, "", entry};
        REQUIRE(fixture.open()->append({decoy}));
        erase_unasked(fixture, "accused", "somebody");
    }
    const auto report = fixture.verify();
    CHECK(fails(report, "holds"));
    CHECK(check_of(report, "holds").found.find("covered exhibit probe") != std::string::npos);
}

TEST_CASE("a hold that is recorded again with less keeps what it held") {
    CaseFixture fixture;
    fixture.fill();
    exhibit(fixture, "probe", "accused");
    const Draft wide = GENERATE(hold_on({"probe"}), hold_on({}));
    REQUIRE(fixture.open()->append({wide}));
    Draft narrow = hold_on({"E1"});
    narrow.supersedes = fixture.open()->size() - 1;
    REQUIRE(fixture.open()->append({narrow}));
    CHECK(fixture.open()
              ->erase("accused", {"erasure", "X1", Json::Object{{"id", "X1"}}, "", {}})
              .error()
              .code == "P1201");
    erase_unasked(fixture, "accused", "somebody");
    CHECK(fails(fixture.verify(), "holds"));
}

TEST_CASE("what an earlier erasure took stands in nobody's way") {
    CaseFixture fixture;
    fixture.fill();
    exhibit(fixture, "probe", "witness");
    Draft later = exhibit(fixture, "probe-2", "accused");
    later.supersedes = fixture.open()->size() - 2;
    REQUIRE(fixture.open()->append({later, fact("F9", "x", "other")}));
    const auto erase = [&](const std::string& whose) {
        return fixture.open()->erase(
            whose, {"erasure", "X-" + whose, Json::Object{{"id", "X-" + whose}}, "", {}});
    };
    REQUIRE(erase("accused"));
    Hold hold;
    hold.id = "hold-1";
    hold.title = "Appeal";
    hold.subjects = {"witness"};
    REQUIRE(fixture.open()->append({{"hold", hold.id, to_json(hold), "", {}}}));
    REQUIRE(erase("other"));
    const auto entries = fixture.open()->entries();
    CHECK(*entries->back().payload.find("exhibits")->number() == 0);
    CHECK(erase("witness").error().code == "P1201");
}

TEST_CASE("what was erased after a hold had ended does not make it broken") {
    CaseFixture fixture;
    fixture.fill();
    exhibit(fixture, "probe", "witness");
    REQUIRE(fixture.open()->append({hold_on({"probe"})}));
    const auto erase = [&](const std::string& whose) {
        return fixture.open()
            ->erase(whose, {"erasure",
                            "X-" + whose,
                            to_json(Erasure{"X-" + whose,
                                            whose,
                                            "rule",
                                            {},
                                            "keeper",
                                            to_rfc3339(fixture.clock.now()),
                                            {},
                                            0,
                                            0,
                                            {}}),
                            "",
                            {}})
            .has_value();
    };
    const bool other_exhibits = GENERATE(false, true);
    if (other_exhibits) exhibit(fixture, "photo", "accused");
    REQUIRE(erase("accused"));
    REQUIRE_FALSE(erase("witness"));
    Draft release = hold_on({"probe"});
    Json::Object& members = *release.payload.object();
    members["release_reason"] = "judgment final";
    release.supersedes = fixture.open()->size() - (other_exhibits ? 3 : 2);
    REQUIRE(fixture.open()->append({release}));
    REQUIRE(erase("witness"));
    const auto report = fixture.verify();
    CHECK_FALSE(report.broken());
    // With exhibits in both, which erasure took the held one is not told by anything.
    CHECK(check_of(report, "holds").state ==
          (other_exhibits ? CheckState::not_checked : CheckState::pass));
}

TEST_CASE("holds and other records about the record are nobody's data, and are not withdrawn") {
    CaseFixture fixture;
    fixture.fill();
    Draft hold = hold_on({});
    SECTION("as data of somebody") {
        hold.subject = "witness";
        CHECK(fixture.open()->append({hold}).error().code == "P1206");
        record_unasked(fixture, {hold}, "");
        auto report = fixture.verify();
        CHECK(fails(report, "erasures"));
        CHECK(check_of(report, "erasures").found ==
              "entry 5: a hold is sealed as data of 'witness'");
        erase_unasked(fixture, "witness", "witness");
        report = fixture.verify();
        CHECK(check_of(report, "erasures").found == "entry 5: a hold was erased");
    }
    SECTION("withdrawn") {
        REQUIRE(fixture.open()->append({hold}));
        Draft withdrawal{"withdrawal", "W1", Json::Object{{"type", "hold"}, {"id", "hold-1"}}, "",
                         5};
        CHECK(fixture.open()->append({withdrawal}).error().code == "P0110");
        record_unasked(fixture, {withdrawal}, "");
        CHECK(fails(fixture.verify(), "entries"));
        CHECK(fixture.open()
                  ->erase("accused", {"erasure", "X1", Json::Object{{"id", "X1"}}, "", {}})
                  .error()
                  .code == "P1201");
        erase_unasked(fixture);
        CHECK(fails(fixture.verify(), "holds"));
    }
}

TEST_CASE("a retention that is extended holds a new exhibit since then, not before") {
    CaseFixture fixture;
    const auto keep = [](std::vector<std::string> exhibits) {
        Retention retention;
        retention.id = "retention-1";
        retention.category = "images";
        retention.exhibits = std::move(exhibits);
        retention.keep_until = "2030-01-01";
        retention.ground = "rule";
        return Draft{"retention", retention.id, to_json(retention), "", {}};
    };
    (void)exhibit(fixture, "E1", "");
    record_unasked(fixture, {keep({"E1"})}, "");
    (void)exhibit(fixture, "E3", "");
    (void)exhibit(fixture, "E4", "carol");
    record_unasked(fixture, {keep({"E1", "E3"})}, "");
    Erasure erasure;
    erasure.id = "X1";
    erasure.subject = "carol";
    erasure.ground = "asked for";
    erasure.decided_by = "keeper";
    erasure.happened = to_rfc3339(fixture.clock.now());
    REQUIRE(fixture.open()->erase("carol", {"erasure", "X1", to_json(erasure), "", {}}));
    const auto report = fixture.verify();
    INFO(check_of(report, "holds").found);
    CHECK(check_of(report, "holds").state == CheckState::pass);
}

TEST_CASE("while a person's data is held, nobody can show whose data another erasure took") {
    CaseFixture fixture;
    fixture.fill();
    Draft shared = fact("F9", "seen with the accused");
    shared.subject = "accused bob";
    REQUIRE(fixture.open()->append({agent("accused"), agent("bob"), shared}));
    place_hold(fixture);
    erase_unasked(fixture, "accused bob", "bob");
    const Check holds = check_of(fixture.verify(), "holds");
    CHECK(holds.state == CheckState::not_checked);
    CHECK(holds.found.find("covers all data of 'accused'") != std::string::npos);
}

TEST_CASE("keys that the table alone calls erased are not destroyed") {
    CaseFixture fixture;
    fixture.fill();
    const auto files = [&] {
        std::size_t count = 0;
        for (const auto& file : fs::directory_iterator(fixture.folder / "keys"))
            count += file.is_regular_file() ? 1U : 0U;
        return count;
    };
    const std::size_t before = files();
    {
        auto database = Database::open(fixture.folder / "ledger.sqlite", Access::write);
        REQUIRE(database);
        REQUIRE(database->run("UPDATE payload_keys SET erased = first"));
    }
    CHECK(fixture.open().error().code == "P0104");
    CHECK(files() == before);
    CHECK(fails(fixture.verify(), "erasures"));
}
