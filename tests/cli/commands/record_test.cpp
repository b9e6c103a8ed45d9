// Acts put on record, and the keys that sign them: refusals first.
#include "core/authority.hpp"
#include "tests/cli/case_support.hpp"

namespace isonomia::cli {

Command key_command();
Command record_command();

using tests::make_case;
using tests::Party;
using tests::put;

namespace {

struct RecordFixture {
    RecordFixture() { make_case(party); }

    ExitCode record(std::vector<std::string> words) {
        words.insert(words.begin(), "case");
        return party.run(record_command(), words);
    }
    ExitCode key(const std::vector<std::string>& words) { return party.run(key_command(), words); }

    // A key file of one's own, and its fingerprint.
    std::string new_key(const std::string& file) {
        REQUIRE(key({"generate", "-o", file, "--unencrypted", "--json"}) == ExitCode::done);
        return *parse_json(party.world.out.str())->find("fingerprint")->string();
    }
    [[nodiscard]] CaseFile case_file() {
        const auto ledger = provenance::Ledger::open(party.folder / "case", party.files);
        REQUIRE(ledger);
        return *replay(*ledger->entries());
    }
    [[nodiscard]] bool says(const std::string& text) const {
        return party.said().find(text) != std::string::npos;
    }
    [[nodiscard]] provenance::CheckState keys_state() {
        for (const auto& check : provenance::verify(party.folder / "case", party.files).checks)
            if (check.id == "keys") return check.state;
        return provenance::CheckState::fail;
    }

