#include "provenance/store/left_over.hpp"

#include <fstream>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "tests/catch.hpp"
#include "tests/shared_data.hpp"

using namespace isonomia;
using isonomia::provenance::destroy_unfinished;

TEST_CASE("what an ended process left unfinished goes, what another one writes stays") {
    DiskFiles files;
    const tests::ScratchFolder scratch;
    CHECK(destroy_unfinished(scratch.path() / "absent", files));
    const auto put = [&](const char* name) { std::ofstream(scratch.path() / name) << "half"; };
    const auto there = [&](const char* name) { return fs::exists(scratch.path() / name); };
    for (const char* name : {".incoming-a1b2c3", ".incoming-d4e5f6", "incoming"})
        put(name);
    const int held = ::open((scratch.path() / ".incoming-d4e5f6").c_str(), O_RDONLY | O_CLOEXEC);
    REQUIRE(::flock(held, LOCK_EX) == 0);
    REQUIRE(destroy_unfinished(scratch.path(), files));
    CHECK_FALSE(there(".incoming-a1b2c3"));
    CHECK(there(".incoming-d4e5f6"));
    ::close(held);
    REQUIRE(destroy_unfinished(scratch.path(), files));
    CHECK_FALSE(there(".incoming-d4e5f6"));
    CHECK(there("incoming"));
}

TEST_CASE("a folder that bears the name of an unfinished file stays, and stops nobody") {
    DiskFiles files;
    const tests::ScratchFolder scratch;
    fs::create_directory(scratch.path() / ".incoming-a1b2c3");
    std::ofstream(scratch.path() / ".incoming-a1b2c3" / "inside") << "x";
    fs::create_directory(scratch.path() / ".incoming-d4e5f6");
    REQUIRE(destroy_unfinished(scratch.path(), files));
    CHECK(fs::exists(scratch.path() / ".incoming-a1b2c3" / "inside"));
    CHECK(fs::exists(scratch.path() / ".incoming-d4e5f6"));
}
