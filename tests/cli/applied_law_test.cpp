// The law of a recorded case: its own packs, in the edition on record, and the profile it adopts.
#include <algorithm>

#include "core/case_file.hpp"
#include "core/json.hpp"
#include "tests/cli/case_support.hpp"

namespace isonomia::cli {

using tests::Party;

Command assess_command();
Command rules_command();
Command run_command();

namespace {

constexpr const char* head = R"(<matter xmlns="urn:isonomia:matter:1" id="small" language="en"
        jurisdiction="GB-EAW" prepared-by="expert" used-on="2026-03-10" hearing-on="2026-07-01"
        profile="E2" synthetic="true">
  <title>A small matter</title>
  <question>Who was flagged wrongly, and how often?</question>
  <synthetic-note>Everything is invented.</synthetic-note>
  )";
constexpr const char* rest = R"(
  <parties>
    <party id="expert" role="expert" kind="person" name="An expert"/>
    <party id="vendor" role="vendor" name="A vendor"/>
  </parties>
  <systems><system id="flag" kind="risk-score" name="Flag" vendor="vendor"/></systems>
  <exhibits>
    <exhibit id="E1" file="receipt.txt" title="Receipt" received-on="2026-06-02"
             received-from="vendor"/>
    <exhibit id="E2" file="court.xml" title="Profile" received-on="2026-06-02"
             received-from="expert"/>
  </exhibits>
  <facts>
    <fact id="served.on" type="date" value="2026-06-02" status="established" exhibit="E1">The
      material was served.</fact>
  </facts>
</matter>
)";

std::string profile(const std::string& id, int days) {
    return "<profile xmlns=\"urn:isonomia:profile:1\" id=\"" + id +
           "\"><set pack=\"my-court\" parameter=\"days_min\" value=\"" + std::to_string(days) +
           "\" approver=\"Judge N.\" on=\"2026-05-04\"><justification>Four weeks."
           "</justification></set></profile>";
}

// A matter with a pack of its own and a profile, recorded in matter/case.
struct Court : Party {
    explicit Court(const fs::path& where) : Party(where) {
        files_context.executable = isonomia::tests::program("isonomia");
        files_context.working_folder = folder / "matter";
        tests::put(file("receipt.txt"), "received\n");
        tests::put(file("court.xml"), profile("district-court", 28));
        declare("<packs><pack id=\"my-court\"/></packs>");
        if (run(rules_command(), {"copy", "equality-of-arms-core", "my-court"}) != ExitCode::done)
            FAIL(said());
    }
    [[nodiscard]] fs::path file(const char* name) const { return folder / "matter" / name; }
    void declare(const std::string& packs) const {
        tests::put(file("matter.xml"), head + packs + rest);
    }
    ExitCode record() { return run(run_command(), {file("matter.xml").string()}); }
    void change(const char* name, const std::string& from, const std::string& to) {
        std::string text = files.read(file(name), 1U << 24U).value();
        const std::size_t at = text.find(from);
        REQUIRE(at != std::string::npos);
        tests::put(file(name), text.replace(at, from.size(), to));
    }
    [[nodiscard]] bool says(const std::string& text) const {
        return said().find(text) != std::string::npos;
    }
    [[nodiscard]] fs::path kept(const char* name) {
        return folder / "matter/case/exhibits" / hex(files.facts(file(name)).value().sha256);
    }
};

constexpr const char* days_met = "met              EA-09";

}  // namespace

TEST_CASE("assess applies the law on record: the pack beside the matter, and its profile") {
    const isonomia::tests::ScratchFolder scratch;
    Court court(scratch.path() / "court");
    REQUIRE(court.record() == ExitCode::adverse);
    const auto ledger = provenance::Ledger::open(court.file("case"), court.files);
    REQUIRE(ledger);
    const auto recorded = replay(ledger->entries().value()).value();
    REQUIRE(recorded.outcomes.size() == 16);

    court.files_context.working_folder = "/";  // it does not matter from where
    const std::string folder = court.file("case").string();
    CHECK(court.run(assess_command(), {folder, "--json"}) == ExitCode::adverse);
    const auto json = parse_json(court.world.out.str());
    REQUIRE(json);
    const Json::Array& outcomes = *json->find("outcomes")->array();
    REQUIRE(outcomes.size() == recorded.outcomes.size());
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        const Outcome& one = recorded.outcomes[i].object;
        INFO(one.id);
        CHECK(*outcomes[i].find("id")->string() == one.id);
        CHECK(*outcomes[i].find("verdict")->string() == to_text(one.verdict));
        CHECK(*outcomes[i].find("pack_sha256")->string() == one.pack_sha256);
    }
    CHECK(*json->find("law")->find("profile")->find("exhibit")->string() == "E2");
    CHECK(json->find("law")->find("warnings")->array()->empty());

    CHECK(court.run(assess_command(), {folder}) == ExitCode::adverse);
    CHECK(court.says("profile district-court, exhibit E2, which the matter adopts\n\nmy-court"));
    CHECK(court.says(days_met));
    CHECK(court.run(assess_command(), {folder, "--why", "EA-09"}) == ExitCode::done);
    CHECK(
        court.says("profile district-court, exhibit E2, which the matter adopts\n  days_min is "
                   "28, approved by Judge N. on 2026-05-04: Four weeks.\n"));
    CHECK(court.says("\n  Burden on: prosecution\n"));
    // The profile tailors a pack that is not applied this time.
    CHECK(court.run(assess_command(), {folder, "--pack", "equality-of-arms-core"}) ==
          ExitCode::adverse);
    CHECK_FALSE(court.says(days_met));
}

