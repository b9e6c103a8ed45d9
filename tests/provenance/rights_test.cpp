// What the machine does not let one read is not checked: never called missing, never called fine.
#include <unistd.h>

#include "tests/provenance/bundle_fixture.hpp"

using namespace isonomia;
using namespace isonomia::provenance;
using namespace isonomia::tests;

namespace {

// Whoever is root may read everything: for the time of a test the program is nobody, who owns the
// folder.
class AsNobody {
public:
    explicit AsNobody(const fs::path& folder) {
        if (!was_root_) return;
        constexpr uid_t nobody = 65534;
        REQUIRE(::chown(folder.c_str(), nobody, nobody) == 0);
        for (const auto& one : fs::recursive_directory_iterator(folder))
            REQUIRE(::lchown(one.path().c_str(), nobody, nobody) == 0);
        REQUIRE(::setegid(nobody) == 0);
        REQUIRE(::seteuid(nobody) == 0);
    }
    ~AsNobody() {
        if (was_root_ && (::seteuid(0) != 0 || ::setegid(0) != 0)) std::abort();
    }
    AsNobody(const AsNobody&) = delete;
    AsNobody& operator=(const AsNobody&) = delete;

private:
    bool was_root_ = ::geteuid() == 0;
};

// Nobody may read it or look into it while this lives.
class Shut {
public:
    explicit Shut(fs::path path, fs::perms left = fs::perms::none)
        : path_(std::move(path)), before_(fs::status(path_).permissions()) {
        fs::permissions(path_, left);
    }
    ~Shut() {
        std::error_code ignored;
        fs::permissions(path_, before_, ignored);
    }
    Shut(const Shut&) = delete;
    Shut& operator=(const Shut&) = delete;

private:
    fs::path path_;
    fs::perms before_;
};

void expect_hindered(const VerifyReport& report, const char* check) {
    INFO(check);
    for (const Check& one : report.checks) {
        INFO(one.id << ": " << one.found);
        CHECK(one.state != CheckState::fail);
    }
    CHECK(check_of(report, check).hindered);
    CHECK(check_of(report, check).found.find("Permission denied") != std::string::npos);
    CHECK_FALSE(report.whole());
}

}  // namespace

TEST_CASE("a part of a case folder that nobody may read is not checked, and nothing is broken") {
    CaseFixture fixture;
    const std::string digest = fixture.fill();
    const AsNobody nobody(fixture.scratch.path());
    REQUIRE(fixture.verify().whole());
    for (const auto& [part, check] : {std::pair<std::string, const char*>{"exhibits", "exhibits"},
                                      {"exhibits", "unrecorded"},
                                      {"exhibits/" + digest, "exhibits"},
                                      {"incoming", "beside"},
                                      {"keys", "payloads"},
                                      {"checkpoint", "outside"}}) {
        INFO(part);
        const Shut shut(fixture.folder / part);
        expect_hindered(fixture.verify(), check);
    }
    {
        const Shut shut(fixture.folder / "exhibits", fs::perms::owner_read);  // names alone
        expect_hindered(fixture.verify(), "exhibits");
    }
    {
        const Shut shut(fixture.folder);
        expect_hindered(fixture.verify(), "database");
    }
    {
        const Shut shut(fixture.folder, fs::perms::owner_exec);
        expect_hindered(fixture.verify(), "beside");
    }
    CHECK(fixture.verify().whole());
}

TEST_CASE("a folder that somebody put there and nobody may look into is named all the same") {
    CaseFixture fixture;
    fixture.fill();
    const fs::path shut = fixture.folder / "shut";
    fs::create_directory(shut);
    put(shut / "inside", "");
    const AsNobody nobody(fixture.scratch.path());
    {
        const Shut none(shut);
        CHECK(fixture.verify().unrecorded() == "1 thing: 'shut/' (a folder that cannot be read)");
    }
    const Shut names_alone(shut, fs::perms::owner_read);
    CHECK(fixture.verify().unrecorded() == "1 thing: 'shut/inside' (unreadable)");
}

TEST_CASE("a part of a bundle that nobody may read is not checked, and nothing is broken") {
    Served served;
    const AsNobody nobody(served.fixture.scratch.path());
    REQUIRE(served.verify().whole());
    for (const auto& [part, check] : {std::pair{"exhibits", "exhibits"},
                                      {"recompute", "recompute"},
                                      {"manifest.json", "bundle"},
                                      {"manifest.note", "bundle"}}) {
        INFO(part);
        const Shut shut(served.folder / part);
        expect_hindered(served.verify(), check);
    }
    CHECK(served.verify().whole());
}
