// Serving a part of the record, from the command line.
#include "core/json.hpp"
#include "provenance/bundle.hpp"
#include "tests/cli/case_support.hpp"

namespace isonomia::cli {

using tests::make_case;
using tests::Party;
using tests::put;

Command disclose_command();
Command key_command();
Command verify_command();

namespace {

std::string plan(const std::string& inside) {
    return "<disclosure xmlns=\"urn:isonomia:disclosure:1\">" + inside + "</disclosure>";
}

}  // namespace

TEST_CASE("disclose: a slip serves nothing, records nothing and leaves nothing") {
    const isonomia::tests::ScratchFolder scratch;
    Party police(scratch.path() / "police");
    make_case(police);
    const auto size = police.ledger()->size();
    const auto refused = [&](const std::string& inside, const std::string& code) {
        put(police.folder / "plan.xml", plan(inside));
        INFO(inside);
        CHECK(police.run(disclose_command(), {"--to", "lab", "--plan", "plan.xml", "-o", "bundle",
                                              "case"}) != ExitCode::done);
        CHECK(police.said().find(code) != std::string::npos);
        CHECK_FALSE(fs::exists(police.folder / "bundle"));
    };
    refused("<serve what=\"exhibit/E9\"/>", "U0019");
    refused("<serve what=\"exhibits\"/>", "U0019");
    refused("<serve what=\"exhibit\" hide=\"colour\"/>", "U0019");
    refused("<serve/>", "X00");
    refused("<serve what=\"exhibit\"/><withhold what=\"fact\"/>", "X00");
    refused("", "P1301");
    refused("<share what=\"all\"/>", "X0005");
    const std::vector<std::string> all{"--to", "lab", "--all", "-o"};
    const auto with = [&](std::string target, std::vector<std::string> more = {}) {
        auto words = all;
        words.push_back(std::move(target));
        words.insert(words.end(), more.begin(), more.end());
        words.emplace_back("case");
        return police.run(disclose_command(), words);
    };
    CHECK(with("case/bundle") == ExitCode::usage);
    CHECK(with("bundle", {"--plan", "plan.xml"}) == ExitCode::usage);
    CHECK(with("bundle", {"--runs-served", "2", "--runs-made", "1"}) == ExitCode::usage);
    CHECK(with("bundle", {"--runs-made", "-1"}) == ExitCode::usage);
    put(police.folder / "taken", "");
    CHECK(with("taken") == ExitCode::failed);
    CHECK(fs::is_regular_file(police.folder / "taken"));
    CHECK(police.run(disclose_command(), {"--to", "nobody", "--all", "-o", "bundle", "case"}) ==
          ExitCode::failed);
    CHECK(police.ledger()->size() == size);
}

TEST_CASE("disclose: what is served verifies alone, what is withheld is not in it") {
    const isonomia::tests::ScratchFolder scratch;
    Party police(scratch.path() / "police");
    make_case(police);
    put(police.folder / "plan.xml",
        plan("<serve what=\"exhibit\" hide=\"received_on\"/><serve what=\"activity\"/>"
             "<withhold what=\"exhibit/E1\" category=\"personal data\" ground=\"order of May\" "
             "held-by=\"police\"/>"));
    REQUIRE(police.run(disclose_command(), {"--to", "lab", "--plan", "plan.xml", "-o", "bundle",
                                            "--runs-made", "9", "--runs-served", "1", "case"}) ==
            ExitCode::done);
    CHECK(police.run(verify_command(), {"bundle"}) == ExitCode::done);
    CHECK(police.said().find("The bundle is whole") != std::string::npos);
    CHECK(police.said().find("9 runs") != std::string::npos);
    DiskFiles files;
    const std::string manifest = *files.read(police.folder / "bundle/manifest.json", 1 << 24);
    CHECK(manifest.find(tests::person_name) == std::string::npos);
    CHECK(manifest.find("2026-01-10") == std::string::npos);
    CHECK(manifest.find("order of May") != std::string::npos);
    CHECK(manifest.find("Manual of the system") != std::string::npos);

    // What a bundle cannot show is refused, not passed over.
    const std::vector<std::vector<std::string>> beyond{
        {"--witness", "lab"}, {"--tsa-ca", "ca.pem"}, {"--at", "2026-11-22"}, {"--second-digest"}};
    for (auto words : beyond) {
        INFO(words.front());
        words.emplace_back("bundle");
        CHECK(police.run(verify_command(), words) == ExitCode::usage);
        CHECK(police.said().find("a bundle cannot be checked with") != std::string::npos);
    }

    put(police.folder / "bundle/exhibits/added", "x");
    CHECK(police.run(verify_command(), {"bundle"}) == ExitCode::integrity);
    CHECK(police.said().find("The bundle is broken") != std::string::npos);
}

TEST_CASE("disclose: the next bundle for a party proves that nothing was altered since") {
    const isonomia::tests::ScratchFolder scratch;
    Party police(scratch.path() / "police");
    make_case(police);
    REQUIRE(police.run(disclose_command(), {"--to", "lab", "--all", "-o", "first", "case"}) ==
            ExitCode::done);
    REQUIRE(police.run(disclose_command(), {"--to", "lab", "--all", "-o", "second", "case"}) ==
            ExitCode::done);
    CHECK(police.said().find("follows") != std::string::npos);
    DiskFiles files;
    const auto first =
        provenance::read_manifest(*files.read(police.folder / "first/manifest.json", 1 << 24));
    const auto second =
        provenance::read_manifest(*files.read(police.folder / "second/manifest.json", 1 << 24));
    REQUIRE(first);
    REQUIRE(second);
    CHECK(second->follows == first->checkpoint);
    CHECK(police.run(verify_command(), {"second"}) == ExitCode::done);
    CHECK(police.run(verify_command(), {"second", "--checkpoint", "first"}) == ExitCode::done);
    // The case folder has recorded the serving since: the bundle is older than that.
    CHECK(police.run(verify_command(), {"second", "--checkpoint", "case"}) == ExitCode::adverse);
    CHECK(police.said().find("the bundle is not shown to be whole") != std::string::npos);
    CHECK(police.run(verify_command(), {"second", "--checkpoint", "keys"}) == ExitCode::failed);
    CHECK(police.run(verify_command(), {"case"}) == ExitCode::done);
}

TEST_CASE("disclose: after a rotation the receiver is told both keys, and what is open without") {
    const isonomia::tests::ScratchFolder scratch;
    Party police(scratch.path() / "police");
    make_case(police);
    const std::string first = police.ledger()->author();
    REQUIRE(police.run(key_command(), {"generate", "-o", "new.pem", "--unencrypted"}) ==
            ExitCode::done);
    REQUIRE(police.run(key_command(), {"rotate", "case", "--to", "new.pem", "--reason",
                                       "annual"}) == ExitCode::done);
    REQUIRE(police.run(disclose_command(), {"--to", "lab", "--all", "-o", "bundle", "case",
                                            "--ledger-key", "new.pem"}) == ExitCode::done);
    const std::string said = police.said();
    const std::size_t at = said.find(" --key ");
    REQUIRE(at != std::string::npos);
    const std::string second = said.substr(at + 7, 64);
    CHECK(said.find(" --key " + second + " --key " + first) != std::string::npos);
    CHECK(police.run(verify_command(), {"bundle", "--key", second}) == ExitCode::adverse);
    CHECK(police.said().find("the bundle is not shown to be whole") != std::string::npos);
    CHECK(police.said().find("contents were not checked") == std::string::npos);
    CHECK(police.run(verify_command(), {"bundle", "--key", second, "--key", first}) ==
          ExitCode::done);
}

}  // namespace isonomia::cli
