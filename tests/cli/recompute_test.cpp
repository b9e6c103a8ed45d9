// The other side recomputes served figures with scripts that share nothing with this program.
#include "core/subprocess.hpp"
#include "provenance/bundle.hpp"
#include "tests/cli/case_support.hpp"

namespace isonomia::cli {

using tests::Party;
using tests::put;

Command disclose_command();
Command run_command();
Command verify_command();

namespace {

// Labels that file formats trip over, missing labels, a group of one, a group without positives.
constexpr const char* rows =
    "sex,town,arrested,flagged\n"
    "male,\"A, \"\"B\"\"\",yes,yes\n"
    "male,\"A, \"\"B\"\"\",no,yes\n"
    "male,C & D = E%,yes,no\n"
    "male,C & D = E%,no,no\n"
    "female,\"A, \"\"B\"\"\",yes,yes\n"
    "female,=1+1,no,no\n"
    "female,C & D = E%,no,yes\n"
    "female,Zürich,no,no\n"
    "?,Zürich,yes,no\n"
    ",C & D = E%,no,yes\n"
    "female,C & D = E%,?,yes\n"
    "female,C & D = E%,no,\n";

constexpr const char* matter = R"(<?xml version="1.0" encoding="UTF-8"?>
<matter xmlns="urn:isonomia:matter:1" id="small" language="en" jurisdiction="GB-EAW"
        prepared-by="expert" used-on="2025-03-10" synthetic="true">
  <title>A small matter</title>
  <question>Who was flagged wrongly, and how often?</question>
  <synthetic-note>Everything is invented.</synthetic-note>
  <packs><pack id="un-unodc"/></packs>
  <parties>
    <party id="expert" role="expert" kind="person" name="An expert"/>
    <party id="vendor" role="vendor" name="A vendor"/>
  </parties>
  <systems><system id="flag" kind="risk-score" name="Flag" vendor="vendor"/></systems>
  <exhibits>
    <exhibit id="E1" file="rows.csv" title="Validation data" received-on="2025-06-02"
             received-from="vendor"/>
  </exhibits>
  <datasets>
    <dataset id="validation" form="rows" exhibit="E1" system="flag" title="Validation"
             intersections="true">
      <column name="arrested" role="outcome"><positive>yes</positive><missing>?</missing></column>
      <column name="flagged" role="prediction"><positive>yes</positive></column>
      <column name="sex" role="group" reference="male"><missing>?</missing></column>
      <column name="town" role="group" reference="A, &quot;B&quot;"/>
    </dataset>
  </datasets>
</matter>
)";

void serve(Party& party) {
    put(party.folder / "matter.xml", matter);
    put(party.folder / "rows.csv", rows);
    party.run(run_command(), {(party.folder / "matter.xml").string()});
    INFO(party.said());
    REQUIRE(party.run(disclose_command(), {"--to", "vendor", "--all", "-o", "bundle", "case"}) ==
            ExitCode::done);
}

ProcessResult script(const Party& party, const std::string& program, const std::string& name,
                     const std::vector<std::string>& more = {}) {
    const fs::path bundle = party.folder / "bundle";
    std::vector<std::string> words{program};
    if (program.ends_with("Rscript")) words.emplace_back("--vanilla");
    words.push_back((bundle / "recompute" / name).string());
    words.push_back(bundle.string());
    words.insert(words.end(), more.begin(), more.end());
    const auto done = run_process(words, "");
    REQUIRE(done);
    return *done;
}

bool there(const char* program) {
    if (fs::exists(program)) return true;
    WARN("not run: " << program << " is not installed");
    return false;
}

constexpr const char* python = "/usr/bin/python3";
constexpr const char* r = "/usr/bin/Rscript";

}  // namespace

