// Rules on a recorded case, from the command line.
#include "core/case_file.hpp"
#include "core/json.hpp"
#include "tests/cli/case_support.hpp"

namespace isonomia::cli {

using tests::make_case;
using tests::Party;

Command assess_command();

TEST_CASE("assess: what can't be evaluated is refused, and says what could be") {
    const isonomia::tests::ScratchFolder scratch;
    Party police(scratch.path() / "police");
    CHECK(police.run(assess_command(), {}) == ExitCode::failed);
    make_case(police);
    CHECK(police.run(assess_command(), {"case"}) == ExitCode::failed);
    CHECK(police.said().find("U0017") != std::string::npos);
    CHECK(police.run(assess_command(), {"--pack", "un-unocd", "case"}) == ExitCode::failed);
    CHECK(police.said().find("U0017") != std::string::npos);
    CHECK(police.run(assess_command(), {"--pack", "un-unodc", "--why", "UN-99", "case"}) ==
          ExitCode::failed);
    CHECK(police.said().find("U0018") != std::string::npos);
    tests::put(
        police.folder / "slip.xml",
        "<profile xmlns=\"urn:isonomia:profile:1\" id=\"slip\"><switch-off pack=\"un-unodc\" "
        "rule=\"UN-99\" approver=\"J\" on=\"2026-01-01\"><justification>W</justification>"
        "</switch-off></profile>");
    CHECK(police.run(assess_command(), {"--pack", "un-unodc", "--profile", "slip.xml", "case"}) ==
          ExitCode::failed);
    CHECK(police.said().find("R0008") != std::string::npos);
}

TEST_CASE("assess: a bad pack beside a good one is a located error, and nothing is evaluated") {
    const isonomia::tests::ScratchFolder scratch;
    Party police(scratch.path() / "police");
    make_case(police);
    DiskFiles files;
    const std::string sound =
        files
            .read(isonomia::tests::source_dir() / "rules/packs/equality-of-arms-core.xml",
                  1U << 24U)
            .value();
    const auto changed = [&](const std::string& from, const std::string& to) {
        const std::size_t at = sound.find(from);
        REQUIRE(at != std::string::npos);
        return sound.substr(0, at) + to + sound.substr(at + from.size());
    };
    const auto exception = [](const std::string& id, const std::string& over) {
        return "<exception id=\"" + id + "\" overrides=\"" + over +
               "\"><title xml:lang=\"en\">E</title><test needs=\"d.threshold-stated\" "
               "xp=\"f[@id='d.threshold-stated']='false'\"/></exception>";
    };
    const std::string rule = "rule id=\"EA-06\"";
    const std::string leaf = "<test needs=\"d.threshold-stated\"";
    const auto ledger = police.ledger()->size();
    for (const auto& [code, text] : std::vector<std::pair<std::string, std::string>>{
             {"X0001", sound.substr(0, sound.size() / 2)},
             {"X0002",
              changed("<pack", "<!DOCTYPE p [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]><pack")},
             {"X0005", changed("<rule ", "<rules/><rule ")},
             {"R0001", changed(rule, "rule id=\"EA-05\"")},
             {"R0005",
              changed(rule, rule + " valid-from=\"2026-02-01\" valid-until=\"2026-01-01\"")},
             {"R0003", changed("xp=\"f[@id='d.threshold-stated']='true'\"",
                               "xp=\"//*[count(//*[count(//*)&gt;0])&gt;0]\"")},
             {"R0006", changed(leaf, exception("x", "y") + exception("y", "x") + leaf)}}) {
        CAPTURE(code);
        tests::put(police.folder / "bad.xml", text);
        CHECK(police.run(assess_command(), {"--pack", "un-unodc", "--pack", "bad.xml", "case"}) ==
              ExitCode::failed);
        CHECK(police.said().find(code) != std::string::npos);
        CHECK(police.world.out.str().empty());
    }
    fs::resize_file(police.folder / "bad.xml", std::uintmax_t{1} << 30U);
    CHECK(police.run(assess_command(), {"--pack", "un-unodc", "--pack", "bad.xml", "case"}) ==
          ExitCode::failed);
    CHECK(police.said().find("F0004") != std::string::npos);
    CHECK(police.world.out.str().empty());
    CHECK(police.ledger()->size() == ledger);
    CHECK(static_cast<int>(ExitCode::failed) == 1);
}

TEST_CASE("assess: one outcome a rule, and nothing is recorded") {
    const isonomia::tests::ScratchFolder scratch;
    Party police(scratch.path() / "police");
    make_case(police);
    const auto before = police.ledger()->size();
    CHECK(police.run(assess_command(), {"--pack", "equality-of-arms-core", "--json", "case"}) ==
          ExitCode::adverse);
    const auto json = parse_json(police.world.out.str());
    REQUIRE(json);
    REQUIRE(json->find("outcomes") != nullptr);
    CHECK(json->find("outcomes")->array()->size() == 16);
    CHECK(police.ledger()->size() == before);
}

TEST_CASE("assess --why: tests, facts, authorities, and what a profile changed") {
    const isonomia::tests::ScratchFolder scratch;
    Party police(scratch.path() / "police");
    make_case(police);
    const std::vector<std::string> why{"--pack", "equality-of-arms-core", "--why", "EA-09", "case"};
    CHECK(police.run(assess_command(), why) == ExitCode::adverse);
    for (const char* part :
         {"Asked for", "Tests", "unknown:", "What would change it",
          "not met, if it were established that", "this is not so: “", "To ask for"}) {
        INFO(part);
        CHECK(police.said().find(part) != std::string::npos);
    }
    tests::put(police.folder / "court.xml",
               "<profile xmlns=\"urn:isonomia:profile:1\" id=\"court\"><switch-off "
               "pack=\"equality-of-arms-core\" rule=\"EA-09\" approver=\"Judge N.\" "
               "on=\"2026-01-01\"><justification>No hearing takes place.</justification>"
               "</switch-off></profile>");
    auto tailored = why;
    tailored.insert(tailored.begin(), {"--profile", "court.xml"});
    CHECK(police.run(assess_command(), tailored) == ExitCode::done);
    CHECK(police.said().find("No hearing takes place.") != std::string::npos);
    CHECK(police.said().find("Judge N.") != std::string::npos);
}

TEST_CASE(
    "assess --hria: what is not answered is the worst; a version for publication; over time") {
    const isonomia::tests::ScratchFolder scratch;
    Party police(scratch.path() / "police");
    make_case(police);
    CHECK(police.run(assess_command(), {"--hria", "nowhere.xml", "case"}) == ExitCode::failed);
    CHECK(police.said().find("F0001") != std::string::npos);
    const std::string head =
        "<assessment xmlns=\"urn:isonomia:assessment:1\" id=\"a\" questionnaire=\"hria\" "
        "system=\"S\" by=\"B\" on=\"2026-01-01\" phase=\"before\">";
    tests::put(police.folder / "a.xml",
               head +
                   "<answer question=\"purpose\" withheld=\"names a place\">At the harbour"
                   "</answer></assessment>");
    tests::put(police.folder / "b.xml",
               head +
                   "<right id=\"privacy\" touched=\"yes\" scale=\"low\" scope=\"low\" "
                   "reversal=\"low\" probability=\"low\"/></assessment>");
    const auto before = police.ledger()->size();
    const auto run = [&](std::vector<std::string> arguments) {
        arguments.insert(arguments.end(), {"--draft", "case"});
        return police.run(assess_command(), arguments);
    };
    CHECK(run({"--hria", "a.xml"}) == ExitCode::adverse);
    CHECK(police.said().find("At the harbour") != std::string::npos);
    CHECK(police.said().find("counts as the worst") != std::string::npos);
    CHECK(run({"--hria", "a.xml", "--public"}) == ExitCode::adverse);
    CHECK(police.said().find("At the harbour") == std::string::npos);
    CHECK(police.said().find("names a place") != std::string::npos);
    CHECK(run({"--hria", "b.xml", "--since", "a.xml"}) == ExitCode::adverse);
    CHECK(police.said().find("severe \xE2\x86\x92 low") != std::string::npos);
    CHECK(police.ledger()->size() == before);
    CHECK(police.run(assess_command(), {"--draft", "case"}) == ExitCode::usage);
}

TEST_CASE("assess --hria: it is an act on record, and the next one is compared with it") {
    const isonomia::tests::ScratchFolder scratch;
    Party police(scratch.path() / "police");
    make_case(police);
    const auto write = [&](const std::string& id, const std::string& on, const std::string& grade) {
        tests::put(police.folder / (id + on + ".xml"),
                   "<assessment xmlns=\"urn:isonomia:assessment:1\" id=\"" + id +
                       "\" questionnaire=\"hria\" system=\"S\" by=\"B\" on=\"" + on +
                       "\" phase=\"before\"><right id=\"privacy\" touched=\"yes\" scale=\"" +
                       grade + "\" scope=\"low\" reversal=\"low\" probability=\"low\"/>" +
                       "</assessment>");
        return police.run(assess_command(), {"--hria", id + on + ".xml", "case"});
    };
    const auto before = police.ledger()->size();
    CHECK(write("first", "2026-01-01", "low") == ExitCode::adverse);
    CHECK(police.ledger()->size() == before + 1);
    CHECK(write("first", "2026-01-01", "low") == ExitCode::adverse);  // nothing new
    CHECK(police.ledger()->size() == before + 1);
    // The same id for another assessment would hide the first one.
    CHECK(write("first", "2027-01-01", "high") == ExitCode::failed);
    CHECK(police.said().find("R0012") != std::string::npos);
    CHECK(police.ledger()->size() == before + 1);
    CHECK(write("second", "2027-01-01", "high") == ExitCode::adverse);
    CHECK(police.said().find("low \xE2\x86\x92 high") != std::string::npos);

    const auto file = replay(*police.ledger()->entries());
    REQUIRE(file);
    REQUIRE(file->impact_assessments.size() == 2);
    const ImpactAssessment& second = file->impact_assessments.back().object;
    CHECK(second.follows == "first");
    CHECK(second.changes.size() == 1);
    CHECK(second.sha256.size() == 64);
    CHECK(second.rights.size() == 9);
    // A correction takes the place of what it corrects, and the record keeps both.
    CHECK(write("second", "2027-01-01", "severe") == ExitCode::adverse);
    const auto corrected = replay(*police.ledger()->entries());
    REQUIRE(corrected);
    CHECK(corrected->impact_assessments.size() == 2);
    CHECK(corrected->history.size() == file->history.size() + 1);
}

}  // namespace isonomia::cli
