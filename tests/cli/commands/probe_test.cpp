// Probes from the command line: what is missing, a program that lies, and one on record.
#include <filesystem>

#include "core/json.hpp"
#include "tests/cli/case_support.hpp"

namespace isonomia::cli {

using tests::Party;
using tests::put;

Command probe_command();

namespace {

constexpr const char* plan = R"(<probe xmlns="urn:isonomia:probe:1" id="band" title="Is it stable?">
  <claim output="score" at-least="5">The band begins at 5.</claim>
  <neighbourhood><vary input="age" from="-2" to="2" step="1">Whole years.</vary></neighbourhood>
  <search method="grid" tries="100"/>
</probe>)";

constexpr const char* program = R"(#!/bin/sh
while read -r line; do
    age=${line##*\"age\":}; age=${age%%[,\}]*}
    echo "{\"score\":$((age < 30 ? 6 : 4))}"
done)";

void put_program(const fs::path& path, const std::string& text) {
    put(path, text);
    fs::permissions(path, fs::perms::owner_all);
}

}  // namespace

TEST_CASE("probe: what is missing or contradicts itself is a matter of usage") {
    const isonomia::tests::ScratchFolder scratch;
    Party expert(scratch.path() / "expert");
    put(expert.folder / "plan.xml", plan);
    put(expert.folder / "person.json", R"({"age":29})");
    CHECK(expert.run(probe_command(), {"plan.xml"}) == ExitCode::usage);
    CHECK(expert.run(probe_command(), {"plan.xml", "--input", "person.json"}) == ExitCode::usage);
    CHECK(expert.run(probe_command(), {"plan.xml", "--input", "person.json", "--oracle", "none"}) ==
          ExitCode::failed);
    CHECK(expert.said().find("E0801") != std::string::npos);
}

TEST_CASE("probe: a program that answers nothing leaves its record") {
    const isonomia::tests::ScratchFolder scratch;
    Party expert(scratch.path() / "expert");
    put(expert.folder / "plan.xml", plan);
    put(expert.folder / "person.json", R"({"age":29})");
    put_program(expert.folder / "program", "#!/bin/sh\nexit 1\n");
    CHECK(expert.run(probe_command(), {"plan.xml", "--input", "person.json", "--oracle", "program",
                                       "--record", "asked.jsonl"}) == ExitCode::failed);
    CHECK(expert.said().find("E0814") != std::string::npos);
    CHECK(fs::file_size(expert.folder / "asked.jsonl") > 0);
}

TEST_CASE("probe: a counterexample, smallest first; a record is never overwritten") {
    const isonomia::tests::ScratchFolder scratch;
    Party expert(scratch.path() / "expert");
    put(expert.folder / "plan.xml", plan);
    put(expert.folder / "person.json", R"({"age":29})");
    put_program(expert.folder / "program", program);
    const std::vector<std::string> words{"plan.xml", "--input", "person.json", "--oracle",
                                         "program"};
    CHECK(expert.run(probe_command(), words) == ExitCode::adverse);
    INFO(expert.said());
    CHECK(expert.said().find("'age' 29 to 30") != std::string::npos);
    CHECK(expert.said().find("of the neighbourhood was tried") != std::string::npos);
    CHECK(fs::exists(expert.folder / "band.queries.jsonl"));
    CHECK(expert.run(probe_command(), words) == ExitCode::failed);  // the record is there already
    put(expert.folder / "person.json", R"({"age":20})");
    CHECK(expert.run(probe_command(), {"plan.xml", "--input", "person.json", "--oracle", "program",
                                       "--record", "second.jsonl", "--json"}) == ExitCode::done);
    CHECK(parse_json(expert.world.out.str()));
}

}  // namespace isonomia::cli
