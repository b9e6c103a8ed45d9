// What somebody put into a case folder and no entry records: named, and no damage of the record.
#include "provenance/verify/stray_files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/provenance/case_fixture.hpp"

using namespace isonomia;
using namespace isonomia::provenance;
using namespace isonomia::tests;

namespace {

// What the check says beside its state.
std::string said(const VerifyReport& report) {
    const Check& check = check_of(report, "beside");
    CHECK(check.implies.empty() == check.found.empty());
    return fmt::format("{}: {}", to_text(check.state), check.found);
}

// An act of 'report --issue'.
Draft issued(const std::string& name, const std::string& content) {
    return {"activity",
            "report-1",
            Json::Object{{"id", "report-1"},
                         {"kind", "reporting"},
                         {"parameters", Json::Object{{"sha256 of " + name, hex(sha256(content))}}}},
            "",
            {}};
}

}  // namespace

TEST_CASE("what lies in a case folder and no entry records is named, and breaks nothing") {
    CaseFixture fixture;
    fixture.fill();
    CHECK(said(fixture.verify()) == "pass: ");
    const auto& folder = fixture.folder;
    put(folder / "report.pdf", "a report that nobody made");
    auto report = fixture.verify();
    CHECK(said(report) == "unrecorded: 1 thing: 'report.pdf'");
    CHECK(report.unrecorded() == "1 thing: 'report.pdf'");
    CHECK(report.whole());
    CHECK_FALSE(report.broken());
    CHECK_FALSE(report.complete());

    fs::create_directories(folder / "reports" / "drafts" / "old");
    put(folder / "reports" / "final.html", "planted");
    put(folder / "reports" / ".incoming-abcdef", "hidden");  // only at the top it is the program's
    fs::create_symlink("/etc/passwd", folder / "list");
    fs::create_directory_symlink("/etc", folder / "reports" / "away");
    REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
    put(folder / "ledger.sqlite.bak", "an older database");
    fs::create_directory(folder / "incoming" / "hidden");
    report = fixture.verify();
    CHECK(said(report) ==
          "unrecorded: 9 things: 'incoming/hidden/' (an empty folder), 'ledger.sqlite.bak', 'list' "
          "(a link), 'pipe' (not a regular "
          "file), 'report.pdf', 'reports/.incoming-abcdef', 'reports/away' (a link), "
          "'reports/drafts/old/' (an empty folder), 'reports/final.html'");
    CHECK(report.whole());

    put(folder / "exhibits" / hex(sha256("planted")), "planted");  // where only exhibits may lie
    CHECK(fails(fixture.verify(), "unrecorded"));
    CHECK(fixture.verify().broken());
}

TEST_CASE("names that deceive, and thousands of them, do no harm") {
    CaseFixture fixture;
    fixture.fill();
    put(fixture.folder / "a\nb", "");
    put(fixture.folder / "caf\xc3\xa9", "");     // NFC
    put(fixture.folder / "cafe\xcc\x81", "");    // NFD
    put(fixture.folder / "x\xff\xc3y\xe2", "");  // no UTF-8
    put(fixture.folder / std::string(255, 'z'), "");
    auto report = fixture.verify();
    CHECK(check_of(report, "beside").found ==
          "5 things: 'a\nb', 'cafe\xcc\x81', 'caf\xc3\xa9', 'x\\xff\\xc3y\\xe2', '" +
              std::string(200, 'z') + "…'");
    CHECK(parse_json(pretty(to_json(report)), "report", {}));

    for (int i = 0; i < 5000; ++i)
        put(fixture.folder / fmt::format("0{:04}", i), "");
    report = fixture.verify();
    CHECK(check_of(report, "beside").found ==
          "5005 things: '00000', '00001', '00002', '00003', '00004', '00005', '00006', '00007', "
          "'00008', '00009' and 4995 more");

    put(fixture.folder / "exhibits" / "\xff", "");
    report = fixture.verify();
    CHECK(check_of(report, "unrecorded").found == "no entry records 'exhibits/\\xff'");
    CHECK(parse_json(pretty(to_json(report)), "report", {}));
}

TEST_CASE("folders deeper than any path end the search, not the program") {
    CaseFixture fixture;
    fixture.fill();
    constexpr int levels = 3000;
    int at = ::open(fixture.folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    REQUIRE(at >= 0);
    for (int level = 0; level < levels; ++level) {
        REQUIRE(::mkdirat(at, "dd", 0700) == 0);
        const int below = ::openat(at, "dd", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        REQUIRE(below >= 0);
        ::close(at);
        at = below;
    }
    ::close(at);
    const auto report = fixture.verify();
    CHECK(report.unrecorded().starts_with("1 thing: 'dd/dd/dd/"));
    CHECK(report.whole());
    CHECK_FALSE(report.hindered());
}

TEST_CASE("what entries record is accounted for: reports by name, issued ones by their bytes") {
    CaseFixture fixture;
    {
        auto ledger = fixture.open();
        REQUIRE(ledger);
        REQUIRE(ledger->append({{"report",
                                 "report.html",
                                 Json::Object{{"id", "report.html"}, {"sha256", hex(sha256("r"))}},
                                 "",
                                 {}},
                                issued("court.pdf", "for the court")}));
    }
    put(fixture.folder / "report.html", "r");
    put(fixture.folder / "court.pdf", "for the court");
    fs::create_directory(fixture.folder / "reports");
    put(fixture.folder / "reports" / "court.pdf", "for the court");
    CHECK(said(fixture.verify()) == "pass: ");
    put(fixture.folder / "reports" / "report.html", "r");  // recorded, but not at this place
    put(fixture.folder / "court.pdf", "for the Court");
    CHECK(fixture.verify().unrecorded() == "2 things: 'court.pdf', 'reports/report.html'");
    CHECK(check_of(fixture.verify(), "reports").state == CheckState::pass);
}

TEST_CASE("without the keys nobody can say whether a report was recorded") {
    CaseFixture fixture;
    fixture.fill();
    fs::remove_all(fixture.folder / "keys");
    CHECK(said(fixture.verify()) == "pass: ");
    put(fixture.folder / "report.html", "x");
    CHECK(said(fixture.verify()) ==
          "not checked: no entry that could be opened records 1 thing: 'report.html'");
}

TEST_CASE("what a write leaves unfinished is a note, not a thing that somebody put there") {
    CaseFixture fixture;
    fixture.fill();
    put(fixture.folder / ".incoming-abcdef", "half");
    put(fixture.folder / ".incoming-abcdeg", "half");
    for (char name = 'a'; name < 'a' + 13; ++name)
        put(fixture.folder / "incoming" / hex(sha256(std::string(1, name))), "x");
    const auto report = fixture.verify();
    CHECK(said(report) == "pass: ");
    REQUIRE(report.notes.size() == 13);  // the first counts acts that nobody signed
    CHECK(report.notes[10].find("is the rest of an intake") != std::string::npos);
    CHECK(report.notes[11] == "so are 3 more files in 'incoming'");
    CHECK(report.notes[12].starts_with("'.incoming-abcdef', like 1 more, was begun"));
    REQUIRE(fixture.open());
    CHECK(fixture.verify().notes.size() == 1);
}
