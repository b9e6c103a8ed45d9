#include "core/subprocess.hpp"

#include "tests/catch.hpp"

using namespace isonomia;

TEST_CASE("a program that cannot be started is named") {
    CHECK(run_process({"/no/such/program"}, "").error().code == "F0101");
    CHECK(run_process({"/etc/passwd"}, "").error().code == "F0101");
}

TEST_CASE("a program that never ends is ended, with its children") {
    const auto result = run_process({"/bin/sh", "-c", "sleep 60 & sleep 60"}, "",
                                    {.wall = std::chrono::seconds(1)});
    REQUIRE_FALSE(result);
    CHECK(result.error().code == "F0102");
}

TEST_CASE("a program that floods its output is ended") {
    const auto result = run_process({"/usr/bin/yes"}, "", {.output_bytes = 1000});
    REQUIRE_FALSE(result);
    CHECK(result.error().code == "F0103");
}

TEST_CASE("a program that reads nothing does not end us") {
    const auto result = run_process({"/bin/true"}, std::string(10'000'000, 'x'));
    REQUIRE(result);
    CHECK(result->exit_code == 0);
}

TEST_CASE("streams, exit codes and signals come back") {
    const std::string large(1'000'000, 'y');
    const auto cat = run_process({"/bin/cat"}, large);
    REQUIRE(cat);
    CHECK(cat->out == large);

    const auto both = run_process({"/bin/sh", "-c", "echo out; echo err >&2; exit 7"}, "");
    REQUIRE(both);
    CHECK(both->out == "out\n");
    CHECK(both->err == "err\n");
    CHECK(both->exit_code == 7);

    const auto killed = run_process({"/bin/sh", "-c", "kill -9 $$"}, "");
    REQUIRE(killed);
    CHECK(killed->signal == 9);
}

TEST_CASE("the child sees neither our environment nor a shell") {
    ::setenv("ISONOMIA_TEST_SECRET", "x", 1);
    const auto result = run_process({"/usr/bin/env"}, "");
    REQUIRE(result);
    CHECK(result->out.find("SECRET") == std::string::npos);
    const auto echoed = run_process({"/bin/echo", "$HOME; `id`"}, "");
    CHECK(echoed->out == "$HOME; `id`\n");
}