TEST_CASE("assess --profile goes before the profile that the matter adopts, and says so") {
    const isonomia::tests::ScratchFolder scratch;
    Court court(scratch.path() / "court");
    REQUIRE(court.record() == ExitCode::adverse);
    tests::put(court.file("strict.xml"), profile("strict", 90));
    CHECK(court.run(assess_command(), {"--profile", "strict.xml"}) == ExitCode::adverse);
    CHECK(court.says("profile strict, instead of exhibit E2, which the matter adopts\n"));
    CHECK_FALSE(court.says(days_met));
    CHECK(court.run(assess_command(), {"--profile", "court.xml"}) == ExitCode::adverse);
    CHECK(court.says("profile district-court, exhibit E2, which the matter adopts\n"));
    CHECK(court.says(days_met));
}

TEST_CASE("assess says where a pack is not the edition on record, and prefers the one that is") {
    const isonomia::tests::ScratchFolder scratch;
    Court court(scratch.path() / "court");
    REQUIRE(court.record() == ExitCode::adverse);
    const std::string original =
        court.files.read(court.file("packs/my-court.xml"), 1U << 24U).value();
    court.change("packs/my-court.xml", "version=\"1.0.0\"", "version=\"1.0.1\"");
    CHECK(court.run(assess_command(), {}) == ExitCode::adverse);
    CHECK(court.says("warning[U0022]: the pack 'my-court' is not the edition on record"));
    CHECK(court.run(assess_command(), {"--json"}) == ExitCode::adverse);
    const auto json = parse_json(court.world.out.str());
    REQUIRE(json);
    CHECK(json->find("law")->find("warnings")->array()->size() == 1);

    court.files_context.working_folder = court.folder / "elsewhere";
    tests::put(court.folder / "elsewhere/packs/my-court.xml", original);
    const std::string folder = court.file("case").string();
    CHECK(court.run(assess_command(), {folder}) == ExitCode::adverse);
    CHECK_FALSE(court.says("U0022"));

    fs::remove_all(court.folder / "elsewhere/packs");
    fs::remove(court.file("packs/my-court.xml"));
    CHECK(court.run(assess_command(), {folder}) == ExitCode::failed);
    CHECK(court.says("U0017 the matter names the pack 'my-court', which is not found here"));
    CHECK(court.says("on record is version 1.0.0, SHA-256 "));
    CHECK(court.run(assess_command(), {folder, "--pack", "her-court"}) == ExitCode::failed);
    CHECK(court.says("U0017 there is no pack 'her-court'"));
}

TEST_CASE("assess refuses to go on without the adopted profile, or with another in its place") {
    const isonomia::tests::ScratchFolder scratch;
    Court court(scratch.path() / "court");
    REQUIRE(court.record() == ExitCode::adverse);
    const fs::path kept = court.kept("court.xml");
    tests::put(kept, profile("district-court", 29));
    CHECK(court.run(assess_command(), {}) == ExitCode::integrity);
    CHECK(court.says("P0112"));
    CHECK(court.world.out.str().empty());
    fs::remove(kept);
    CHECK(court.run(assess_command(), {}) == ExitCode::failed);
    CHECK(court.says("U0023"));
    CHECK(court.run(assess_command(), {"--profile", "court.xml"}) == ExitCode::adverse);
    CHECK(court.says(days_met));
}

TEST_CASE("a pack that is applied bears the name of its file") {
    const isonomia::tests::ScratchFolder scratch;
    Court court(scratch.path() / "court");
    court.change("packs/my-court.xml", "id=\"my-court\"", "id=\"equality-of-arms-core\"");
    CHECK(court.record() == ExitCode::failed);
    CHECK(court.says(
        "R0014 the file is my-court.xml, but the pack calls itself 'equality-of-arms-core'"));
    CHECK_FALSE(fs::exists(court.file("case")));
    CHECK(court.run(rules_command(), {"lint", "my-court"}) == ExitCode::adverse);
    CHECK(court.says("R0014"));
    CHECK(court.run(rules_command(), {"test", "my-court"}) == ExitCode::failed);
    CHECK(court.says("R0014"));
    // Editions are compared whatever their files are called.
    CHECK(court.run(rules_command(), {"diff", "equality-of-arms-core", "my-court"}) ==
          ExitCode::done);
}

