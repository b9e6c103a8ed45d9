// Exhibits by their two digests, and contents that are recorded twice.
#include "tests/provenance/case_fixture.hpp"

using namespace isonomia;
using namespace isonomia::provenance;
using namespace isonomia::tests;

namespace {

const VerifyOptions both_digests{.second_digests = true};

FileFacts take(CaseFixture& fixture, Ledger& ledger, const std::string& content) {
    put(fixture.scratch.path() / "source", content);
    auto facts = ledger.take_in(fixture.scratch.path() / "source");
    REQUIRE(facts);
    REQUIRE(facts->sha512_256);
    return *facts;
}

Draft exhibit(const std::string& id, const FileFacts& facts, const std::string& second) {
    Json::Object object{{"id", id}, {"sha256", hex(facts.sha256)}};
    object["size"] = Json::integer(facts.size);
    if (!second.empty()) object["sha512_256"] = second;
    return {"exhibit", id, std::move(object), "", {}};
}

}  // namespace

TEST_CASE("a second digest that is not that of the file is found by whoever asks for it") {
    CaseFixture fixture;
    {
        auto ledger = fixture.open();
        REQUIRE(ledger);
        const FileFacts facts = take(fixture, *ledger, "the probe image");
        REQUIRE(ledger->append({exhibit("E1", facts, hex(*facts.sha512_256)),
                                exhibit("E2", facts, hex(sha256("another file")))}));
    }
    CHECK(check_of(fixture.verify(), "second_digests").state == CheckState::not_checked);
    CHECK(fixture.verify().whole());
    const auto report = fixture.verify(both_digests);
    CHECK(fails(report, "second_digests"));
    CHECK(check_of(report, "second_digests").found.find("(entry 1)") != std::string::npos);
    CHECK(check_of(report, "exhibits").state == CheckState::pass);
}

TEST_CASE("exhibits without a second digest, or that cannot be compared, are never reported fine") {
    CaseFixture fixture;
    fixture.fill();  // records none
    const auto report = fixture.verify(both_digests);
    CHECK(check_of(report, "second_digests").state == CheckState::not_checked);
    CHECK(check_of(report, "second_digests").found == "1 entries record no second digest");
    CHECK(report.whole());
}

TEST_CASE("two exhibits of one content share a file, and each record of it is held to it") {
    CaseFixture fixture;
    std::string digest;
    {
        auto ledger = fixture.open();
        REQUIRE(ledger);
        const FileFacts first = take(fixture, *ledger, "the same photo");
        const FileFacts second = take(fixture, *ledger, "the same photo");
        CHECK(first.sha256 == second.sha256);
        digest = hex(first.sha256);
        REQUIRE(ledger->append({exhibit("E1", first, hex(*first.sha512_256)),
                                exhibit("E2", second, hex(*second.sha512_256))}));
        const FileFacts third = take(fixture, *ledger, "the same photo");  // already kept
        REQUIRE(ledger->append({exhibit("E3", third, hex(*third.sha512_256))}));
    }
    CHECK(fs::exists(fixture.folder / "exhibits" / digest));
    CHECK(fs::is_empty(fixture.folder / "incoming"));
    const auto report = fixture.verify(both_digests);
    CHECK(report.whole());
    CHECK(check_of(report, "exhibits").checked == 1);
    CHECK(check_of(report, "second_digests").state == CheckState::pass);
    CHECK(check_of(report, "second_digests").checked == 3);

    {
        auto ledger = fixture.open();
        Draft wrong = exhibit("E4", {*digest_from_hex(digest), 7, {}}, "");
        REQUIRE(ledger->append({wrong}));  // says another size of the same content
    }
    CHECK(fails(fixture.verify(), "exhibits"));
    CHECK(check_of(fixture.verify(), "exhibits").found.find("(entry 3)") != std::string::npos);
}