    isonomia::tests::ScratchFolder scratch;
    Party party{scratch.path()};
};

const std::vector<std::string> review{"--kind",  "review", "--title",    "Comparison by eye",
                                      "--agent", "police", "--happened", "2026-02-01"};

std::vector<std::string> with(std::vector<std::string> words,
                              const std::vector<std::string>& more) {
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

}  // namespace

TEST_CASE("an act that names what the case does not know is refused and nothing is recorded") {
    RecordFixture f;
    const std::uint64_t before = f.case_file().entries;
    CHECK(f.record({"--title", "x"}) == ExitCode::usage);                      // no kind
    CHECK(f.record({"--kind", "review"}) == ExitCode::usage);                  // no title
    CHECK(f.record({"--kind", "intake", "--title", "x"}) == ExitCode::usage);  // not a person's
    CHECK(f.record(with(review, {"--used", "E3"})) == ExitCode::failed);
    CHECK(f.says("M0003"));
    CHECK(f.record({"--kind", "review", "--title", "x", "--agent", "polize"}) == ExitCode::failed);
    CHECK(f.record(with(review, {"--until", "2026-01-31"})) == ExitCode::failed);
    CHECK(f.record(with(review, {"--used", "E1", "--generated", "E1"})) == ExitCode::failed);
    CHECK(f.record(with(review, {"--threshold", "0.6"})) == ExitCode::usage);  // no inference
    CHECK(f.record(with(review, {"--parameter", "=x"})) == ExitCode::usage);
    CHECK(f.record(with(review, {"--parameter", "a=1", "--parameter", "a=2"})) == ExitCode::usage);
    CHECK(f.record(with(review, {"--no-authority", "--authority-cite", "W"})) == ExitCode::usage);
    CHECK(f.record(with(review, {"--authority-scope", "all"})) == ExitCode::usage);
    CHECK(f.record(with(review, {"--id", "A1"})) == ExitCode::failed);  // there already
    CHECK(f.record(with(review, {"--replace"})) == ExitCode::failed);   // not there
    CHECK(f.record(with(review, {"--from", "act.xml"})) == ExitCode::usage);
    CHECK(f.record({"--from", "nowhere.xml"}) == ExitCode::failed);
    CHECK(f.case_file().entries == before);
}

TEST_CASE("a candidate list is read whole or not at all") {
    RecordFixture f;
    const auto search = [&](const std::string& list) {
        put(f.party.folder / "list.csv", list);
        return f.record({"--kind", "other", "--title", "x", "--candidates", "list.csv"});
    };
    for (const std::string list :
         {"", "rank\n1\n", "rank,label,name\n1,a,b\n", "rank,label\n0,a\n",
          "rank,label\n1,a\n1,b\n", "rank,label\n1,\n", "rank,label,score\n1,a,high\n",
          "rank,label,chosen\n1,a,maybe\n", "rank,label\n1,a,b\n"}) {
        CHECK(search(list) == ExitCode::failed);
        CHECK(f.case_file().activities.size() == 2);  // that of the case, and the report
    }
    CHECK(search("rank,label,score,chosen\n2,b,,no\n1,a,0.93,yes\n") == ExitCode::done);
    const Activity act = f.case_file().activities.back().object;
    REQUIRE(act.candidates.size() == 2);
    CHECK_FALSE(act.candidates[0].score);
    CHECK(act.candidates[1].chosen);
}

TEST_CASE("an authority that does not cover the act is recorded as such") {
    RecordFixture f;
    const auto outcome = [&](const std::vector<std::string>& more) {
        const ExitCode code = f.record(with(
            {"--kind", "acquisition", "--title", "Taking of the image", "--happened", "2026-01-10"},
            more));
        const CaseFile after = f.case_file();
        UNSCOPED_INFO(f.party.said());
        return std::pair(code, authority_standing(after.activities.back().object).state);
    };
    using enum AuthorityState;
    CHECK(outcome({}) == std::pair(ExitCode::adverse, not_recorded));
    CHECK(outcome({"--no-authority"}) == std::pair(ExitCode::adverse, none));
    CHECK(outcome({"--authority-cite", "W1", "--authority-valid-from", "2025-01-01",
                   "--authority-valid-until", "2026-01-09"}) ==
          std::pair(ExitCode::adverse, expired));
    CHECK(outcome({"--authority-cite", "W2", "--authority-valid-from", "2026-01-11"}) ==
          std::pair(ExitCode::adverse, not_yet_valid));
    CHECK(outcome({"--authority-cite", "W3", "--authority-valid-from", "2026-01-01",
                   "--authority-scope", "acts: inference"}) ==
          std::pair(ExitCode::adverse, out_of_scope));
    CHECK(outcome({"--authority-cite", "W4"}) == std::pair(ExitCode::adverse, dates_unknown));
    CHECK(outcome({"--authority-cite", "W5", "--authority-valid-from", "2026-01-01"}) ==
          std::pair(ExitCode::done, stated));
}

TEST_CASE("the same act is recorded once, and corrected in the open") {
    RecordFixture f;
    CHECK(f.record(review) == ExitCode::done);
    const std::string id = f.case_file().activities.back().object.id;
    CHECK(id.starts_with("act-"));
    CHECK(f.case_file().activities.back().object.apart);
    CHECK(f.record(review) == ExitCode::failed);
    CHECK(f.record(with(review, {"--id", id, "--result", "no match", "--replace"})) ==
          ExitCode::done);
    const CaseFile after = f.case_file();
    CHECK(after.activities.back().object.result == "no match");
    REQUIRE_FALSE(after.history.empty());
    CHECK(after.history.back().id == id);
}

TEST_CASE("an act from a file is the same as one from options") {
    RecordFixture f;
    put(f.party.folder / "act.xml",
        "<activity xmlns=\"urn:isonomia:matter:1\" id=\"A2\" kind=\"review\" by=\"police\" "
        "title=\"Comparison by eye\"><result>no match</result></activity>");
    CHECK(f.record({"--from", "act.xml"}) == ExitCode::done);
    const Activity act = f.case_file().activities.back().object;
    CHECK(act.id == "A2");
    CHECK(act.result == "no match");
    CHECK(act.apart);
}

TEST_CASE("an act is signed by a key of the one who acted, or not at all") {
    RecordFixture f;
    const std::string police = f.new_key("police.pem");
    CHECK(f.record(with(review, {"--key", "police.pem"})) == ExitCode::failed);
    CHECK(f.says("P0507"));
    CHECK(f.key({"register", "case", "--agent", "polize", "--key", "police.pem"}) ==
          ExitCode::failed);
    CHECK(f.key({"register", "case", "--agent", "police", "--key", "police.pem"}) ==
          ExitCode::done);
    CHECK(f.key({"register", "case", "--agent", "lab", "--key", "police.pem"}) == ExitCode::failed);
    CHECK(f.says("P0509"));
    CHECK(f.record({"--kind", "review", "--title", "x", "--agent", "lab", "--key", "police.pem"}) ==
          ExitCode::failed);
    CHECK(f.says("P0509"));
    CHECK(f.record(with(review, {"--key", "police.pem"})) == ExitCode::done);
    CHECK(f.says(police));
    CHECK(f.keys_state() == provenance::CheckState::pass);

    CHECK(f.key({"revoke", "case", police.substr(0, 12), "--reason", "lost", "--compromised-since",
                 "2099-01-01"}) == ExitCode::usage);
    CHECK(f.key({"revoke", "case", police.substr(0, 12), "--reason", "lost"}) == ExitCode::done);
    CHECK(f.key({"revoke", "case", police, "--reason", "lost"}) == ExitCode::failed);
    CHECK(f.says("P0508"));
    CHECK(f.record(with(review, {"--id", "later", "--key", "police.pem"})) == ExitCode::failed);
    CHECK(f.says("P0508"));
    CHECK(f.keys_state() == provenance::CheckState::pass);
}

TEST_CASE("the ledger's key is replaced, found again, and only then revoked") {
    RecordFixture f;
    CHECK(f.key({"show", "case", "--json"}) == ExitCode::done);
    const std::string old = *parse_json(f.party.world.out.str())->find("fingerprint")->string();
    CHECK(f.key({"revoke", "case", old, "--reason", "stolen"}) == ExitCode::failed);
    CHECK(f.says("P0510"));
    CHECK(f.key({"rotate", "case", "--to", "keys/signing-key.pem", "--reason", "x"}) ==
          ExitCode::failed);
    CHECK(f.says("P0510"));
    const std::string fresh = f.new_key("new.pem");
    CHECK(f.key({"rotate", "case", "--to", "new.pem", "--reason", "yearly"}) == ExitCode::done);
    CHECK(f.record(review) == ExitCode::integrity);  // the old key holds it no more
    CHECK(f.says("P0106"));
    CHECK(f.record(with(review, {"--ledger-key", "new.pem"})) == ExitCode::done);
    fs::rename(f.party.folder / "new.pem", f.party.folder / "keys" / (fresh + ".pem"));
    CHECK(f.record(with(review, {"--id", "A7"})) == ExitCode::done);  // found by its fingerprint
    CHECK(f.key({"revoke", "case", old, "--reason", "stolen", "--compromised-since",
                 "2026-11-01"}) == ExitCode::done);
    CHECK(f.keys_state() == provenance::CheckState::pass);
    CHECK(f.key({"show", "case"}) == ExitCode::done);
    CHECK(f.says("in doubt since 2026-11-01: stolen"));
}

TEST_CASE("options of one action are refused by another") {
    RecordFixture f;
    CHECK(f.key({"generate", "--agent", "police", "-o", "x"}) == ExitCode::usage);
    CHECK(f.key({"generate"}) == ExitCode::usage);
    CHECK(f.key({"generate", "-o", "x"}) == ExitCode::failed);  // nobody to ask
    CHECK(f.says("P0505"));
    CHECK_FALSE(fs::exists(f.party.folder / "x"));
    CHECK(f.key({"show", "case", "beef"}) == ExitCode::usage);
    CHECK(f.key({"revoke", "beef", "--reason", "x"}) == ExitCode::usage);
    CHECK(f.key({"revoke", "case", "0123456789abcdef", "--reason", "x"}) == ExitCode::failed);
    CHECK(f.says("P0507"));
    CHECK(f.record(with(review, {"--token-label", "x"})) == ExitCode::usage);
    CHECK(f.record(with(review, {"--key", "a", "--token-module", "b"})) == ExitCode::usage);
}

}  // namespace isonomia::cli