TEST_CASE("served figures are recomputed by Python, which also checks the record") {
    if (!there(python)) return;
    const isonomia::tests::ScratchFolder scratch;
    Party party(scratch.path() / "party");
    serve(party);
    const fs::path bundle = party.folder / "bundle";
    const auto as_served = script(party, python, "recompute.py");
    INFO(as_served.out << as_served.err);
    CHECK(as_served.exit_code == 0);
    CHECK(as_served.out.find(" 0 differ") != std::string::npos);
    CHECK(as_served.out.find("figures    0 ") == std::string::npos);
    CHECK(as_served.out.find("not recomputed") == std::string::npos);
    DiskFiles files;
    const auto manifest =
        provenance::read_manifest(*files.read(bundle / "manifest.json", 1U << 26U));
    REQUIRE(manifest);
    CHECK(script(party, python, "recompute.py", {"--key", manifest->served_by}).exit_code == 0);
    const auto stranger = script(party, python, "recompute.py", {"--key", "x+00000000+AA=="});
    CHECK(stranger.exit_code == 3);

    SECTION("an exhibit that was changed") {
        const fs::path exhibit = bundle / "exhibits" / manifest->exhibits.at(0).sha256;
        put(exhibit, *files.read(exhibit, 1U << 20U) + "male,Zürich,no,yes\n");
        const auto changed = script(party, python, "recompute.py");
        CHECK(changed.exit_code == 3);
        CHECK(changed.out.find("was changed") != std::string::npos);
    }
    SECTION("a figure that was changed in the manifest") {
        std::string text = *files.read(bundle / "manifest.json", 1U << 26U);
        const auto at = text.find("\\\"value\\\",0.");
        REQUIRE(at != std::string::npos);
        text[at + 12] = text[at + 12] == '1' ? '2' : '1';
        put(bundle / "manifest.json", text);
        CHECK(script(party, python, "recompute.py").exit_code == 3);
    }
    SECTION("a folder that is no bundle") {
        put(bundle / "manifest.json", "[]");
        const auto none = script(party, python, "recompute.py");
        CHECK(none.exit_code == 3);
        CHECK(none.err.find("Traceback") == std::string::npos);
    }
}

TEST_CASE("a signed record whose figures do not follow from its rows is found out") {
    if (!there(python)) return;
    const isonomia::tests::ScratchFolder scratch;
    Party party(scratch.path() / "party");
    serve(party);
    // The figure is wrong from the beginning: everything about the record holds.
    Measurement wrong;
    wrong.id = "validation/selection_rate/again";
    wrong.metric = "selection_rate";
    wrong.dataset = "validation";
    wrong.numerator = 4;
    wrong.denominator = 10;
    wrong.value = 0.4;
    wrong.interval = Interval{0.1, 0.7, 0.95, "wilson"};
    {
        auto ledger = party.ledger();
        REQUIRE(ledger);
        Journal journal({});
        journal.state("measurement", wrong);
        REQUIRE(ledger->append(journal.take_drafts()));
    }
    fs::remove_all(party.folder / "bundle");
    REQUIRE(party.run(disclose_command(), {"--to", "vendor", "--all", "-o", "bundle", "case"}) ==
            ExitCode::done);
    CHECK(party.run(verify_command(), {"bundle"}) == ExitCode::done);
    const auto found = script(party, python, "recompute.py");
    INFO(found.out << found.err);
    CHECK(found.exit_code == 3);
    CHECK(found.out.find("DIFFERS    validation/selection_rate/again: numerator") !=
          std::string::npos);
    CHECK(found.out.find("wilson low") != std::string::npos);
    if (!there(r)) return;
    const auto in_r = script(party, r, "recompute.R");
    INFO(in_r.out << in_r.err);
    CHECK(in_r.exit_code == 3);
    CHECK(in_r.out.find("DIFFERS    validation/selection_rate/again: numerator") !=
          std::string::npos);
}

TEST_CASE("served figures are recomputed by R alone") {
    if (!there(r)) return;
    const isonomia::tests::ScratchFolder scratch;
    Party party(scratch.path() / "party");
    serve(party);
    const auto done = script(party, r, "recompute.R");
    INFO(done.out << done.err);
    CHECK(done.exit_code == 0);
    CHECK(done.out.find(" 0 differ") != std::string::npos);
    CHECK(done.out.find("figures    0 ") == std::string::npos);
}

}  // namespace isonomia::cli
