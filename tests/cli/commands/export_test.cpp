// Exports on the command line.
#include "core/json.hpp"
#include "tests/cli/case_support.hpp"

namespace isonomia::cli {

using tests::make_case;
using tests::Party;

Command export_command();

TEST_CASE("export: what can't be written is refused, and nothing is overwritten") {
    const isonomia::tests::ScratchFolder scratch;
    Party police(scratch.path() / "police");
    make_case(police);
    const auto with = [&](std::vector<std::string> words) {
        words.emplace_back("case");
        return police.run(export_command(), words);
    };
    CHECK(with({"--format", "tiles"}) == ExitCode::usage);
    CHECK(police.said().find("P1005") != std::string::npos);
    CHECK(with({"-o", "case/prov.json"}) == ExitCode::usage);
    CHECK(with({"--format", "tiles", "-o", "log"}) == ExitCode::done);
    CHECK(with({"--format", "tiles", "-o", "log"}) == ExitCode::failed);
    CHECK(police.said().find("P1002") != std::string::npos);
    CHECK(with({"--format", "case", "-o", "record.jsonld"}) == ExitCode::done);
    CHECK(with({"--format", "case", "-o", "record.jsonld"}) == ExitCode::failed);
}

TEST_CASE("export: files hold what they say") {
    const isonomia::tests::ScratchFolder scratch;
    Party police(scratch.path() / "police");
    make_case(police);
    REQUIRE(police.run(export_command(), {"-o", "prov.json", "case"}) == ExitCode::done);
    DiskFiles files;
    const auto text = files.read(scratch.path() / "police/prov.json", 1 << 24);
    REQUIRE(text);
    const auto document = parse_json(*text);
    REQUIRE(document);
    CHECK(document->find("entity") != nullptr);
}

}  // namespace isonomia::cli
