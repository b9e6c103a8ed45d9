// What lies beside the database, or comes while it is verified.
#include <functional>
#include <mutex>

#include <sys/stat.h>

#include "tests/provenance/case_fixture.hpp"

using namespace isonomia;
using namespace isonomia::provenance;
using namespace isonomia::tests;

TEST_CASE("a pipe or a link in the place of a file of the database makes nobody wait") {
    CaseFixture fixture;
    fixture.fill();
    const std::string suffix = GENERATE("-journal", "-wal", "-shm");
    const fs::path beside = fixture.folder.string() + "/ledger.sqlite" + suffix;
    INFO(suffix);
    SECTION("a pipe") { REQUIRE(::mkfifo(beside.c_str(), 0600) == 0); }
    SECTION("a link") { fs::create_symlink("/dev/zero", beside); }
    SECTION("a folder") { fs::create_directory(beside); }
    const auto report = fixture.verify();
    CHECK(fails(report, "database"));
    CHECK(check_of(report, "database").found.find("is not a regular file") != std::string::npos);
    CHECK(fixture.open().error().code == "P0104");
}

TEST_CASE("a pipe, a device or a folder in the place of the database makes nobody wait") {
    CaseFixture fixture;
    fixture.fill();
    const fs::path database = fixture.folder / "ledger.sqlite";
    fs::remove(database);
    SECTION("a pipe") { REQUIRE(::mkfifo(database.c_str(), 0600) == 0); }
    SECTION("a link to a pipe") {
        const fs::path pipe = fixture.scratch.path() / "pipe";
        REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
        fs::create_symlink(pipe, database);
    }
    SECTION("a device") { fs::create_symlink("/dev/zero", database); }
    SECTION("a folder") { fs::create_directory(database); }
    CHECK(fails(fixture.verify(), "database"));
}

TEST_CASE("what lies in the place of the journal and is none is told, and goes with a write") {
    CaseFixture fixture;
    fixture.fill();
    const std::size_t notes = fixture.verify().notes.size();
    const bool zeros = GENERATE(true, false);  // the bytes that a journal begins with tell SQLite
    INFO(zeros);
    put(fixture.folder / "ledger.sqlite-journal",
        zeros ? std::string(5000, '\0') : std::string(5000, 'x'));
    const auto report = fixture.verify();
    CHECK(report.whole());
    REQUIRE(report.notes.size() == notes + 1);
    CHECK(report.notes[0].find(zeros ? "'ledger.sqlite-journal' holds nothing" : "interrupted") !=
          std::string::npos);
    REQUIRE(fixture.open()->append({fact("F9", "later")}));
    CHECK_FALSE(fs::exists(fixture.folder / "ledger.sqlite-journal"));
    CHECK(fixture.verify().whole());
    CHECK(fixture.verify().notes.size() == notes);
}

namespace {

// Somebody records an exhibit while the files are looked at.
class RecordedMeanwhile final : public Files {
public:
    bool recorded = false;

    explicit RecordedMeanwhile(CaseFixture& fixture) : fixture_(fixture) {}

    Result<std::string> read(const fs::path& path, std::uint64_t bytes_max) override {
        return disk_.read(path, bytes_max);
    }
    Status write(const fs::path& path, std::string_view content) override {
        return disk_.write(path, content);
    }
    Result<FileFacts> take_in(const fs::path& source, const fs::path& folder,
                              const std::function<std::string(const Digest&)>& name) override {
        return disk_.take_in(source, folder, name);
    }
    Result<FileFacts> facts(const fs::path& path) override {
        std::call_once(once_, [this] { record(); });
        return disk_.facts(path);
    }
    Status make_folder(const fs::path& path) override { return disk_.make_folder(path); }

private:
    void record() {
        auto ledger = fixture_.open();
        if (!ledger) FAIL(ledger.error().message);
        put(fixture_.scratch.path() / "late", "arrived late");
        const auto facts = ledger->take_in(fixture_.scratch.path() / "late");
        Draft exhibit{
            "exhibit", "E9", Json::Object{{"id", "E9"}, {"sha256", hex(facts->sha256)}}, "", {}};
        const auto appended = ledger->append({exhibit});
        if (!appended) FAIL(appended.error().message);
        recorded = true;
    }

    CaseFixture& fixture_;
    DiskFiles disk_;
    std::once_flag once_;
};

}  // namespace

TEST_CASE("what is recorded while it is verified is no fault") {
    CaseFixture fixture;
    fixture.fill();
    RecordedMeanwhile files(fixture);
    const auto report = verify(fixture.folder, files, {});
    REQUIRE(files.recorded);
    CHECK(report.whole());
    CHECK(report.entries == 6);
    put(fixture.folder / "exhibits" / std::string(64, 'a'), "stray");  // that is still one
    CHECK(fails(fixture.verify(), "unrecorded"));
}
