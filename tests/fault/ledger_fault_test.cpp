// Kills, full disks and two writers: nothing acknowledged is lost, and the record verifies
// afterwards.
#include <csignal>
#include <random>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/provenance/case_fixture.hpp"

using namespace isonomia;
using namespace isonomia::provenance;
using namespace isonomia::tests;

namespace {

// A child that appends without end and writes the size of the ledger to `pipe` after each
// confirmation.
[[noreturn]] void append_forever(CaseFixture& fixture, int pipe) {
    auto ledger = fixture.open();
    if (!ledger) _exit(1);
    for (int i = 0;; ++i) {
        const std::string name = "E" + std::to_string(ledger->size());
        put(fixture.scratch.path() / name, name);
        const auto facts = ledger->take_in(fixture.scratch.path() / name);
        if (!facts) _exit(2);
        const Draft exhibit{
            "exhibit",
            name,
            Json::Object{{"sha256", hex(facts->sha256)}, {"size", Json::integer(facts->size)}},
            "subject" + std::to_string(i % 3),
            {}};
        if (!ledger->append({exhibit, fact("F", "x")})) _exit(3);
        const std::uint64_t size = ledger->size();
        if (::write(pipe, &size, sizeof size) != sizeof size) _exit(4);
    }
}

// Fails the n-th call that changes something.
class FailingFiles final : public Files {
public:
    explicit FailingFiles(int calls_left) : calls_left_(calls_left) {}

    Result<std::string> read(const fs::path& path, std::uint64_t bytes_max) override {
        return disk_.read(path, bytes_max);
    }
    Status write(const fs::path& path, std::string_view content) override {
        return allowed() ? disk_.write(path, content) : refused();
    }
    Result<FileFacts> take_in(const fs::path& source, const fs::path& folder,
                              const std::function<std::string(const Digest&)>& name_from) override {
        if (!allowed()) return fail(refused().error());
        return disk_.take_in(source, folder, name_from);
    }
    Result<FileFacts> facts(const fs::path& path) override { return disk_.facts(path); }
    Status make_folder(const fs::path& path) override {
        return allowed() ? disk_.make_folder(path) : refused();
    }

private:
    bool allowed() { return calls_left_-- > 0; }
    static Status refused() { return fail(system_error("F0002", "no space left on device")); }

    DiskFiles disk_;
    int calls_left_;
};

}  // namespace

TEST_CASE("a writer killed at any moment loses nothing that it had confirmed") {
    std::mt19937 chance(1);
    std::uint64_t confirmed_in_all = 0;
    for (int round = 0; round < 25; ++round) {
        CaseFixture fixture;
        std::uint64_t confirmed = 0;
        for (int life = 0; life < 2; ++life) {
            int ends[2];
            REQUIRE(::pipe(ends) == 0);
            const pid_t child = ::fork();
            REQUIRE(child >= 0);
            if (child == 0) append_forever(fixture, ends[1]);
            ::close(ends[1]);
            ::usleep(1000 + static_cast<useconds_t>(chance() % 120000));
            ::kill(child, SIGKILL);
            int status = 0;
            REQUIRE(::waitpid(child, &status, 0) == child);
            REQUIRE(WIFSIGNALED(status));
            for (std::uint64_t size = 0; ::read(ends[0], &size, sizeof size) == sizeof size;)
                confirmed = size;
            ::close(ends[0]);
            if (!fs::exists(fixture.folder / "ledger.sqlite")) continue;
            if (confirmed > 0) {  // as the crash left it
                const auto report = fixture.verify();
                for (const Check& check : report.checks) {
                    INFO("round " << round << ", " << check.id << ": " << check.found);
                    CHECK(check.state != CheckState::fail);
                }
                CHECK(report.entries >= confirmed);
            }
            auto ledger = fixture.open();  // and after repair
            if (!ledger) FAIL(ledger.error().message);
            CHECK(ledger->size() >= confirmed);
            CHECK(ledger->entries()->size() == ledger->size());
            const auto report = fixture.verify();
            CHECK(report.whole());
        }
        confirmed_in_all += confirmed;
    }
    CHECK(confirmed_in_all > 0);
}

TEST_CASE("a disk that fails at any file operation leaves a record that opens and verifies") {
    for (int calls = 0; calls < 12; ++calls) {
        INFO("fails after " << calls << " operations");
        CaseFixture fixture;
        std::uint64_t confirmed = 0;
        put(fixture.scratch.path() / "photo", "x");
        {
            FailingFiles files(calls);
            auto ledger = Ledger::create_or_open(fixture.folder, test_key(),
                                                 {files, fixture.clock, fixture.random});
            if (ledger) {
                const auto taken = ledger->take_in(fixture.scratch.path() / "photo");
                if (ledger->append({fact("F1", "x")})) confirmed = 1;
                const Draft exhibit{
                    "exhibit", "E1", Json::Object{{"sha256", hex(sha256("x"))}}, "p", {}};
                if (taken && ledger->append({exhibit})) ++confirmed;
            }
        }
        auto ledger = fixture.open();
        if (!ledger) FAIL(ledger.error().message);
        CHECK(ledger->size() >= confirmed);
        CHECK(fixture.verify().whole());
        REQUIRE(ledger->append({fact("F2", "x")}));
    }
}

TEST_CASE("a full disk in the middle of a transaction leaves the ledger as it was") {
    CaseFixture fixture;
    fixture.fill();
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        ::signal(SIGXFSZ, SIG_IGN);
        auto ledger = fixture.open();
        if (!ledger) _exit(1);
        const rlimit limit{64 * 1024, 64 * 1024};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        std::vector<Draft> large;
        for (int i = 0; i < 200; ++i)
            large.push_back(fact("L", std::string(2000, 'x')));
        const auto appended = ledger->append(large);
        if (appended || appended.error().code != "P0103") _exit(2);
        if (ledger->size() != 5) _exit(3);
        _exit(ledger->append({fact("S", "small")}) ? 0 : 4);  // the same object still works
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    CHECK(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 0);
    const auto report = fixture.verify();
    CHECK(report.whole());
    CHECK(report.entries == 6);
}

TEST_CASE("two programs that write at once wait for each other") {
    CaseFixture fixture;
    fixture.fill();
    const auto append_often = [&](int times) {
        for (int i = 0; i < times;) {
            auto ledger = fixture.open();
            if (ledger && ledger->append({fact("F", "x")}))
                ++i;
            else if (!ledger && ledger.error().code != "P0102")
                return false;
        }
        return true;
    };
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) _exit(append_often(15) ? 0 : 1);
    const bool done = append_often(15);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    CHECK(done);
    CHECK((WIFEXITED(status) && WEXITSTATUS(status) == 0));
    CHECK(fixture.verify().entries == 35);
    CHECK(fixture.verify().whole());
}
