#include "analyzer/worker/unit_pool.hpp"

#include <csignal>
#include <cstdlib>

#include <unistd.h>

#include "tests/catch.hpp"

using namespace isonomia::analyzer;

TEST_CASE("a unit that ends badly ends alone") {
    WorkerLimits limits;
    limits.unit_seconds = 1;
    limits.jobs = 3;
    std::vector<ParseJob> jobs;
    for (const char* name : {"good", "crash", "loop", "exit", "good"})
        jobs.push_back({std::string("/s/") + name, "/s", {}, "/s"});
    const auto units = read_side_by_side(jobs, limits, [](const ParseJob& job) {
        std::signal(SIGSEGV, SIG_DFL);  // not what the test program makes of it
        if (job.file == "/s/crash") ::raise(SIGSEGV);
        if (job.file == "/s/exit") ::_exit(3);
        for (volatile bool on = job.file == "/s/loop"; on;) {
        }
        ReadUnit unit;
        unit.unit.file = unit_name(job);
        unit.unit.read = true;
        return unit;
    });
    REQUIRE(units.size() == 5);
    CHECK(units[0].unit.read);
    CHECK(units[4].unit.read);
    CHECK(units[0].unit.file == "good");
    for (const std::size_t bad : {std::size_t{1}, std::size_t{2}, std::size_t{3}}) {
        CHECK_FALSE(units[bad].unit.read);
        CHECK(units[bad].unit.errors == 1);
    }
    CHECK(units[1].unit.first_error.find("gave up") != std::string::npos);
    CHECK(units[2].unit.first_error == "it took more than 1 seconds");
    CHECK(units[3].unit.file == "exit");
}
