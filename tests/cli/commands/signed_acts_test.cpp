// Holds, retentions, servings and erasures that bear the signature of who did them.
#include <algorithm>

#include "provenance/bundle.hpp"
#include "tests/cli/case_support.hpp"

namespace isonomia::cli {

Command disclose_command();
Command key_command();
Command log_command();
Command show_command();
Command verify_command();

using tests::make_case;
using tests::Party;

namespace {

struct SigningOffice {
    SigningOffice() {
        make_case(police);
        key = new_key("officer.pem");
        REQUIRE(police.run(key_command(), {"register", "case", "--agent", "police", "--key",
                                           "officer.pem"}) == ExitCode::done);
    }

    // A key file of one's own, and its fingerprint.
    std::string new_key(const std::string& file) {
        REQUIRE(police.run(key_command(), {"generate", "-o", file, "--unencrypted", "--json"}) ==
                ExitCode::done);
        return *parse_json(police.world.out.str())->find("fingerprint")->string();
    }

    // Who signed the object, as 'show' says it in text and in JSON; "" for nobody.
    std::string signer_of(const std::string& object) {
        REQUIRE(police.run(show_command(), {"case", object}) == ExitCode::done);
        const bool said = police.said().find("signed by the key " + key) != std::string::npos;
        REQUIRE(police.run(show_command(), {"case", object, "--json"}) == ExitCode::done);
        const Json shown = parse_json(police.world.out.str()).value();
        const Json* signer = shown.find("entry")->find("signer");
        const std::string named = signer == nullptr ? "" : *signer->string();
        CHECK(said == (named == key));
        return named;
    }

    provenance::Check check(const std::string& id) {
        const auto report = provenance::verify(police.folder / "case", police.files);
        CHECK(report.whole());
        for (const auto& one : report.checks)
            if (one.id == id) return one;
        FAIL("no check " << id);
        return {};
    }

