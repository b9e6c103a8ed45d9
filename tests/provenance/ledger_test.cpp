#include "provenance/ledger.hpp"

#include "provenance/log/merkle.hpp"
#include "provenance/log/note.hpp"
#include "tests/provenance/case_fixture.hpp"

using namespace isonomia;
using namespace isonomia::provenance;
using namespace isonomia::tests;

TEST_CASE("a folder without a ledger is not read") {
    CaseFixture fixture;
    CHECK(Ledger::open(fixture.folder, fixture.files).error().code == "P0101");
    CHECK(Ledger::open(fixture.folder / "absent", fixture.files).error().code == "P0101");
    put(fixture.folder / "ledger.sqlite",
        "this is not a database, though it is long enough to be "
        "taken for one by somebody in a hurry who does not look");
    CHECK(Ledger::open(fixture.folder, fixture.files).error().code == "P0104");
    CHECK(fixture.open().error().code == "P0104");
    CHECK(fails(fixture.verify(), "database"));
}

TEST_CASE("a folder that holds something else, or lost its ledger, gets no new one") {
    const auto refusal = [](const char* name, bool is_folder) {
        CaseFixture fixture;
        if (is_folder)
            fs::create_directory(fixture.folder / name);
        else
            put(fixture.folder / name, "x");
        const auto ledger = fixture.open();
        CHECK(fs::exists(fixture.folder / "incoming") == ledger.has_value());
        return ledger ? std::string() : ledger.error().code;
    };
    CHECK(refusal("letter.odt", false) == "P0113");
    CHECK(refusal(".bashrc", false) == "P0113");
    CHECK(refusal("report.html", false) == "P0113");
    CHECK(refusal("data", true) == "P0113");
    CHECK(refusal("exhibits", false) == "P0113");
    CHECK(refusal("checkpoint", false) == "P0107");
    CHECK(refusal("keys", true).empty());
    CHECK(refusal("incoming", true).empty());
    CHECK(refusal(".incoming-x1y2z3", false).empty());

    CaseFixture fixture;
    fixture.fill();
    fs::remove(fixture.folder / "ledger.sqlite");
    CHECK(fixture.open().error().code == "P0107");
    fs::remove(fixture.folder / "checkpoint");
    CHECK(fixture.open().error().code == "P0113");  // exhibits remain
    fs::remove_all(fixture.folder / "exhibits");
    CHECK(fixture.open());
}

TEST_CASE("text that is not UTF-8 is not recorded, at any depth") {
    CaseFixture fixture;
    auto ledger = fixture.open();
    REQUIRE(ledger);
    const std::string bad = "caf\xE9";
    for (const Json& payload :
         {Json(Json::Object{{"value", bad}}), Json(Json::Object{{bad, "x"}}),
          Json(Json::Object{{"list", Json::Array{"x", Json::Object{{"deep", bad}}}}}),
          Json(Json::Object{{"list", Json::Array{Json::Object{{bad, 1}}}}})}) {
        const auto refused = ledger->append({fact("F1", "x"), {"fact", "F2", payload, "", {}}});
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code == "P0110");
    }
    CHECK(ledger->size() == 0);
    CHECK(ledger->append({fact("F1", "caf\xC3\xA9")}));
}

TEST_CASE("one bad draft and nothing of the batch is recorded") {
    CaseFixture fixture;
    auto ledger = fixture.open();
    REQUIRE(ledger);
    Draft later = fact("F2", "x");
    later.supersedes = 1;
    Draft other{"agent", "P1", Json::Object{}, "", std::uint64_t{0}};
    Draft absent{"exhibit", "E1", Json::Object{{"sha256", std::string(64, 'a')}}, "", {}};
    CHECK(ledger->append({fact("F1", "x"), later}).error().code == "P0110");
    CHECK(ledger->append({fact("F1", "x"), other}).error().code == "P0110");
    CHECK(ledger->append({fact("F1", "x"), absent}).error().code == "P0111");
    CHECK(ledger->append({fact("", "x")}).error().code == "P0110");
    CHECK(ledger->size() == 0);
    const std::string before = ledger->checkpoint();
    CHECK(ledger->append({})->count == 0);
    CHECK(ledger->checkpoint() == before);
    REQUIRE(ledger->append({fact("F1", "x")}));
    CHECK(ledger->size() == 1);
    CHECK(fixture.verify().whole());
}

