// Holds on the command line.
#include "tests/cli/case_support.hpp"

namespace isonomia::cli {

using tests::make_case;
using tests::Party;

TEST_CASE("holds: what is refused, what is listed, how one ends") {
    const isonomia::tests::ScratchFolder scratch;
    Party police(scratch.path() / "police");
    make_case(police);
    const auto hold = [&](std::vector<std::string> words) {
        words.insert(words.begin() + 1, "case");
        return police.run(hold_command(), words);
    };
    CHECK(hold({"place"}) == ExitCode::usage);
    CHECK(hold({"place", "--title", "x", "-e", "E9"}) == ExitCode::failed);
    CHECK(hold({"place", "--title", "x", "--subject", "nobody"}) == ExitCode::failed);
    CHECK(hold({"place", "--title", "x", "--until", "soon"}) == ExitCode::usage);
    CHECK(hold({"list", "--title", "x"}) == ExitCode::usage);
    // It would go with the erasure of somebody else.
    CHECK(hold({"place", "--title", "At the wish of " + std::string(tests::person_name),
                "--subject", "accused"}) == ExitCode::failed);
    CHECK(police.said().find("P1206") != std::string::npos);
    CHECK(hold({"list"}) == ExitCode::done);
    CHECK(police.said() == "no hold was ever placed\n");
    CHECK(hold({"place", "--title", "Appeal", "--subject", "accused", "--until", "2027-01-01"}) ==
          ExitCode::done);
    CHECK(hold({"release", "--id", "hold-2", "--reason", "x"}) == ExitCode::failed);
    CHECK(police.said().find("P1203") != std::string::npos);
    CHECK(hold({"release", "--id", "hold-1"}) == ExitCode::usage);
    CHECK(hold({"release", "--id", "hold-1", "--reason", "final"}) == ExitCode::done);
    CHECK(hold({"release", "--id", "hold-1", "--reason", "final"}) == ExitCode::failed);
    CHECK(hold({"place", "--title", "Second"}) == ExitCode::done);
    hold({"list"});
    CHECK(police.said().find("hold-2  Second") != std::string::npos);
    CHECK(police.said().find("covers    the whole case") != std::string::npos);
    CHECK(police.said().find("released") != std::string::npos);
    CHECK(provenance::verify(police.folder / "case", police.files).whole());
}

}  // namespace isonomia::cli