    isonomia::tests::ScratchFolder scratch;
    Party police{scratch.path() / "police"};
    std::string key;
};

// The four acts, each with these words at its end.
struct SignedAct {
    Command command;
    std::vector<std::string> words;
    std::string object;
};

std::vector<SignedAct> four_acts() {
    return {
        {hold_command(), {"place", "case", "--title", "Appeal", "-e", "E2"}, "hold/hold-1"},
        {hold_command(), {"release", "case", "--id", "hold-1", "--reason", "final"}, "hold/hold-1"},
        {retention_command(),
         {"set", "case", "--category", "images", "--ground", "s 12", "--erase-by", "2099-01-01",
          "-e", "E2"},
         "retention/retention-1"},
        {disclose_command(), {"case", "--to", "lab", "--all", "-o", "bundle"}, "serving/serving-1"},
        {erase_command(),
         {"case", "--subject", "accused", "--ground", "Acquittal", "--decided-by", "police"},
         "erasure/erasure-1"}};
}

ExitCode with_key(Party& party, const SignedAct& act, const std::string& file) {
    std::vector<std::string> words = act.words;
    words.insert(words.end(), {"--key", file});
    return party.run(act.command, words);
}

}  // namespace

TEST_CASE("holds, retentions, servings and erasures signed by a person say so and verify") {
    SigningOffice office;
    std::uint64_t signed_acts = office.check("acts").checked;
    for (const SignedAct& act : four_acts()) {
        INFO(act.object);
        CHECK(with_key(office.police, act, "officer.pem") == ExitCode::done);
        CHECK(office.signer_of(act.object) == office.key);
        CHECK(office.check("acts").checked == ++signed_acts);
        CHECK(office.check("keys").state == provenance::CheckState::pass);
    }
    CHECK(office.check("holds").state == provenance::CheckState::pass);
    CHECK(office.check("erasures").checked > 0);
}

TEST_CASE("without a key of one's own the checkpoint alone covers them") {
    SigningOffice office;
    const std::uint64_t signed_acts = office.check("acts").checked;
    for (const SignedAct& act : four_acts()) {
        INFO(act.object);
        CHECK(office.police.run(act.command, act.words) == ExitCode::done);
        CHECK(office.signer_of(act.object).empty());
    }
    CHECK(office.check("acts").checked == signed_acts);
}

TEST_CASE("a key that the record does not know, or that was revoked, signs none of them") {
    SigningOffice office;
    const std::string other = office.new_key("other.pem");
    const auto refused = [&](const std::string& file, const std::string& code) {
        const std::uint64_t before = office.police.ledger()->size();
        for (const SignedAct& act : four_acts()) {
            if (act.words.front() == "release") continue;  // nothing stands to be released
            INFO(act.object << ' ' << file);
            CHECK(with_key(office.police, act, file) == ExitCode::failed);
            CHECK(office.police.said().find(code) != std::string::npos);
            CHECK_FALSE(fs::exists(office.police.folder / "bundle"));
        }
        CHECK(office.police.ledger()->size() == before);
    };
    refused("other.pem", "P0507");
    REQUIRE(office.police.run(key_command(), {"revoke", "case", office.key, "--reason", "lost"}) ==
            ExitCode::done);
    refused("officer.pem", "P0508");
    CHECK(fs::exists(office.police.folder / "case" / "report.html"));
}

TEST_CASE("who places or releases a hold signs it himself, or nobody does") {
    SigningOffice office;
    const std::string lab = office.new_key("lab.pem");
    REQUIRE(office.police.run(key_command(), {"register", "case", "--agent", "lab", "--key",
                                              "lab.pem"}) == ExitCode::done);
    const auto hold = [&](std::vector<std::string> words, const std::string& by,
                          const std::string& file) {
        words.insert(words.end(), {"--by", by});
        if (!file.empty()) words.insert(words.end(), {"--key", file});
        return office.police.run(hold_command(), words);
    };
    const std::vector<std::string> place{"place", "case", "--title", "Appeal", "-e", "E2"};
    const std::vector<std::string> release{"release", "case", "--id", "hold-1", "--reason", "x"};
    const auto stranger = [&](const std::vector<std::string>& words, const std::string& by,
                              const std::string& file) {
        const std::uint64_t before = office.police.ledger()->size();
        CHECK(hold(words, by, file) == ExitCode::failed);
        for (const char* part : {"P0509", "hold/hold-1"})
            CHECK(office.police.said().find(part) != std::string::npos);
        CHECK(office.police.said().find("the act of '" + by + "'") != std::string::npos);
        CHECK(office.police.ledger()->size() == before);
    };
    stranger(place, "lab", "officer.pem");
    CHECK(hold(place, "lab", "lab.pem") == ExitCode::done);
    // Not by who placed it: by who releases it.
    stranger(release, "police", "lab.pem");
    stranger(release, "lab", "officer.pem");
    CHECK(hold(release, "police", "officer.pem") == ExitCode::done);
    CHECK(office.check("keys").state == provenance::CheckState::pass);
    // What another did may be recorded, and then bears no signature of a person.
    CHECK(hold(place, "lab", "") == ExitCode::done);
    CHECK(office.signer_of("hold/hold-2").empty());
}

TEST_CASE("an erasure names who decided it, and bears the signature of who did it") {
    SigningOffice office;
    SignedAct erasure = four_acts().back();
    std::replace(erasure.words.begin(), erasure.words.end(), std::string("police"),
                 std::string("lab"));
    CHECK(with_key(office.police, erasure, "officer.pem") == ExitCode::done);
    CHECK(office.signer_of("erasure/erasure-1") == office.key);
    CHECK(office.check("keys").state == provenance::CheckState::pass);
}

TEST_CASE("a hold travels in a bundle, signature and all") {
    SigningOffice office;
    const auto acts = four_acts();
    REQUIRE(with_key(office.police, acts[0], "officer.pem") == ExitCode::done);
    REQUIRE(office.police.run(disclose_command(),
                              {"case", "--to", "lab", "--all", "-o", "bundle"}) == ExitCode::done);
    CHECK(office.police.run(verify_command(), {"bundle"}) == ExitCode::done);
    DiskFiles files;
    const std::string manifest =
        *files.read(office.police.folder / "bundle/manifest.json", 1U << 24U);
    CHECK(manifest.find("Appeal") != std::string::npos);
    CHECK(manifest.find(office.key) != std::string::npos);

    const auto bundle = provenance::read_manifest(manifest);
    REQUIRE(bundle);
    const auto held =
        std::find_if(bundle->entries.begin(), bundle->entries.end(), [](const auto& entry) {
            return entry.leaf.find("\"type\":\"hold\"") != std::string::npos;
        });
    REQUIRE(held != bundle->entries.end());
    CHECK(held->leaf.find("isonomia/key/" + office.key) != std::string::npos);

    // Withheld, its kind is still to be seen, and its words are not.
    tests::put(office.police.folder / "plan.xml",
               "<disclosure xmlns=\"urn:isonomia:disclosure:1\"><serve what=\"fact\"/>"
               "<withhold what=\"hold\" category=\"tactics\" ground=\"order of May\" "
               "held-by=\"police\"/></disclosure>");
    REQUIRE(office.police.run(disclose_command(), {"case", "--to", "lab", "--plan", "plan.xml",
                                                   "-o", "second"}) == ExitCode::done);
    CHECK(office.police.run(verify_command(), {"second"}) == ExitCode::done);
    const std::string second =
        *files.read(office.police.folder / "second/manifest.json", 1U << 24U);
    CHECK(second.find("\\\"type\\\":\\\"hold\\\"") != std::string::npos);
    CHECK(second.find("Appeal") == std::string::npos);
}

}  // namespace isonomia::cli
