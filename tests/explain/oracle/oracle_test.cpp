// Programs under examination that hang, crash, lie and flood; then one that answers.
#include "explain/oracle/oracle.hpp"

#include <filesystem>
#include <fstream>
#include <thread>

#include "explain/oracle/model_respondent.hpp"
#include "explain/oracle/sandbox.hpp"
#include "explain/oracle/variation.hpp"
#include "tests/catch.hpp"
#include "tests/explain/random_model.hpp"
#include "tests/shared_data.hpp"

using namespace isonomia;
using namespace isonomia::explain;
using namespace std::chrono_literals;

namespace {

// A program of a few lines of shell, and everything that is recorded about it.
struct Program {
    tests::ScratchFolder scratch;
    std::vector<Json::Object> lines;
    OracleLimits limits;

    explicit Program(const std::string& body) {
        std::ofstream(path()) << "#!/bin/sh\n" << body << '\n';
        fs::permissions(path(), fs::perms::owner_all);
        limits.answer = 500ms;
        limits.batch = 4;
        limits.restarts_max = 4;
        limits.process.output_bytes = 1U << 16U;
    }
    [[nodiscard]] fs::path path() const { return scratch.path() / "program"; }
    Oracle oracle() {
        return {"program", [this] { return Dialogue::start({path().string()}, limits.process); },
                limits,
                [this](const Json::Object& line) -> Status {
                    lines.push_back(line);
                    return {};
                }};
    }
};

std::vector<Json> numbered(int n) {
    std::vector<Json> queries;
    for (int i = 0; i < n; ++i)
        queries.emplace_back(Json::Object{{"x", i}});
    return queries;
}

// Answers with the value of x.
constexpr const char* echo = R"(while read -r line; do
    x=${line##*\"x\":}; echo "{\"score\":${x%%\}*}}"
done)";

}  // namespace

TEST_CASE("oracle: a program that prints nothing and ends") {
    Program program("exit 3");
    auto oracle = program.oracle();
    const auto answers = oracle.ask(numbered(2));
    CHECK_FALSE(answers[0].value);
    CHECK(answers[0].problem.find("exit code 3") != std::string::npos);
    CHECK(oracle.unanswered() == 2);
}

TEST_CASE("oracle: a program that cannot be started") {
    Program program("exit 0");
    fs::permissions(program.path(), fs::perms::owner_read);
    fs::remove(program.path());
    auto oracle = program.oracle();
    CHECK_FALSE(oracle.ask(numbered(1))[0].value);
    CHECK_FALSE(oracle.given_up().empty());
}

TEST_CASE("oracle: a program that hangs is stopped, and started anew at most so often") {
    Program program("while read -r line; do sleep 60; done");
    program.limits.answer = 50ms;
    auto oracle = program.oracle();
    const auto begun = std::chrono::steady_clock::now();
    const auto answers = oracle.ask(numbered(9));
    CHECK(std::chrono::steady_clock::now() - begun < 5s);
    for (const Answer& answer : answers)
        CHECK_FALSE(answer.value);
    CHECK(answers[0].problem == "no answer within 50 ms");
    CHECK(oracle.restarts() == 4);
    CHECK(oracle.given_up().find("after 4 restarts") != std::string::npos);
    CHECK(oracle.unanswered() == 9);
}

TEST_CASE("oracle: one query that kills the program costs only itself") {
    Program program(R"(while read -r line; do
    case $line in *'"x":2}'*) echo doomed >&2; kill -9 $$;; esac
    x=${line##*\"x\":}; echo "{\"score\":${x%%\}*}}"
done)");
    auto oracle = program.oracle();
    const auto answers = oracle.ask(numbered(6));
    for (std::size_t i = 0; i < 6; ++i) {
        INFO(i << ' ' << answers[i].problem);
        CHECK(answers[i].value.has_value() == (i != 2));
    }
    CHECK(answers[2].problem.find("signal 9") != std::string::npos);
    CHECK(answers[2].problem.find("doomed") != std::string::npos);
    CHECK(oracle.unanswered() == 1);
    CHECK(oracle.given_up().empty());
}

TEST_CASE("oracle: lines that are no answers") {
    for (const char* line : {"hello", "", "[1]", "null", "{\"score\":", "{\"error\":\"no face\"}",
                             "{\"id\":99,\"score\":1}", "\\377\\376"}) {
        INFO(line);
        Program program(std::string("while read -r l; do printf '") + line + "\\n'; done");
        auto oracle = program.oracle();
        const auto answers = oracle.ask(numbered(1));
        CHECK_FALSE(answers[0].value);
        CHECK_FALSE(answers[0].problem.empty());
    }
}

TEST_CASE("oracle: floods of output, of errors, and lines that nobody asked for") {
    Program flood("while read -r line; do while :; do printf 'aaaaaaaaaaaaaaaa'; done; done");
    CHECK(flood.oracle().ask(numbered(1))[0].problem.find("more than 65536 bytes") !=
          std::string::npos);
    Program two("while read -r line; do echo 1; echo 2; done");
    auto talkative = two.oracle();
    static_cast<void>(talkative.ask(numbered(4)));
    std::this_thread::sleep_for(500ms);  // its further lines have come by then
    static_cast<void>(talkative.ask(numbered(5)));
    CHECK(talkative.restarts() > 0);
    Program banner("echo welcome; while read -r line; do echo 1; done");
    CHECK_FALSE(banner.oracle().ask(numbered(1))[0].value);
    Program noisy(std::string("yes complaint 2>/dev/null | head -c 1000000 >&2\n") + echo);
    CHECK(noisy.oracle().ask(numbered(1))[0].value);
}

