// The other side recomputes served figures with scripts that share nothing with this program.
#include "core/subprocess.hpp"
#include "provenance/bundle.hpp"
#include "provenance/log/checkpoint.hpp"
#include "provenance/log/merkle.hpp"
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

namespace {

// A bundle that somebody writes anew with the key of the record, or with another.
struct Forger {
    isonomia::tests::ScratchFolder scratch;
    Party party{scratch.path() / "party"};
    fs::path bundle = party.folder / "bundle";
    DiskFiles files;
    provenance::Bundle served;

    Forger() {
        serve(party);
        served = *provenance::read_manifest(*files.read(bundle / "manifest.json", 1U << 26U));
        party.key =
            std::make_unique<provenance::SigningKey>(*provenance::SigningKey::open_or_create(
                party.folder / "keys", files, party.world.random));
    }
    void sign(const std::string& manifest) {
        const std::string origin = provenance::parse_vkey(served.served_by)->name;
        put(bundle / "manifest.json", manifest);
        put(bundle / "manifest.note",
            *provenance::sign_note(provenance::manifest_text(manifest, origin), origin,
                                   *party.key));
    }
    // Exit code of the script, and whether it says so.
    int exit_of(const std::string& said, const std::vector<std::string>& more = {}) {
        const auto ran = script(party, python, "recompute.py", more);
        INFO(ran.out << ran.err);
        CHECK(ran.out.find(said) != std::string::npos);
        CHECK(ran.err.find("Traceback") == std::string::npos);
        return ran.exit_code;
    }
    int forged(const std::string& said, const std::function<void(provenance::Bundle&)>& change) {
        provenance::Bundle other = served;
        change(other);
        sign(provenance::to_manifest(other));
        return exit_of(said);
    }
};

}  // namespace

TEST_CASE("recompute.py finds files that were not served, and links") {
    if (!there(python)) return;
    Forger t;
    const std::string place = GENERATE("extra.html", "exhibits/extra.txt", "recompute/run_me.py");
    put(t.bundle / place, "x");
    CHECK(t.exit_of("the manifest has no '" + place + "'") == 3);
    fs::remove(t.bundle / place);
    CHECK(t.exit_of("record ") == 0);
    fs::rename(t.bundle / "exhibits", t.scratch.path() / "elsewhere");
    fs::create_directory_symlink(t.scratch.path() / "elsewhere", t.bundle / "exhibits");
    CHECK(t.exit_of("is not a regular file of the bundle") == 3);
}

TEST_CASE("recompute.py finds what a forger with the right key could write") {
    if (!there(python)) return;
    Forger t;
    CHECK(t.forged("has no entry", [](auto& b) {
        b.entries.push_back(b.entries[5]);
        b.entries.back().entry += 1024;
    }) == 3);
    CHECK(t.forged("out of their order, or twice",
                   [](auto& b) { b.entries.push_back(b.entries[5]); }) == 3);
    CHECK(t.forged("out of their order", [](auto& b) { std::swap(b.entries[1], b.entries[2]); }) ==
          3);
    CHECK(t.forged("stands in the bundle twice", [](auto& b) {
        b.withheld.push_back(
            {{b.entries[1].entry, "", "", "", ""}, b.entries[1].leaf, b.entries[1].proof});
    }) == 3);
    for (const char* name : {"../manifest.json", "/dev/zero", "..", ".hidden"})
        CHECK(t.forged("the name of a file is malformed",
                       [&](auto& b) { b.recompute.push_back({name, "", 0}); }) == 3);
    std::string manifest = provenance::to_manifest(t.served);
    manifest.insert(manifest.size() - 1, " ");
    t.sign(manifest);
    CHECK(t.exit_of("not written in the one form") == 3);
}

TEST_CASE(
    "recompute.py: an act that was signed for another place, a checkpoint of another ledger") {
    if (!there(python)) return;
    Forger t;
    const auto signed_for = [&](const std::string& ledger, const std::string& entry) {
        return [&t, ledger, entry](provenance::Bundle& b) {
            provenance::ServedEntry only = b.entries[1];
            only.entry = 0;
            only.proof.clear();
            only.leaf.insert(1, "\"entry\":" + entry + ",\"ledger\":\"" + ledger + "\",");
            auto head = provenance::parse_checkpoint(b.checkpoint)->checkpoint;
            head.size = 1;
            head.root = provenance::leaf_hash(only.leaf);
            b.checkpoint = *provenance::sign_note(provenance::checkpoint_text(head), head.origin,
                                                  *t.party.key);
            b.entries = {only};
        };
    };
    const std::string origin = provenance::parse_vkey(t.served.served_by)->name;
    const std::string said = "signed for another place";
    CHECK(t.forged(said, signed_for(origin, "7")) == 3);
    CHECK(t.forged(said, signed_for("isonomia/ledger/" + std::string(32, '0'), "0")) == 3);
    CHECK(t.forged("", signed_for(origin, "0")) == 3);  // its exhibits are not shown any more
    CHECK(t.forged("of different ledgers", [&](auto& b) {
        auto head = provenance::parse_checkpoint(b.checkpoint)->checkpoint;
        head.origin = "isonomia/ledger/" + std::string(32, '0');
        b.checkpoint =
            *provenance::sign_note(provenance::checkpoint_text(head), head.origin, *t.party.key);
        b.checkpoint_key = provenance::to_vkey({head.origin, t.party.key->public_key()});
    }) == 3);
}

TEST_CASE("recompute.py: a tree signed by a key that the reader did not name is not known") {
    if (!there(python)) return;
    Forger t;
    const auto other = provenance::SigningKey::from_seed({7});
    const auto head = provenance::parse_checkpoint(t.served.checkpoint)->checkpoint;
    const std::string key = provenance::to_vkey({head.origin, other.public_key()});
    CHECK(t.forged("NOT KNOWN  The tree is signed by another key", [&](auto& b) {
        b.checkpoint =
            *provenance::sign_note(provenance::checkpoint_text(head), head.origin, other);
        b.checkpoint_key = key;
    }) == 2);
    CHECK(t.exit_of("NOT KNOWN", {"--key", t.served.served_by}) == 2);
    CHECK(t.exit_of("record ", {"--key", t.served.served_by, "--key", key}) == 0);
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
