#include "cli/dispatch.hpp"

#include "tests/catch.hpp"
#include "tests/cli/cli_support.hpp"

namespace isonomia::cli {

using tests::World;

namespace {

std::vector<Command> toys() {
    return {{.name = "fail",
             .summary = "fails",
             .run = [](Context&, const Arguments&) -> Result<ExitCode> {
                 return fail(integrity_error("P0001", "broken"));
             }},
            {.name = "say",
             .summary = "says",
             .positionals = {{.name = "WORD", .help = "a word", .required = false}},
             .run = [](Context& context, const Arguments& arguments) -> Result<ExitCode> {
                 context.out << arguments.positional("WORD").value_or("nothing")
                             << (context.quiet ? " quietly" : "") << (context.json ? " json" : "")
                             << (context.out_terminal.color ? " in colour" : "");
                 return ExitCode::adverse;
             }}};
}

struct Ran {
    ExitCode code;
    std::string out;
    std::string err;
};

Ran run(const std::vector<std::string>& words) {
    World world;
    const ExitCode code = dispatch(world.context, toys(), words);
    return {code, world.out.str(), world.err.str()};
}

}  // namespace

TEST_CASE("hostile command lines") {
    for (const std::vector<std::string>& words : {std::vector<std::string>{},
                                                  {""},
                                                  {"\x1b[31m"},
                                                  {"a\nb"},
                                                  {std::string(1 << 20, 'x')},
                                                  {"--"},
                                                  {"--", "say"},
                                                  {"-"},
                                                  {"--color"},
                                                  {"--color", "say"},
                                                  {"--json"},
                                                  {"-q"}}) {
        const Ran ran = run(words);
        CHECK(ran.code == ExitCode::usage);
        CHECK(ran.out == "");
        CHECK(ran.err.size() < 500);
        CHECK(ran.err.find('\x1b') == std::string::npos);
    }
}

TEST_CASE("an unknown command is named and a near one offered") {
    const Ran ran = run({"sya"});
    CHECK(ran.code == ExitCode::usage);
    CHECK(ran.err ==
          "error[U0001]: there is no command 'sya'\n"
          "hint: 'isonomia --help' lists the commands (did you mean 'say'?)\n");
    CHECK(run({"sa"}).code == ExitCode::usage);  // no abbreviation
    CHECK(run({"smith.xml"}).err.find("'isonomia run smith.xml'?") != std::string::npos);
}

TEST_CASE("the exit code is the command's, or that of its error") {
    CHECK(run({"say"}).code == ExitCode::adverse);
    CHECK(run({"fail"}).code == ExitCode::integrity);
    CHECK(run({"fail"}).err == "error[P0001]: broken\n");
}

TEST_CASE("common options work before and after the command") {
    CHECK(run({"say", "hello", "-q"}).out == "hello quietly");
    CHECK(run({"-q", "say", "hello"}).out == "hello quietly");
    CHECK(run({"--json", "say"}).out == "nothing json");
    CHECK(run({"--color", "always", "say"}).out == "nothing in colour");
    CHECK(run({"say", "--color=always"}).out == "nothing in colour");
    CHECK(run({"say", "--", "--json"}).out == "--json");
}

TEST_CASE("usage errors are JSON where JSON was asked for") {
    CHECK(run({"nope", "--json"}).err.find("\"code\": \"U0001\"") != std::string::npos);
    CHECK(run({"say", "--bad", "--json"}).err.find("\"code\": \"U0002\"") != std::string::npos);
    CHECK(run({"say", "--bad", "--", "--json"}).err.starts_with("error[U0002]"));
}

TEST_CASE("help and version") {
    CHECK(run({"--help"}).out.find("Commands:\n  fail  fails\n  say   says\n") !=
          std::string::npos);
    CHECK(run({"-h"}).code == ExitCode::done);
    CHECK(run({"say", "--help"}).out.find("isonomia say [OPTION]... [WORD]") != std::string::npos);
    CHECK(run({"say", "-h", "a", "b", "c"}).code == ExitCode::done);
    CHECK(run({"--version"}).out.starts_with("isonomia "));
}

}  // namespace isonomia::cli