TEST_CASE("what was recorded is read back, with everything said about it") {
    CaseFixture fixture;
    const std::string digest = fixture.fill();
    auto ledger = Ledger::open(fixture.folder, fixture.files);
    REQUIRE(ledger);
    const auto entries = ledger->entries();
    REQUIRE(entries);
    REQUIRE(entries->size() == 5);
    CHECK((*entries)[1].id == "F2");
    CHECK((*entries)[1].payload == fact("F2", "Ahmed Example").payload);
    CHECK((*entries)[3].payload.find("authority")->string() != nullptr);
    CHECK((*entries)[4].supersedes == std::uint64_t{0});
    CHECK((*entries)[4].author == test_key().fingerprint());
    CHECK(to_rfc3339((*entries)[0].recorded) == "2026-11-22T14:00:00Z");
    CHECK(to_rfc3339((*entries)[4].recorded) == "2026-11-22T14:01:00Z");
    CHECK(*fixture.files.read(*ledger->exhibit_path(digest), 100) == "the probe image");
    CHECK_FALSE(ledger->exhibit_path("../checkpoint"));

    const auto vkey = parse_vkey(ledger->verifier_key());
    REQUIRE(vkey);
    CHECK(check_signature(*parse_note(ledger->checkpoint()), *vkey));
    CHECK(*fixture.files.read(fixture.folder / "checkpoint", 4096) == ledger->checkpoint());
    const auto proof = ledger->prove_consistency(2);
    REQUIRE(proof);
    CHECK(ledger->prove_inclusion(4));
    CHECK_FALSE(ledger->prove_inclusion(5));

    const auto report = fixture.verify({{ledger->verifier_key()}, {ledger->checkpoint()}});
    for (const Check& check : report.checks) {
        INFO(check.id << ": " << check.found);
        CHECK(check.state != CheckState::fail);
    }
    CHECK(report.whole());
    REQUIRE(report.notes.size() == 1);
    CHECK(report.notes[0].find("acts without a signature of those who did them: 1;") == 0);
    CHECK(report.entries == 5);
}

TEST_CASE("a clock set back is written down and changes no order") {
    CaseFixture fixture;
    {
        auto ledger = fixture.open();
        REQUIRE(ledger);
        REQUIRE(ledger->append({fact("F1", "x")}));
        fixture.clock.set({fixture.clock.now().seconds - 3600});
        const auto appended = ledger->append({fact("F2", "x")});
        REQUIRE(appended);
        CHECK(appended->clock_behind);
        const auto entries = ledger->entries();
        REQUIRE(entries);
        CHECK((*entries)[1].recorded == (*entries)[0].recorded);
    }
    const auto report = fixture.verify();
    CHECK(report.whole());
    CHECK(report.notes.size() == 1);
    CHECK(fixture.database().find("\"clock\":\"2026-11-22T13:00:00Z\"") != std::string::npos);
}

TEST_CASE("only one writes at a time, and only with the ledger's key") {
    CaseFixture fixture;
    fixture.fill();
    {
        auto ledger = fixture.open();
        REQUIRE(ledger);
        CHECK(fixture.open().error().code == "P0102");
        CHECK(Ledger::open(fixture.folder, fixture.files));  // readers may
        CHECK(fixture.verify().whole());
    }
    CHECK(fixture.open(2).error().code == "P0106");
    CHECK(fixture.open());
}

TEST_CASE("a read-only folder can be read and verified") {
    CaseFixture fixture;
    const std::string digest = fixture.fill();
    for (const auto& file : fs::recursive_directory_iterator(fixture.folder))
        if (file.is_regular_file()) fs::permissions(file.path(), fs::perms(0400));
    CHECK((fs::status(fixture.folder / "exhibits" / digest).permissions() & fs::perms(0222)) ==
          fs::perms::none);
    fs::permissions(fixture.folder, fs::perms(0500));
    const std::string before = fixture.database();
    CHECK(fixture.verify().whole());
    CHECK(Ledger::open(fixture.folder, fixture.files)->entries()->size() == 5);
    CHECK(fixture.database() == before);
    fs::permissions(fixture.folder, fs::perms(0700));
}

