// What is erased is in no file of the case folder any more, wherever the machine stops.
#include <algorithm>

#include "tests/cli/case_support.hpp"

namespace isonomia::cli {

Command disclose_command();

using tests::make_case;
using tests::Party;

namespace {

const std::vector<std::string> erase_words{"case",      "--subject",    "accused", "--ground",
                                           "Acquittal", "--decided-by", "police"};

std::map<std::string, std::string> contents(const fs::path& folder) {
    std::map<std::string, std::string> result;
    DiskFiles files;
    for (const auto& file : fs::recursive_directory_iterator(folder))
        if (file.is_regular_file())
            result[file.path().lexically_relative(folder).string()] =
                *files.read(file.path(), 1U << 28U);
    return result;
}

// Every form in which the person's data could be found again.
std::vector<std::string> traces() {
    const Digest digest = sha256(tests::probe_content);
    return {tests::person_name,   "Quillfeather",
            tests::probe_content, "Probe image of the arcade",
            "probe-arcade",       hex(digest),
            base64(digest),       std::string(digest.begin(), digest.end())};
}

// 'file: trace' for each trace that is still somewhere, in names too.
std::vector<std::string> found(const fs::path& folder) {
    std::vector<std::string> result;
    for (const auto& [name, bytes] : contents(folder))
        for (const std::string& trace : traces())
            if (bytes.find(trace) != std::string::npos || name.find(trace) != std::string::npos)
                result.push_back(name + ": " + trace);
    return result;
}

bool is_recorded(Party& party) {
    const auto ledger = provenance::Ledger::open(party.folder / "case", party.files);
    REQUIRE(ledger);
    const auto entries = ledger->entries();
    REQUIRE(entries);
    return std::any_of(entries->begin(), entries->end(),
                       [](const LedgerEntry& entry) { return entry.type == "erasure"; });
}

provenance::CheckState state_of_reports(Party& party) {
    const auto report = provenance::verify(party.folder / "case", party.files);
    const auto check = std::find_if(report.checks.begin(), report.checks.end(),
                                    [](const auto& one) { return one.id == "reports"; });
    REQUIRE(check != report.checks.end());
    return check->state;
}

void expect_sound(Party& party, const provenance::VerifyOptions& options = {}) {
    const auto report = provenance::verify(party.folder / "case", party.files, options);
    for (const auto& check : report.checks) {
        INFO(check.id << ": " << check.found);
        CHECK(check.state != provenance::CheckState::fail);
    }
    CHECK(report.whole());
}

}  // namespace

TEST_CASE("an erasure without subject, ground or decision, or of nobody, touches nothing") {
    const isonomia::tests::ScratchFolder scratch;
    Party police(scratch.path() / "police");
    make_case(police);
    const auto before = contents(police.folder / "case");
    CHECK(police.run(erase_command(), {"case"}) == ExitCode::usage);
    CHECK(police.run(erase_command(), {"case", "--subject", "accused"}) == ExitCode::usage);
    CHECK(police.run(erase_command(), {"case", "--subject", "accused", "--ground", "x",
                                       "--decided-by", "unknown"}) == ExitCode::failed);
    CHECK(police.run(erase_command(), {"case", "--subject", "lab", "--ground", "x", "--decided-by",
                                       "police"}) == ExitCode::failed);
    CHECK(police.said().find("P1202") != std::string::npos);
    CHECK(police.run(erase_command(), {"case", "--subject", "accused", "--ground",
                                       std::string("for ") + tests::person_name, "--decided-by",
                                       "police"}) == ExitCode::failed);
    CHECK(police.said().find("P1206") != std::string::npos);
    CHECK(contents(police.folder / "case") == before);
}

TEST_CASE("a hold or a retention forbids an erasure, and every byte stays") {
    const isonomia::tests::ScratchFolder scratch;
    Party police(scratch.path() / "police");
    make_case(police);
    CHECK(police.run(hold_command(), {"place", "case", "--title", "Appeal", "-e", "E1"}) ==
          ExitCode::done);
    CHECK(police.run(retention_command(), {"set", "case", "--category", "images", "-e", "E1",
                                           "--keep-until", "2099-01-01", "--ground", "s 12"}) ==
          ExitCode::done);
    const auto before = contents(police.folder / "case");
    CHECK(police.run(erase_command(), erase_words) == ExitCode::failed);
    CHECK(police.said().find("P1201") != std::string::npos);
    CHECK(police.said().find("hold 'hold-1' covers exhibit E1") != std::string::npos);
    CHECK(police.said().find("retention 'retention-1'") != std::string::npos);
    CHECK(contents(police.folder / "case") == before);
    CHECK(police.run(erase_command(), {"case", "--subject", "accused", "--plan"}) ==
          ExitCode::adverse);
    CHECK(police.said().find("forbidden now") != std::string::npos);
    CHECK(contents(police.folder / "case") == before);
    // The ledger itself refuses too, whoever asks it.
    auto ledger = police.ledger();
    REQUIRE(ledger);
    CHECK(ledger->erase("accused", {"erasure", "x", Json::Object{{"id", "x"}}, "", {}})
              .error()
              .code == "P1201");
}

TEST_CASE("what was erased is in no byte of the case folder, and all proofs still verify") {
    const isonomia::tests::ScratchFolder scratch;
    Party police(scratch.path() / "police");
    make_case(police);
    const fs::path folder = police.folder / "case";
    REQUIRE(found(folder).size() > 4);  // the search can find
    provenance::VerifyOptions kept;
    kept.known_checkpoints = {*police.files.read(folder / "checkpoint", 1U << 20U)};

    CHECK(police.run(erase_command(), erase_words) == ExitCode::done);
    INFO(police.said());
    CHECK(found(folder) == std::vector<std::string>{});
    CHECK(fs::exists(folder / "report.html"));  // written anew, over what is left
    CHECK(contents(folder)["case.xml"].find("Manual of the system") != std::string::npos);
    expect_sound(police, kept);

    const auto ledger = provenance::Ledger::open(folder, police.files);
    REQUIRE(ledger);
    const auto case_file = replay(*ledger->entries());
    REQUIRE(case_file);
    REQUIRE(case_file->erasures.size() == 1);
    const Erasure& erasure = case_file->erasures.front().object;
    CHECK(erasure.decided_by == "police");
    CHECK(erasure.keys.size() == 1);
    CHECK(erasure.exhibits == 1);
    CHECK(erasure.entries == 4);  // agent, exhibit, fact, activity
    CHECK(std::find(erasure.reports.begin(), erasure.reports.end(), "case.xml") !=
          erasure.reports.end());
    CHECK(find(case_file->exhibits, "E2") != nullptr);
    CHECK(find(case_file->agents, "accused") == nullptr);
}

TEST_CASE("wherever the machine stops, nothing that is recorded as erased is left") {
    std::size_t refused = 0;
    std::size_t recorded = 0;
    for (std::size_t changes = 0; changes < 100; ++changes) {
        const isonomia::tests::ScratchFolder scratch;
        Party police(scratch.path() / "police");
        make_case(police);
        police.files.changes_left = changes;
        const ExitCode code = police.run(erase_command(), erase_words);
        police.files.changes_left = ~std::size_t{0};
        INFO("stopped after " << changes << " changes: " << police.said());
        if (is_recorded(police)) {
            ++recorded;
            REQUIRE(police.ledger());  // opening for writing makes good what is left
            CHECK(found(police.folder / "case") == std::vector<std::string>{});
        } else {
            ++refused;
        }
        CHECK(police.run(erase_command(), erase_words) == ExitCode::done);
        CHECK(found(police.folder / "case") == std::vector<std::string>{});
        CHECK(state_of_reports(police) == provenance::CheckState::pass);
        expect_sound(police);
        if (code == ExitCode::done) break;
    }
    CHECK(refused > 2);   // stopped while reports were being deleted
    CHECK(recorded > 2);  // stopped afterwards
}

TEST_CASE("an erasure that is given again records nothing more") {
    const isonomia::tests::ScratchFolder scratch;
    Party police(scratch.path() / "police");
    make_case(police);
    REQUIRE(police.run(erase_command(), erase_words) == ExitCode::done);
    const auto before = contents(police.folder / "case");
    CHECK(police.run(erase_command(), erase_words) == ExitCode::done);
    CHECK(police.said().find("erased        before, erasure-1") != std::string::npos);
    CHECK(contents(police.folder / "case") == before);
}

TEST_CASE("what an earlier entry holds under another key is told before and after") {
    const isonomia::tests::ScratchFolder scratch;
    Party police(scratch.path() / "police");
    make_case(police);
    {
        auto ledger = police.ledger();
        REQUIRE(ledger);
        REQUIRE(ledger->append({{"fact",
                                 "careless",
                                 Json::Object{{"id", "careless"},
                                              {"status", "asserted"},
                                              {"type", "text"},
                                              {"statement", tests::person_name}},
                                 "",
                                 {}}}));
    }
    CHECK(police.run(erase_command(), {"case", "--subject", "accused", "--plan"}) ==
          ExitCode::done);
    CHECK(police.said().find("stays readable") != std::string::npos);
    CHECK(police.run(erase_command(), erase_words) == ExitCode::adverse);
}

TEST_CASE("erase: what keeps a word of the person's name is listed beforehand and afterwards") {
    const isonomia::tests::ScratchFolder scratch;
    Party police(scratch.path() / "police");
    make_case(police);
    {
        auto ledger = police.ledger();
        Journal journal(*ledger->entries());
        Matter matter;
        matter.id = "small";
        matter.title = "R v QUILLFEATHER";
        matter.question = "Was Quillfeathers here?";  // another word
        matter.prepared_by = "police";
        journal.state("matter", matter);
        REQUIRE(ledger->append(journal.take_drafts()));
    }
    CHECK(police.run(erase_command(), {"case", "--subject", "accused", "--plan"}) ==
          ExitCode::done);
    CHECK(police.said().find("word of the person's name: matter/") != std::string::npos);
    CHECK(police.run(erase_command(), erase_words) == ExitCode::done);
    CHECK(police.said().find("word of the person's name: matter/") != std::string::npos);
}

TEST_CASE("erase: a name is known by its words, whatever stands around them or however short") {
    struct Row {
        const char* name;
        const char* title;
        bool listed;
    };
    for (const Row& row : {Row{"Quillfeather, Zebedee", "R v Quillfeather", true},
                           {"Zebedee (Quillfeather)", "the quillfeather file", true},
                           {"Ms B. (invented)", "Arrest of Ms B. in May", true},
                           {"Li Wu (invented)", "R v Li Wu", true},
                           {"Li Wu", "Li was there", false},  // told apart from nobody
                           {"Ms B. (invented)", "Arrest of Ms Brown", false},
                           {"- ( ,", "- ( ,", false}}) {
        INFO(row.name << " in " << row.title);
        const isonomia::tests::ScratchFolder scratch;
        Party police(scratch.path() / "police");
        make_case(police);
        {
            auto ledger = police.ledger();
            Journal journal(*ledger->entries());
            Agent person;
            person.id = "accused";
            person.kind = AgentKind::person;
            person.name = row.name;
            journal.state("agent", person);
            Matter matter;
            matter.id = "small";
            matter.title = row.title;
            matter.prepared_by = "police";
            journal.state("matter", matter);
            REQUIRE(ledger->append(journal.take_drafts()));
        }
        police.run(erase_command(), {"case", "--subject", "accused", "--plan"});
        const bool listed = police.said().find("a word of") != std::string::npos;
        CHECK(listed == row.listed);
    }
}

TEST_CASE("erase: who was given copies is told beforehand and afterwards") {
    const isonomia::tests::ScratchFolder scratch;
    Party police(scratch.path() / "police");
    make_case(police);
    REQUIRE(police.run(disclose_command(), {"--to", "lab", "--all", "-o", "bundle", "case"}) ==
            ExitCode::done);
    for (const std::string exhibit : {"E1", "E2"})
        REQUIRE(police.run(custody_command(), {"offer", "case", "--to", "lab", "-e", exhibit, "-o",
                                               "offer-" + exhibit}) == ExitCode::done);
    for (const auto& words :
         {std::vector<std::string>{"case", "--subject", "accused", "--plan"}, erase_words}) {
        CHECK(police.run(erase_command(), words) == ExitCode::done);
        const std::string said = police.said();
        CHECK(said.find("serving/serving-1") != std::string::npos);
        CHECK(said.find("exhibit/E1 to") != std::string::npos);
        CHECK(said.find("exhibit/E2") == std::string::npos);  // of nobody
    }
}

TEST_CASE("erase: nothing is said of copies or of words of the name where there are none") {
    const isonomia::tests::ScratchFolder scratch;
    Party police(scratch.path() / "police");
    make_case(police);
    CHECK(police.run(erase_command(), {"case", "--subject", "accused", "--plan"}) ==
          ExitCode::done);
    CHECK(police.said().find("a word of") == std::string::npos);
    CHECK(police.said().find("not reached") == std::string::npos);
}

}  // namespace isonomia::cli