TEST_CASE("oracle: one line too many gives no query the answer of its neighbour") {
    // Without ids, a line more before or after the second answer. Both lines are written at once:
    // a machine under load may hold up a line of its own for longer than any silence.
    for (const char* both :
         {R"({"score":-1}\n{"score":%s}\n)", R"({"score":%s}\n{"score":-1}\n)"}) {
        INFO(both);
        Program program(std::string(R"(n=0; while read -r line; do
                n=$((n+1)); x=${line##*\"x\":}; x=${x%%\}*}
                if [ $n = 2 ]; then printf ')") +
                        both + R"(' "$x"; else echo "{\"score\":$x}"; fi; done)");
        program.limits.batch = 3;
        program.limits.restarts_max = 30;
        program.limits.silence = 700ms;
        auto oracle = program.oracle();
        const auto answers = oracle.ask(numbered(3));
        CHECK(oracle.restarts() > 0);
        for (std::size_t i = 0; i < answers.size(); ++i) {
            INFO(i << ' ' << answers[i].problem);
            REQUIRE(answers[i].value);
            CHECK(*answers[i].value->find("score") == Json(static_cast<int>(i)));
        }
        CHECK(std::any_of(program.lines.begin(), program.lines.end(),
                          [](const Json::Object& line) { return line.contains("fault"); }));
    }
}

TEST_CASE("oracle: a line that comes later puts what was answered in doubt") {
    Program program(R"(n=0; while read -r line; do n=$((n+1)); echo "{\"score\":$n}"
        if [ $n = 4 ]; then sleep 0.1; echo late; fi; done)");
    auto oracle = program.oracle();
    for (const Json& query : numbered(4))
        static_cast<void>(oracle.ask(std::vector<Json>{query}));
    CHECK(oracle.unanswered() == 0);
    CHECK(oracle.faults().empty());
    std::this_thread::sleep_for(400ms);
    static_cast<void>(oracle.ask(std::vector<Json>{Json::Object{{"x", 99}}}));
    CHECK(oracle.unanswered() == 4);
    CHECK(oracle.faults().find("1 fault, the last: lines that nobody") == 0);
}

TEST_CASE("oracle: a record that cannot be kept stops the asking") {
    Program program(echo);
    Oracle oracle(
        "program",
        [&] { return Dialogue::start({program.path().string()}, program.limits.process); },
        program.limits,
        [](const Json::Object&) -> Status {
            return fail(system_error("F0002", "the disk is full"));
        });
    CHECK_FALSE(oracle.ask(numbered(1))[0].value);
    CHECK(oracle.given_up().find("the disk is full") != std::string::npos);
}

TEST_CASE("oracle: answers in order, each query once, all on record") {
    Program program(echo);
    auto oracle = program.oracle();
    auto queries = numbered(10);
    queries.push_back(queries[3]);
    const auto answers = oracle.ask(queries);
    for (std::size_t i = 0; i < 10; ++i)
        CHECK(*answers[i].value->find("score") == Json(static_cast<int>(i)));
    CHECK(*answers[10].value == *answers[3].value);
    CHECK(oracle.asked() == 10);
    REQUIRE(program.lines.size() == 11);  // one start
    CHECK(program.lines[0].contains("start"));
    CHECK(program.lines[4].at("inputs") == queries[3]);
    CHECK(program.lines[4].at("answer") == *answers[3].value);
    static_cast<void>(oracle.ask(queries));
    CHECK(oracle.asked() == 10);
}

TEST_CASE("variation: a program that counts is caught, one that does not is not") {
    Program fickle("n=0; while read -r line; do n=$((n+1)); echo \"{\\\"score\\\":$n}\"; done");
    auto counting = fickle.oracle();
    const auto seen = look_for_variation(counting, numbered(3), "score");
    CHECK(seen.differing == 3);
    CHECK(seen.largest > 0);
    CHECK(seen.rounds == 5);
    Program steady(echo);
    auto same = steady.oracle();
    CHECK(look_for_variation(same, numbered(3), "score").differing == 0);
}

TEST_CASE("sandbox: what is not there; no network and no files of others where it works") {
    CHECK(sandboxed({"/nonexistent/program"}, {}).error().code == "E0801");
    Program program(R"(read -r line
if cat /etc/passwd >/dev/null 2>&1; then files=1; else files=0; fi
if grep -v lo: /proc/net/dev | grep -q ':'; then net=1; else net=0; fi
echo "{\"files\":$files,\"net\":$net}")");
    CHECK(sandboxed({program.path().string()}, {"/nonexistent/folder"}).error().code == "E0801");
    const auto sandbox = sandboxed({program.path().string()}, {});
    REQUIRE(sandbox);
    if (!sandbox->isolated) {
        WARN("not run: " + sandbox->isolation);
        return;
    }
    Oracle oracle(
        "walled", [&] { return Dialogue::start(sandbox->command, program.limits.process); },
        program.limits, [](const Json::Object&) -> Status { return {}; });
    const auto answer = oracle.ask(numbered(1))[0];
    INFO(answer.problem);
    REQUIRE(answer.value);
    CHECK(*answer.value->find("files") == Json(0));
    CHECK(*answer.value->find("net") == Json(0));
}

TEST_CASE("a model's file answers as a black box does") {
    Model model = tests::plain_model(2);
    model.weights = {{1, 2}};
    ModelRespondent respondent(model);
    const std::vector<Json> queries{Json::Object{{"f0", 1}, {"f1", "2.5"}}, Json::Object{{"f0", 1}},
                                    Json::Object{{"f0", 1}, {"f1", nullptr}}, Json(1)};
    const auto answers = respondent.ask(queries);
    CHECK(*answers[0].value->find("score") == Json(6));
    for (std::size_t i = 1; i < 4; ++i)
        CHECK_FALSE(answers[i].value);
    CHECK(respondent.unanswered() == 3);
}
