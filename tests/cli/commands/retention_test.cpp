// Retentions on the command line.
#include "tests/cli/case_support.hpp"

namespace isonomia::cli {

using tests::make_case;
using tests::Party;

TEST_CASE("retentions: dates that mean nothing are refused, what is overdue is told") {
    const isonomia::tests::ScratchFolder scratch;
    Party police(scratch.path() / "police");
    make_case(police);
    const auto set = [&](const std::vector<std::string>& more) {
        std::vector<std::string> words{"set", "case", "--category", "images", "--ground", "s 12"};
        words.insert(words.end(), more.begin(), more.end());
        return police.run(retention_command(), words);
    };
    CHECK(set({}) == ExitCode::usage);
    CHECK(set({"--erase-by", "soon"}) == ExitCode::failed);
    CHECK(set({"--erase-by", "2026-02-30"}) == ExitCode::failed);
    CHECK(set({"--erase-by", "2026-01-01", "--keep-until", "2026-01-02"}) == ExitCode::failed);
    CHECK(police.said().find("P1204") != std::string::npos);
    CHECK(set({"--erase-by", "2099-01-01", "--id", "retention-9"}) == ExitCode::failed);
    CHECK(police.run(retention_command(), {"list", "case"}) == ExitCode::done);
    CHECK(set({"--erase-by", "2099-01-01", "-e", "E1"}) == ExitCode::done);
    CHECK(police.run(retention_command(), {"list", "case"}) == ExitCode::done);
    CHECK(set({"--erase-by", "2020-01-01", "-e", "E1", "--id", "retention-1"}) == ExitCode::done);
    CHECK(police.run(retention_command(), {"list", "case"}) == ExitCode::adverse);
    CHECK(police.said().find("has passed: E1 still there") != std::string::npos);
    CHECK(police.run(retention_command(), {"list", "case", "--json"}) == ExitCode::adverse);
}

}  // namespace isonomia::cli
