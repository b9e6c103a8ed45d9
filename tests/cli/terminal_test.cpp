// Colour and progress.
#include "cli/terminal.hpp"

#include <thread>

#include "cli/progress.hpp"
#include "tests/catch.hpp"
#include "tests/cli/cli_support.hpp"

namespace isonomia::cli {

using tests::World;
using namespace std::chrono_literals;

TEST_CASE("colour goes to terminals that want it") {
    World world;
    const Environment& environment = world.context.environment;
    CHECK_FALSE(color_wanted("auto", true, environment));  // TERM unknown
    world.variables["TERM"] = "dumb";
    CHECK_FALSE(color_wanted("auto", true, environment));
    world.variables["TERM"] = "xterm";
    CHECK(color_wanted("auto", true, environment));
    CHECK_FALSE(color_wanted("auto", false, environment));
    world.variables["NO_COLOR"] = "";
    CHECK(color_wanted("auto", true, environment));  // empty means nothing
    world.variables["NO_COLOR"] = "1";
    CHECK_FALSE(color_wanted("auto", true, environment));
    CHECK(color_wanted("always", false, environment));
    CHECK_FALSE(color_wanted("never", true, environment));
}

TEST_CASE("paint leaves text as it is without colour") {
    CHECK(Paint({}).bad("x") == "x");
    CHECK(Paint({.is_terminal = true, .color = true}).bold("x") == "\x1b[1mx\x1b[0m");
}

TEST_CASE("progress: nothing where nobody looks, or when it is quick") {
    World world;
    {
        Progress(world.context, 0ms).step("to a file");
    }
    CHECK(world.err.str().empty());
    world.context.err_terminal.is_terminal = true;
    {
        Progress(world.context, 1h).step("quick");
    }
    CHECK(world.err.str().empty());
    world.context.quiet = true;
    {
        Progress(world.context, 0ms).step("quiet");
    }
    CHECK(world.err.str().empty());
}

TEST_CASE("progress: shown when it takes long, harmless, within the width, erased at the end") {
    World world;
    world.context.err_terminal = {.is_terminal = true, .color = false, .width = 30};
    {
        Progress progress(world.context, 1ms);
        progress.step("measuring \x1b[2J and a very long name of a data set", 3, 12);
        std::this_thread::sleep_for(200ms);
        progress.clear();
        CHECK(world.err.str() == "measuring \\x1b[2J … (3 of 12)\r\x1b[K");
        progress.step("again");
        std::this_thread::sleep_for(200ms);
    }
    CHECK(world.err.str().ends_with("again\r\x1b[K"));
}

}  // namespace isonomia::cli
