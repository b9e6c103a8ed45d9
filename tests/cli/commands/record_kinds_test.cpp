// Each kind of act that people record, as 'show' tells it back.
#include "tests/cli/case_support.hpp"

namespace isonomia::cli {

Command log_command();
Command record_command();
Command show_command();

using tests::make_case;
using tests::Party;
using tests::put;

namespace {

const std::string digest_of_model = "sha256:" + std::string(64, 'a');
const std::string digest_of_gallery = "sha256:" + std::string(64, 'b');

struct KindsFixture {
    KindsFixture() { make_case(party); }

    ExitCode record(std::vector<std::string> words) {
        words.insert(words.begin(), "case");
        words.insert(words.end(), {"--authority-cite", "Warrant 7/2026", "--authority-valid-from",
                                   "2026-01-01", "--authority-issued-by", "District court"});
        return party.run(record_command(), words);
    }
    void state_finder() {
        auto ledger = party.ledger();
        REQUIRE(ledger);
        Journal journal(*ledger->entries());
        System system;
        system.id = "finder";
        system.name = "Finder";
        system.version = "4.1";
        system.model_digest = digest_of_model;
        system.threshold = 0.7;
        journal.state("system", system);
        REQUIRE(ledger->append(journal.take_drafts()));
    }
    // The payload as 'show --json' gives it.
    Json shown(const std::string& id) {
        REQUIRE(party.run(show_command(), {"case", "activity/" + id, "--json"}) == ExitCode::done);
        return *parse_json(party.world.out.str()).value().find("entry")->find("payload");
    }
    // Whether 'show' says it in words.
    bool says(const std::string& id, const std::string& text,
              const std::string& type = "activity") {
        REQUIRE(party.run(show_command(), {"case", type + "/" + id}) == ExitCode::done);
        return party.said().find(text) != std::string::npos;
    }