TEST_CASE("run and assess say that two packs hold the same rules") {
    const isonomia::tests::ScratchFolder scratch;
    Court court(scratch.path() / "court");
    court.declare("<packs><pack id=\"my-court\"/><pack id=\"equality-of-arms-core\"/></packs>");
    REQUIRE(court.record() == ExitCode::adverse);
    const std::string twice =
        "warning[R0112]: 'my-court' and 'equality-of-arms-core' both hold 16 rules, from 'EA-01' "
        "to 'EA-16'; each counts twice";
    CHECK(court.says(twice));
    CHECK(court.run(assess_command(), {}) == ExitCode::adverse);
    CHECK(court.says(twice));
}

TEST_CASE("run evaluates again once an instrument beside the matter's packs has changed") {
    const isonomia::tests::ScratchFolder scratch;
    Court court(scratch.path() / "court");
    const auto entries = [&] {
        REQUIRE(court.record() == ExitCode::adverse);
        return provenance::Ledger::open(court.file("case"), court.files)->size();
    };
    const auto first = entries();
    CHECK(entries() == first);
    tests::put(court.file("packs/instruments/order.xml"), "<instrument/>");
    const auto second = entries();
    CHECK(second > first);
    CHECK(entries() == second);
}

TEST_CASE("run warns of what a pack lacks, as lint does, and assess marks another language") {
    const isonomia::tests::ScratchFolder scratch;
    Court court(scratch.path() / "court");
    court.change("packs/my-court.xml",
                 "<title xml:lang=\"fr\">La défense a le temps d'examiner</title>", "");
    court.change("packs/my-court.xml",
                 "<authority ref=\"echr-rook-2019\" at=\"time\"/>\n"
                 "    <authority ref=\"iccpr\" at=\"art. 14(3)(b)\"/>\n"
                 "    <authority ref=\"hrc-gc32\" at=\"para. 32\"/>",
                 "");
    REQUIRE(court.record() == ExitCode::adverse);
    CHECK(court.says("warning[R0101]"));
    CHECK(court.says("warning[R0102]"));
    CHECK(court.run(assess_command(), {"--lang", "fr", "--why", "EA-09"}) == ExitCode::done);
    CHECK(court.says("EA-09    The defence has time to examine [en] [days_min = 28 par"));
    CHECK(court.run(assess_command(), {"--why", "EA-09"}) == ExitCode::done);
    CHECK_FALSE(court.says("[en]"));
}

TEST_CASE("assess --why in French is French all through") {
    const isonomia::tests::ScratchFolder scratch;
    Court court(scratch.path() / "court");
    REQUIRE(court.record() == ExitCode::adverse);
    CHECK(court.run(assess_command(), {"--lang", "fr", "--why", "EA-09"}) == ExitCode::done);
    for (const char* french :
         {"respectée", "Exigence\n", "Charge de la preuve : ", "Critères\n",
          "est rempli :", "de la communication le", "établi, E1",
          "profil district-court, pièce E2, que l’affaire adopte",
          "approuvé par Judge N. le 2026-05-04", "Ce qui changerait le résultat\n",
          "non respectée, s’il était établi que", "non vérifié"}) {
        INFO(french);
        CHECK(court.says(french));
    }
    CHECK(court.run(assess_command(), {"--lang", "fr", "--why", "EA-02"}) == ExitCode::adverse);
    for (const char* french :
         {"non établi", "ne peut pas être tranché :", "respectée, s’il était établi que",
          "À demander\n", "Remède à envisager\n"}) {
        INFO(french);
        CHECK(court.says(french));
    }
    for (const char* english : {"met ", "Asked for", "Tests", "true:", "unknown", "established",
                                "What would", "To ask", "Remedy", "unverified", "profile "}) {
        INFO(english);
        CHECK_FALSE(court.says(english));
    }
}

TEST_CASE("what would change an outcome is said in the words of verdicts") {
    const isonomia::tests::ScratchFolder scratch;
    Court court(scratch.path() / "court");
    REQUIRE(court.record() == ExitCode::adverse);
    CHECK(court.run(assess_command(), {"--why", "EA-02"}) == ExitCode::adverse);
    CHECK(court.says("\n  met, if it were established that\n"));
    CHECK(court.run(assess_command(), {"--why", "ea-02"}) == ExitCode::adverse);
    CHECK(court.says("EA-02"));
    CHECK(court.run(assess_command(), {"--why", "EA-02", "--json"}) == ExitCode::adverse);
    const auto json = parse_json(court.world.out.str());
    REQUIRE(json);
    CHECK(*json->find("changes")->array()->front().find("to")->string() == "met");
}

}  // namespace isonomia::cli
