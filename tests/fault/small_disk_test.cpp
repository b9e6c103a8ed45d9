// A file system that is really full, and one that is really read-only: a tmpfs of its own, which
// only root can mount.
#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/provenance/case_fixture.hpp"

using namespace isonomia;
using namespace isonomia::provenance;
using namespace isonomia::tests;

namespace {

constexpr int cannot_mount = 77;

// Runs `work` in a child whose scratch folder is 1 MiB of memory. Its answer, or cannot_mount.
template <class Work>
int on_small_disk(CaseFixture& fixture, Work&& work) {
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        const char* place = fixture.scratch.path().c_str();
        if (::unshare(CLONE_NEWNS) != 0 ||
            ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
            ::mount("tmpfs", place, "tmpfs", 0, "size=1m") != 0)
            ::_exit(cannot_mount);
        fs::create_directory(fixture.folder);
        ::_exit(work(place));
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFEXITED(status));
    if (WEXITSTATUS(status) == cannot_mount)
        WARN("not run: a file system can only be mounted by root");
    return WEXITSTATUS(status);
}

// Takes all space but so many bytes.
void fill_up(const fs::path& file, std::uintmax_t but) {
    std::ofstream out(file, std::ios::binary);
    const auto space = fs::space(file.parent_path()).available;
    for (std::uintmax_t i = but; i + 4096 <= space; i += 4096)
        out << std::string(4096, 'x');
}

int append_until_full(CaseFixture& fixture) {
    fixture.fill();
    for (const std::uintmax_t left : {0U, 4096U, 16384U, 40960U, 65536U}) {
        fill_up(fixture.scratch.path() / "filler", left);
        std::uint64_t confirmed = 0;
        {
            auto ledger = fixture.open();
            for (bool fits = ledger.has_value(); fits;) {
                put(fixture.scratch.path() / "source", std::string(3000, 'y'));
                const auto taken = ledger->take_in(fixture.scratch.path() / "source");
                const auto done = ledger->append({fact("L", std::string(2000, 'x'))});
                if (done) confirmed = ledger->size();
                if (!done && done.error().code != "P0103" && done.error().code != "F0002") return 2;
                fits = taken && done;
            }
        }
        fs::remove(fixture.scratch.path() / "filler");
        auto ledger = fixture.open();
        if (!ledger || ledger->size() < confirmed) return 3;
        if (!ledger->append({fact("S", "there is room again")})) return 4;
        if (!fixture.verify().whole()) return 5;
    }
    return 0;
}

}  // namespace

TEST_CASE("a disk that is full refuses, and loses nothing that was confirmed") {
    CaseFixture fixture;
    const int answer =
        on_small_disk(fixture, [&](const char*) { return append_until_full(fixture); });
    INFO("answer " << answer);
    CHECK((answer == 0 || answer == cannot_mount));
}

TEST_CASE("a medium that cannot be written is read and verified, and not written") {
    CaseFixture fixture;
    const int answer = on_small_disk(fixture, [&](const char* place) {
        fixture.fill();
        if (::mount("none", place, nullptr, MS_REMOUNT | MS_RDONLY, nullptr) != 0) return 2;
        const auto ledger = Ledger::open(fixture.folder, fixture.files);
        if (!ledger || ledger->entries()->size() != 5) return 3;
        if (!fixture.verify().whole()) return 4;
        auto writer = fixture.open();  // SQLite opens what it can only read
        if (!writer) return writer.error().kind == ErrorKind::system ? 0 : 6;
        const auto done = writer->append({fact("F9", "x")});
        if (done) return 5;
        return done.error().kind == ErrorKind::system ? 0 : 6;
    });
    INFO("answer " << answer);
    CHECK((answer == 0 || answer == cannot_mount));
}
