// verify on the command line: what its exit code and its last line say.
#include "tests/cli/case_support.hpp"

namespace isonomia::cli {

Command disclose_command();
Command report_command();
Command status_command();
Command verify_command();

using tests::make_case;
using tests::Party;
using tests::put;

namespace {

struct Office {
    Office() { make_case(police); }

    // The exit code of these words, and whether they say this.
    ExitCode verify(std::vector<std::string> words) { return police.run(verify_command(), words); }
    [[nodiscard]] bool says(const std::string& text) const {
        return police.said().find(text) != std::string::npos;
    }

    isonomia::tests::ScratchFolder scratch;
    Party police{scratch.path() / "police"};
};

}  // namespace

TEST_CASE("verify: a bundle that lost its signature or manifest is broken, not another folder") {
    Office office;
    REQUIRE(office.police.run(disclose_command(),
                              {"case", "--to", "lab", "--all", "-o", "bundle"}) == ExitCode::done);
    const fs::path bundle = office.police.folder / "bundle";
    const char* part = GENERATE("manifest.note", "manifest.json");
    fs::rename(bundle / part, office.police.folder / "kept");
    CHECK(office.verify({"bundle"}) == ExitCode::integrity);
    CHECK(office.says(fmt::format("'{}' is missing", part)));
    CHECK(office.says("The bundle is broken"));
    fs::rename(office.police.folder / "kept", bundle / part);
    CHECK(office.verify({"bundle"}) == ExitCode::done);
}

TEST_CASE("verify: what somebody put into the case folder is seen, and is no damage") {
    Office office;
    REQUIRE(office.verify({"case"}) == ExitCode::done);
    const fs::path folder = office.police.folder / "case";
    put(folder / "reports" / "final\x1B[2Jreport.html", "planted");
    CHECK(office.verify({"case"}) == ExitCode::adverse);
    CHECK(office.says("  unrecorded   Nothing lies in the case folder that no entry records"));
    CHECK(office.says("1 thing: 'reports/final\\x1b[2Jreport.html'"));
    CHECK(office.says("The record is whole, but not all that lies in its folder is of it"));
    CHECK_FALSE(office.says("\x1B"));
    CHECK(office.verify({"case", "--json"}) == ExitCode::adverse);
    const Json report = parse_json(office.police.world.out.str()).value();
    CHECK(*report.find("whole")->boolean());
    CHECK_FALSE(*report.find("broken")->boolean());
    CHECK(report.find("unrecorded")->string()->starts_with("1 thing: "));

    CHECK(office.police.run(status_command(), {"case"}) == ExitCode::adverse);
    CHECK(office.says("record        whole\nunrecorded    1 thing: 'reports/"));
    CHECK(office.police.run(status_command(), {"case", "--json"}) == ExitCode::adverse);
    CHECK(office.says("\"unrecorded\": \"1 thing: "));

    put(folder / "exhibits" / "planted", "x");  // where it could pass for an exhibit
    CHECK(office.verify({"case"}) == ExitCode::integrity);
    CHECK(office.says("The record is broken"));
    fs::remove_all(folder / "reports");
    fs::remove(folder / "exhibits" / "planted");
    CHECK(office.verify({"case"}) == ExitCode::done);
}

}  // namespace isonomia::cli
