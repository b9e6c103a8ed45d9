// Something goes wrong at every file operation of an intake, an append, a handing over and an
// erasure, each in turn: nothing that was confirmed is lost, the ledger opens again and verifies.
#include <sys/mman.h>
#include <sys/wait.h>

#include "tests/fault/fault_vfs.hpp"
#include "tests/provenance/case_fixture.hpp"

using namespace isonomia;
using namespace isonomia::provenance;
using namespace isonomia::tests;

namespace {

// Counts each call that changes something, and lets it go wrong as planned.
class FaultFiles final : public Files {
public:
    explicit FaultFiles(FaultPlan& plan) : plan_(plan) {}

    Result<std::string> read(const fs::path& path, std::uint64_t bytes_max) override {
        return disk_.read(path, bytes_max);
    }
    Status write(const fs::path& path, std::string_view content) override {
        return allowed([&] { put(path.parent_path() / ".incoming-torn", content.substr(0, 3)); })
                   ? disk_.write(path, content)
                   : refused();
    }
    Result<FileFacts> take_in(const fs::path& source, const fs::path& folder,
                              const std::function<std::string(const Digest&)>& name_from) override {
        if (!allowed([&] { put(folder / ".incoming-torn", "half"); }))
            return fail(refused().error());
        return disk_.take_in(source, folder, name_from);
    }
    Result<FileFacts> facts(const fs::path& path) override { return disk_.facts(path); }
    Status make_folder(const fs::path& path) override {
        return allowed([] {}) ? disk_.make_folder(path) : refused();
    }
    Status move_into(const fs::path& file, const fs::path& folder) override {
        return allowed([&] { fs::rename(file, folder / file.filename()); })
                   ? disk_.move_into(file, folder)
                   : refused();
    }
    Status destroy(const fs::path& file) override {
        return allowed([&] {
            if (fs::exists(file)) put(file, std::string(5, '\0'));
        })
                   ? disk_.destroy(file)
                   : refused();
    }

private:
    template <class Half>
    bool allowed(Half&& half) {
        const Fault fault = plan_.next();
        if (fault != Fault::torn_killed) return fault == Fault::none;
        half();
        ::_exit(FaultPlan::killed_exit);
    }
    static Status refused() { return fail(system_error("F0002", "planned fault")); }

    FaultPlan& plan_;
    DiskFiles disk_;
};

// What the child did, in memory that outlives it.
struct Confirmed {
    int operations = 0;
    std::uint64_t entries = 6;
    bool handed_over = false;
    bool erased = false;
};

constexpr const char* photo = "a photo of the accused";

void begin_case(CaseFixture& fixture) {
    fixture.fill();
    REQUIRE(fixture.open()->append({key_record(2)}));
}

void work(CaseFixture& fixture, FaultPlan& plan, Confirmed& confirmed) {
    FaultFiles files(plan);
    use_fault_vfs(plan);
    auto ledger =
        Ledger::create_or_open(fixture.folder, test_key(), {files, fixture.clock, fixture.random});
    if (!ledger) return;
    const auto note = [&](const Result<Appended>& done) {
        if (done) confirmed.entries = done->first + done->count;
        return done.has_value();
    };
    const auto taken = ledger->take_in(fixture.scratch.path() / "photo");
    if (taken) {
        const Draft exhibit{
            "exhibit", "E2", Json::Object{{"sha256", hex(taken->sha256)}}, "accused", {}};
        note(ledger->append({exhibit, fact("F5", "x", "a new subject")}, &test_key(2)));
    }
    note(ledger->append({fact("F6", std::string(9000, 'x'))}));
    confirmed.handed_over = note(ledger->hand_over(test_key(3), key_record(3, KeyPurpose::ledger)));
    const Draft erasure{"erasure", "X1", Json::Object{{"id", "X1"}}, "", {}};
    confirmed.erased = note(ledger->erase("accused", erasure));
    note(ledger->append({fact("F7", "x")}));
}

// Runs the work in a child with one fault; false when the work ended before the fault came.
bool run_with(CaseFixture& fixture, FaultPlan plan, Confirmed& confirmed) {
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        work(fixture, plan, confirmed);
        confirmed.operations = plan.counted;
        ::_exit(0);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFEXITED(status));
    if (WEXITSTATUS(status) == FaultPlan::killed_exit) return true;
    REQUIRE(WEXITSTATUS(status) == 0);
    return confirmed.operations > plan.at;
}

