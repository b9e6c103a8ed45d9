#include <algorithm>
#include <sstream>

#include "cli/command.hpp"
#include "core/version.hpp"
#include "tests/catch.hpp"

using namespace isonomia;
using namespace isonomia::cli;

namespace {

const Command& command() {
    const auto& all = all_commands();
    return *std::find_if(all.begin(), all.end(),
                         [](const Command& one) { return one.name == "@name@"; });
}

// What the command prints when it is called without options.
std::string printed(bool json) {
    DiskFiles files;
    const FixedClock clock{Instant{}};
    SeededRandom random{1};
    std::ostringstream out;
    std::ostringstream err;
    Context context{files, clock, random, out, err, {}, {}, {}, "/somewhere", "", false, json};
    CHECK(command().run(context, {}).value() == ExitCode::done);
    CHECK(err.str().empty());
    return out.str();
}

}  // namespace

TEST_CASE("@words@: prints the version and the folder") {
    CHECK(printed(false) == std::string(version()) + " /somewhere\n");
}

TEST_CASE("@words@: as JSON") { CHECK(printed(true).find("schema_version") != std::string::npos); }
