// Reviews on the command line.
#include "cli/command.hpp"
#include "core/json.hpp"
#include "tests/catch.hpp"
#include "tests/cli/cli_support.hpp"
#include "tests/shared_data.hpp"

#include "cli/arguments.hpp"

namespace isonomia::cli {

Command review_command();

namespace {

class Desk {
public:
    Desk() : world_(scratch_.path()) {
        world_.context.executable = isonomia::tests::program("isonomia");
        world_.variables["HOME"] = scratch_.path().string();
        write("src/a.cpp", "int score(int age) {\n    return age < 25 ? 3 : 0;\n}\n");
        write("src/compile_commands.json",
              R"([{"command": "c++ -std=c++20 -c a.cpp", "file": "a.cpp"}])");
    }
    void write(const std::string& name, std::string_view text) {
        REQUIRE(world_.files.make_folder((scratch_.path() / name).parent_path()).has_value());
        REQUIRE(world_.files.write(scratch_.path() / name, text).has_value());
    }
    std::string read(const std::string& name) {
        return world_.files.read(scratch_.path() / name, 1U << 24U).value_or("");
    }
    // The code of the error, or the exit code as text.
    std::string run(std::vector<std::string> words, bool json = false) {
        world_.out.str("");
        world_.context.json = json;
        const Command command = review_command();
        const auto arguments = parse_arguments(command, words);
        if (!arguments) return arguments.error().code;
        const auto done = command.run(world_.context, *arguments);
        return done ? std::to_string(static_cast<int>(*done)) : done.error().code;
    }
    std::string review(std::vector<std::string> more, bool json = false) {
        more.insert(more.begin(), {"-p", "src", "src", "--entry", "score"});
        return run(more, json);
    }
    [[nodiscard]] std::string out() const { return world_.out.str(); }
    [[nodiscard]] const fs::path& path() const { return scratch_.path(); }

private:
    isonomia::tests::ScratchFolder scratch_;
    tests::World world_;
};

std::string some_id(const std::string& json) {
    const auto parsed = parse_json(json);
    REQUIRE(parsed.has_value());
    const Json* findings = parsed->find("review")->find("findings");
    REQUIRE(findings != nullptr);
    return *findings->array()->front().find("id")->string();
}

}  // namespace

TEST_CASE("review: what cannot be asked is refused") {
    Desk desk;
    CHECK(desk.run({"src"}) == "U0007");
    CHECK(desk.run({"-p", "src"}) == "U0007");
    CHECK(desk.run({"-p", "src", "gone", "--entry", "score"}) == "C0105");
    CHECK(desk.run({"-p", "gone", "src", "--entry", "score"}) == "C0101");
    CHECK(desk.run({"-p", "src", "src"}) == "C0302");
    CHECK(desk.run({"-p", "src", "src", "--entry", "scoer"}) == "C0301");
    CHECK(desk.review({"--why", "a.cpp"}) == "U0006");
    CHECK(desk.review({"-j", "0"}) == "U0006");
    for (const char* top : {"abc", "-5", "1e3", "100001"})
        CHECK(desk.review({"--top", top}) == "U0006");
    CHECK(desk.review({"--attribute", " \t"}) == "U0006");
    CHECK(desk.review({"--reviewer", "A"}) == "U0002");
    CHECK(desk.review({"--reason", "because"}) == "U0002");
    CHECK(desk.review({"--time-limit", "x"}) == "U0006");
    CHECK(desk.review({"--excerpts", "some"}) == "U0006");
    CHECK(desk.review({"--suppress", "x"}) == "U0007");
    CHECK(desk.review({"--suppress", "x", "--trail", "t", "--reviewer", "R"}) == "U0007");
    CHECK(desk.review({"--suppress", "x", "--trail", "t", "--reviewer", "R", "--reason", "y"}) ==
          "C0402");
    CHECK_FALSE(fs::exists(desk.path() / "t"));
    desk.write("earlier.json", "{}");
    CHECK(desk.review({"--against", "earlier.json"}) == "C0403");
    desk.write("bad.jsonl", "nonsense\n");
    CHECK(desk.review({"--trail", "bad.jsonl"}) == "C0401");
}

TEST_CASE("review: what was read stands first, and nothing is said to be without effect") {
    Desk desk;
    CHECK(desk.review({}) != "1");
    CHECK(desk.out().find("What was read") == 0);
    CHECK(desk.out().find("1 of 1 source units without error (100%)") != std::string::npos);
    CHECK(desk.out().find("25") != std::string::npos);
    CHECK(desk.out().find("cannot affect") == std::string::npos);
    CHECK(desk.run({"-p", "src", "src", "--entry", "list"}) == "0");
    CHECK(desk.out().find("score(int)") != std::string::npos);
    CHECK(desk.review({"--why", "a.cpp:2"}) != "1");
    CHECK(desk.out().find("From a.cpp:2") != std::string::npos);
}

TEST_CASE("review: a line goes by any name of its file, and an unknown file is no answer") {
    Desk desk;
    for (const std::string name : {"a.cpp", "./a.cpp", "src/a.cpp", "src/../src/a.cpp"}) {
        INFO(name);
        desk.review({"--why", name + ":2"});
        CHECK(desk.out().find("lead from there") != std::string::npos);
    }
    desk.review({"--why", (desk.path() / "src/a.cpp").string() + ":2"});
    CHECK(desk.out().find("lead from there") != std::string::npos);
    CHECK(desk.review({"--why", "b.cpp:2"}) == "2");
    CHECK(desk.out().find("No file 'b.cpp' is in what was read") != std::string::npos);
    CHECK(desk.review({"--from", "nosuch"}) == "2");
}

TEST_CASE("review: a call that was not read is not passed over") {
    Desk desk;
    desk.write("src/a.cpp", "double adj(double);\ndouble score(double x) { return adj(x); }\n");
    desk.write("src/b.cpp", "double adj(double x) { return x * 0.5; }\n");
    CHECK(desk.review({}) == "2");
    CHECK(desk.out().find("1 of 1 calls not resolved") != std::string::npos);
}

TEST_CASE("review: judgements are kept, and a new version is compared") {
    Desk desk;
    (void)desk.review({}, true);
    const std::string before = desk.out();
    const std::string id = some_id(before);
    desk.write("before.json", before);
    const std::vector<std::string> judge{"--trail",    "t.jsonl",   "--suppress", id,
                                         "--reviewer", "R. Reader", "--reason",   "age is lawful"};
    (void)desk.review(judge, true);
    CHECK(desk.out().find("age is lawful") != std::string::npos);
    CHECK(desk.read("t.jsonl").find(id) != std::string::npos);
    (void)desk.review({"--trail", "t.jsonl", "--sarif", "r.sarif", "--html", "r.html"}, true);
    CHECK(desk.out().find("suppressed") != std::string::npos);
    CHECK(desk.read("r.sarif").find("\"justification\": \"age is lawful\"") != std::string::npos);
    CHECK(desk.read("r.html").find("age is lawful") != std::string::npos);
    CHECK(desk.read("r.html").find("return age &lt; 25") != std::string::npos);
    desk.write("src/a.cpp", "int score(int age) {\n    return age < 30 ? 3 : 0;\n}\n");
    (void)desk.review({"--against", "before.json"});
    CHECK(desk.out().find("25 -> 30") != std::string::npos);
}

TEST_CASE("review: under a protective order no line is shown, and nothing is kept") {
    Desk desk;
    (void)desk.review(
        {"--excerpts", "none", "--no-cache", "--html", "r.html", "--sarif", "r.sarif"}, true);
    CHECK(desk.out().find("return age") == std::string::npos);
    CHECK(desk.read("r.html").find("return age") == std::string::npos);
    CHECK(desk.read("r.sarif").find("return age") == std::string::npos);
    CHECK_FALSE(fs::exists(desk.path() / ".cache"));
    (void)desk.review({});
    CHECK(fs::exists(desk.path() / ".cache/isonomia/review"));
    CHECK(desk.run({"--wipe-cache"}) == "0");
    CHECK(desk.out().find("wiped      1 files") == 0);
    CHECK(fs::is_empty(desk.path() / ".cache/isonomia/review"));
    (void)desk.review({"--excerpts", "full", "--html", "r.html"});
    CHECK(desk.read("r.html").find("int score(int age)") != std::string::npos);
}

}  // namespace isonomia::cli