    isonomia::tests::ScratchFolder scratch;
    Party party{scratch.path()};
};

std::string member(const Json& object, const std::string& name) {
    const Json* value = object.find(name);
    return value == nullptr || value->string() == nullptr ? "" : *value->string();
}

}  // namespace

TEST_CASE("digests, thresholds and operators that are none are refused, and nothing is recorded") {
    KindsFixture f;
    const std::uint64_t before = f.party.ledger()->size();
    const auto search = [&](const std::vector<std::string>& more) {
        std::vector<std::string> words{"--kind", "inference", "--title", "Search", "--id", "S1"};
        words.insert(words.end(), more.begin(), more.end());
        return f.record(words);
    };
    for (const std::string& digest :
         {std::string(64, 'a'), std::string("sha256:"), "sha256:" + std::string(63, 'a'),
          "sha256:" + std::string(64, 'g'), "md5:" + std::string(32, 'a'), std::string("model")}) {
        CHECK(search({"--model-digest", digest}) != ExitCode::done);
        CHECK(search({"--gallery-digest", digest}) != ExitCode::done);
    }
    CHECK(search({"--threshold", "high"}) == ExitCode::usage);
    CHECK(search({"--threshold", "nan"}) == ExitCode::usage);
    CHECK(search({"--operator", "nobody"}) == ExitCode::failed);
    CHECK(search({"--known-from", "E9"}) == ExitCode::failed);
    for (const char* kind : {"transformation", "decision", "transfer"})
        CHECK(f.record({"--kind", kind, "--title", "x", "--model-digest", digest_of_model}) ==
              ExitCode::usage);
    CHECK(f.party.ledger()->size() == before);
}

TEST_CASE("a transformation says what went in, what came out and how") {
    KindsFixture f;
    REQUIRE(f.record({"--kind",      "transformation",
                      "--id",        "T1",
                      "--title",     "Contrast raised",
                      "--agent",     "lab",
                      "--happened",  "2026-01-12T10:00:00Z",
                      "--until",     "2026-01-12T10:05:00Z",
                      "--used",      "E1",
                      "--generated", "E2",
                      "--parameter", "gamma=1.4",
                      "--result",    "brighter"}) == ExitCode::done);
    const Json act = f.shown("T1");
    CHECK(member(act, "kind") == "transformation");
    CHECK(member(act, "happened") == "2026-01-12T10:00:00Z");
    CHECK(member(*act.find("parameters"), "gamma") == "1.4");
    CHECK(*(*act.find("used")->array())[0].string() == "E1");
    CHECK(*(*act.find("generated")->array())[0].string() == "E2");
    CHECK(f.says("T1", "transformation"));
    CHECK(f.says("T1", "gamma"));
    CHECK(f.says("T1", "Warrant 7/2026"));
}

TEST_CASE("a decision names who took it, on what, and the document from which it is known") {
    KindsFixture f;
    REQUIRE(f.record({"--kind", "decision", "--id", "D1", "--title", "Arrest", "--agent", "police",
                      "--happened", "2026-01-13", "--used", "E1", "--known-from", "E2", "--result",
                      "arrested on the match"}) == ExitCode::done);
    const Json act = f.shown("D1");
    CHECK(member(act, "kind") == "decision");
    CHECK(member(act, "agent") == "police");
    CHECK(member(act, "known_from") == "E2");
    CHECK(member(act, "result") == "arrested on the match");
    CHECK(f.says("D1", "known_from"));
    CHECK(f.says("D1", "arrested on the match"));
}

TEST_CASE("what came before an entry rests on a document, or on none, for every kind of act") {
    KindsFixture f;  // the clock stands at 2026-11-22
    f.state_finder();
    const std::string known = "happened before it was recorded; known from ";
    const std::string none = "no document that the record names";
    const auto log = [&] {
        REQUIRE(f.party.run(log_command(), {"case"}) == ExitCode::done);
        return f.party.said();
    };
    for (const std::string kind : {"acquisition", "transformation", "inference", "review",
                                   "decision", "transfer", "other"}) {
        INFO(kind);
        const auto record = [&](const std::string& id, const std::vector<std::string>& more) {
            std::vector<std::string> words{"--kind",  kind,      "--id",   id,
                                           "--title", "Done so", "--used", "E1"};
            words.insert(words.end(), more.begin(), more.end());
            if (kind == "inference") words.insert(words.end(), {"--system", "finder"});
            const ExitCode code = f.record(words);
            CHECK((code == ExitCode::done || code == ExitCode::adverse));
        };
        record(kind + "-1", {"--happened", "2026-01-13", "--known-from", "E2"});
        CHECK(f.says(kind + "-1", known + "E2"));
        CHECK(log().find(kind + "-1  (" + known + "E2)") != std::string::npos);
        record(kind + "-2", {"--happened", "2026-01-13"});
        CHECK(f.says(kind + "-2", known + none));
        record(kind + "-3", {"--known-from", "E2"});  // no day is claimed
        CHECK(f.says(kind + "-3", known + "E2"));
        record(kind + "-4", {"--happened", "2026-11-22"});  // on the day of recording
        CHECK_FALSE(f.says(kind + "-4", "happened before"));
        record(kind + "-5", {});
        CHECK_FALSE(f.says(kind + "-5", "happened before"));
    }
    CHECK(f.says("E1", "before this entry custody rests on " + none, "exhibit"));
}

TEST_CASE("custody before the first entry is told of exhibits and of papers that are none") {
    KindsFixture f;
    {
        auto ledger = f.party.ledger();
        REQUIRE(ledger);
        Journal journal(*ledger->entries());
        for (const auto& [id, document] : {std::pair("E7", "E2"), {"E8", "the property book"}}) {
            Exhibit exhibit;
            exhibit.id = id;
            exhibit.custody_rests_on = document;
            journal.state("exhibit", exhibit);
        }
        REQUIRE(ledger->append(journal.take_drafts()));
    }
    CHECK(f.says("E7", "before this entry custody rests on E2", "exhibit"));
    CHECK(f.says("E8", "before this entry custody rests on the property book", "exhibit"));
    f.party.run(custody_command(), {"show", "case"});
    for (const char* words :
         {"earlier custody, rests on exhibit E2\n", "earlier custody, rests on the property book\n",
          "no document says where it was before the first entry"})
        CHECK(f.party.said().find(words) != std::string::npos);
}

TEST_CASE("an inference says model, gallery, threshold, version, operator and every candidate") {
    KindsFixture f;
    f.state_finder();
    put(f.party.folder / "list.csv",
        "rank,label,score,chosen\n1,Person 17,0.93,yes\n2,Person 4,0.71,no\n3,Person 9,,no\n");
    const std::vector<std::string> search{"--kind",
                                          "inference",
                                          "--id",
                                          "S1",
                                          "--title",
                                          "Search",
                                          "--happened",
                                          "2026-01-12",
                                          "--system",
                                          "finder",
                                          "--used",
                                          "E1",
                                          "--version",
                                          "4.2",
                                          "--model-digest",
                                          "sha256:" + std::string(64, 'c'),
                                          "--gallery-digest",
                                          digest_of_gallery,
                                          "--threshold",
                                          "0.6",
                                          "--operator",
                                          "lab",
                                          "--candidates",
                                          "list.csv"};
    REQUIRE(f.record(search) == ExitCode::done);
    // What differs from the declaration is said at once.
    CHECK(f.party.said().find("ran with '4.2'") != std::string::npos);
    CHECK(f.party.said().find("ran with 'sha256:cccc") != std::string::npos);
    CHECK(f.party.said().find("this act ran with 0.6") != std::string::npos);
    const Json act = f.shown("S1");
    const Json& parameters = *act.find("parameters");
    CHECK(member(parameters, "model-digest") == "sha256:" + std::string(64, 'c'));
    CHECK(member(parameters, "gallery-digest") == digest_of_gallery);
    CHECK(member(parameters, "threshold") == "0.6");
    CHECK(member(parameters, "version") == "4.2");
    CHECK(member(parameters, "operator") == "lab");
    const Json::Array& candidates = *act.find("candidates")->array();
    REQUIRE(candidates.size() == 3);
    CHECK(member(candidates[1], "label") == "Person 4");
    CHECK(*candidates[0].find("score")->number() == 0.93);
    CHECK(candidates[2].find("score") == nullptr);
    for (const char* text : {"gallery-digest", "model-digest", "Person 9", "operator"})
        CHECK(f.says("S1", text));
    CHECK(f.says("S1", digest_of_gallery));
    CHECK(provenance::verify(f.party.folder / "case", f.party.files).whole());
}

}  // namespace isonomia::cli