void check_after(CaseFixture& fixture, const Confirmed& confirmed) {
    const auto unrepaired = fixture.verify();
    for (const Check& check : unrepaired.checks) {
        INFO("before repair, " << check.id << ": " << check.found);
        const bool may_fail = check.id == "erasures" || check.id == "unrecorded" ||
                              check.id == "exhibits" || check.id == "payloads";
        CHECK((check.state != CheckState::fail || may_fail));
    }
    auto ledger = fixture.open(1);
    if (!ledger && ledger.error().code == "P0106") ledger = fixture.open(3);
    if (!ledger) FAIL(ledger.error().code << ": " << ledger.error().message);
    CHECK(ledger->size() >= confirmed.entries);
    CHECK((!confirmed.handed_over || ledger->author() == test_key(3).fingerprint()));
    const auto entries = ledger->entries();
    REQUIRE(entries);
    bool erased = false;
    for (const LedgerEntry& entry : *entries)
        erased = erased || entry.type == "erasure";
    CHECK((erased || !confirmed.erased));
    for (const auto& file : fs::recursive_directory_iterator(fixture.folder)) {
        if (!erased || !file.is_regular_file()) continue;
        const std::string bytes = *fixture.files.read(file.path(), 1 << 28);
        INFO(file.path());
        CHECK(bytes.find(photo) == std::string::npos);
        CHECK(bytes.find("\"accused\"") == std::string::npos);
    }
    const auto report = fixture.verify();
    for (const Check& check : report.checks) {
        INFO("after repair, " << check.id << ": " << check.found);
        CHECK(check.state != CheckState::fail);
    }
    CHECK(report.whole());
    CHECK(ledger->append({fact("F8", "goes on")}));
}

int try_all(Fault fault, int stride) {
    auto* confirmed = static_cast<Confirmed*>(::mmap(
        nullptr, sizeof(Confirmed), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
    REQUIRE(confirmed != MAP_FAILED);
    int at = 0;
    for (bool reached = true; reached; at += stride) {
        INFO("fault " << static_cast<int>(fault) << " at operation " << at);
        CaseFixture fixture;
        begin_case(fixture);
        put(fixture.scratch.path() / "photo", photo);
        *confirmed = Confirmed{};
        reached = run_with(fixture, {fault, at, 0}, *confirmed);
        check_after(fixture, *confirmed);
    }
    ::munmap(confirmed, sizeof(Confirmed));
    return at;
}

}  // namespace

TEST_CASE("without a fault all of it is done") {
    CaseFixture fixture;
    begin_case(fixture);
    put(fixture.scratch.path() / "photo", photo);
    FaultPlan plan;
    Confirmed confirmed;
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        work(fixture, plan, confirmed);
        ::_exit(confirmed.entries == 12 && confirmed.handed_over && confirmed.erased ? 0 : 1);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    CHECK((WIFEXITED(status) && WEXITSTATUS(status) == 0));
    CHECK(fixture.verify().entries == 12);
}

TEST_CASE("whatever goes wrong at any file operation, nothing confirmed is lost (sample)") {
    for (const Fault fault :
         {Fault::refused, Fault::broken, Fault::full, Fault::killed, Fault::torn_killed})
        CHECK(try_all(fault, 7) > 30);
}

TEST_CASE("whatever goes wrong at every file operation, nothing confirmed is lost", "[slow]") {
    int operations = 0;
    for (const Fault fault :
         {Fault::refused, Fault::broken, Fault::full, Fault::killed, Fault::torn_killed})
        operations += try_all(fault, 1);
    WARN(operations << " faults injected");
    CHECK(operations > 150);
}
