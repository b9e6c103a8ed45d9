#include "cli/diagnostics.hpp"

#include "tests/catch.hpp"
#include "tests/cli/cli_support.hpp"
#include "tests/shared_data.hpp"

namespace isonomia::cli {

using tests::World;

TEST_CASE("no window where there is no such line, or no text") {
    CHECK(source_window("", 1, 1, 80) == "");
    CHECK(source_window("one\n", 3, 1, 80) == "");
    CHECK(source_window("one\n\n", 2, 1, 80) == "");
    CHECK(source_window(std::string_view("a\0b\n", 4), 1, 1, 80) == "");
    CHECK(source_window(std::string(1 << 20, 'x'), 1, 5, 80) == "");
    CHECK(source_window("one", 18446744073709551615ULL, 1, 80) == "");
}

TEST_CASE("the caret stands under its column, whatever comes before") {
    CHECK(source_window("abc", 1, 2, 80) == "  |\n1 | abc\n  |  ^\n");
    CHECK(source_window("x\nabc\r\n", 2, 3, 80) == "  |\n2 | abc\n  |   ^\n");
    CHECK(source_window("\tb", 1, 2, 80) == "  |\n1 |  b\n  |  ^\n");
    CHECK(source_window("éb", 1, 3, 80) == "  |\n1 | éb\n  |  ^\n");  // columns count bytes
    CHECK(source_window("abc", 1, 0, 80) == "  |\n1 | abc\n");
    CHECK(source_window("abc", 1, 99, 80) == "  |\n1 | abc\n  |    ^\n");
}

TEST_CASE("hostile lines are shown harmless") {
    CHECK(source_window("a\x1b[31mb", 1, 1, 80) == "  |\n1 | a\uFFFD[31mb\n  | ^\n");
    CHECK(source_window("a\xff\x62", 1, 3, 80) == "  |\n1 | a\uFFFDb\n  |   ^\n");
    CHECK(source_window("a\u202Eb", 1, 5, 80) == "  |\n1 | a\uFFFDb\n  |   ^\n");
}

TEST_CASE("a long line is cut around the caret") {
    const std::string line = std::string(200, 'a') + "X" + std::string(200, 'b');
    const std::string window = source_window(line, 1, 201, 44);
    CHECK(window ==
          "  |\n1 | …aaaaaaaaaaaaaaaaaaaXbbbbbbbbbbbbbbbbbb…\n  |                     ^\n");
}

TEST_CASE("an error in full") {
    const isonomia::tests::ScratchFolder folder;
    World world(folder.path());
    REQUIRE(world.files.write(folder.path() / "m.xml", "<m>\n  <input exhibit=\"E2\"/>\n</m>\n"));
    const Error error = input_error("M0003", "exhibit 'E2' is used but not declared")
                            .at({"m.xml", 2, 10})
                            .note("declared exhibits: E1, E3")
                            .hinted("declare it");
    CHECK(render(world.context, error) ==
          "error[M0003]: exhibit 'E2' is used but not declared\n"
          "  --> m.xml:2:10\n"
          "  |\n"
          "2 |   <input exhibit=\"E2\"/>\n"
          "  |          ^\n"
          "note: declared exhibits: E1, E3\n"
          "hint: declare it\n");
}

TEST_CASE("an error about a file that cannot be shown") {
    World world("/nowhere");
    const Error error = input_error("F0001", "bad \x1b[2J\nname").at({"a\nb.xml", 2, 1});
    CHECK(render(world.context, error) ==
          "error[F0001]: bad \\x1b[2J\\nname\n  --> a\\nb.xml:2:1\n");
    CHECK(render(world.context, error, Severity::warning).starts_with("warning[F0001]: "));
}

TEST_CASE("with --json an error is one object, parts that are unknown left out") {
    World world;
    world.context.json = true;
    report(world.context, usage_error("U0002", "no such option").hinted("look"));
    const auto json = parse_json(world.err.str());
    REQUIRE(json);
    CHECK(json->find("schema_version") != nullptr);
    const Json* error = json->find("error");
    REQUIRE(error != nullptr);
    CHECK(*error->find("code")->string() == "U0002");
    CHECK(*error->find("kind")->string() == "usage");
    CHECK(*error->find("hint")->string() == "look");
    CHECK(error->find("file") == nullptr);
    CHECK(error->find("notes") == nullptr);
}

TEST_CASE("colour only when asked for") {
    World world;
    const Error error = input_error("X0001", "broken");
    CHECK(render(world.context, error).find('\x1b') == std::string::npos);
    world.context.err_terminal.color = true;
    CHECK(render(world.context, error).find("\x1b[1;31merror[X0001]\x1b[0m") == 0);
}

}  // namespace isonomia::cli