TEST_CASE("a payload whose key is destroyed is flagged, and the rest still reads and verifies") {
    CaseFixture fixture;
    fixture.fill();
    for (const auto& file : fs::directory_iterator(fixture.folder / "keys"))
        if (fixture.files.read(file.path(), 4096)->find("\"accused\"") != std::string::npos)
            fs::remove(file.path());
    const auto entries = Ledger::open(fixture.folder, fixture.files)->entries();
    REQUIRE(entries);
    CHECK((*entries)[1].erased);
    CHECK((*entries)[1].payload.is_null());
    CHECK_FALSE((*entries)[0].erased);
    const auto report = fixture.verify();
    CHECK(fails(report, "payloads"));  // no entry records an erasure
    CHECK_FALSE(fails(report, "checkpoints"));

    fs::remove_all(fixture.folder / "keys");  // a folder handed over without its keys
    const auto sealed = fixture.verify();
    CHECK_FALSE(sealed.broken());
    CHECK_FALSE(sealed.contents_checked());
    CHECK_FALSE(sealed.whole());
    CHECK(check_of(sealed, "payloads").state == CheckState::not_checked);
    CHECK_FALSE(sealed.complete());
}

TEST_CASE("nothing is recorded while keys of the ledger are missing") {
    for (const bool all : {true, false}) {
        CaseFixture fixture;
        fixture.fill();
        if (all)
            fs::remove_all(fixture.folder / "keys");
        else
            fs::remove(fs::directory_iterator(fixture.folder / "keys")->path());
        const auto refused = fixture.open();
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code == "P0602");
        CHECK(refused.error().kind == ErrorKind::integrity);
        CHECK(Ledger::open(fixture.folder, fixture.files)->size() == 5);
    }
}

TEST_CASE("nothing in database, checkpoint or envelope can be guessed from a dictionary") {
    CaseFixture fixture;
    const std::string digest = fixture.fill();
    const std::string bytes =
        fixture.database() + *fixture.files.read(fixture.folder / "checkpoint", 4096);
    // Plain words, and digests of what an attacker would try, in all forms that we write.
    for (const std::string word :
         {"Ahmed", "Example", "accused", "Threshold", "Warrant", "F1", "E1", "probe image"}) {
        INFO(word);
        if (word.size() > 2) CHECK(bytes.find(word) == std::string::npos);
        CHECK(bytes.find('"' + word + '"') == std::string::npos);
    }
    CHECK(bytes.find(digest) == std::string::npos);
    for (const std::string guess : {"Ahmed Example", "\"Ahmed Example\"", "accused", "F2", "\"F2\"",
                                    "the probe image", "[\"value\",\"Ahmed Example\"]"}) {
        const Digest tried = sha256(guess);
        CHECK(bytes.find(base64(tried)) == std::string::npos);
        CHECK(bytes.find(hex(tried)) == std::string::npos);
        CHECK(bytes.find(std::string(tried.begin(), tried.end())) == std::string::npos);
    }
}

TEST_CASE("names with line feeds, twins in other normal forms and a large batch are kept apart") {
    CaseFixture fixture;
    auto ledger = fixture.open();
    REQUIRE(ledger);
    REQUIRE(ledger->append({fact("a\nb", "x", "a\nb"), fact("\xC3\xA9", "x", "\xC3\xA9"),
                            fact("e\xCC\x81", "x", "e\xCC\x81")}));
    std::vector<Draft> many;
    for (int i = 0; i < 700; ++i)
        many.push_back(fact("F" + std::to_string(i), "x"));
    REQUIRE(ledger->append(many));
    const auto entries = ledger->entries();
    REQUIRE(entries);
    CHECK((*entries)[0].id == "a\nb");
    CHECK((*entries)[1].id != (*entries)[2].id);
    CHECK((*entries)[702].id == "F699");
    for (const std::uint64_t earlier : {1U, 3U, 256U, 702U, 703U})
        CHECK(ledger->prove_consistency(earlier));
    const auto report = fixture.verify();
    CHECK(report.whole());
    CHECK(check_of(report, "tree").checked == 4);  // three of leaves, one above
}
