// A pack of one's own, begun as a copy of another one.
#include "tests/cli/case_support.hpp"

namespace isonomia::cli {

using tests::Party;

Command help_command();
Command rules_command();

namespace {

struct Author : Party {
    explicit Author(const fs::path& where) : Party(where) {
        files_context.executable = isonomia::tests::program("isonomia");
    }
    [[nodiscard]] std::string content(const char* name) {
        return files.read(folder / name, 1U << 24U).value();
    }
};

const std::vector<std::string> copy_words{"copy", "equality-of-arms-core", "my-court"};

}  // namespace

TEST_CASE("rules copy: a pack that passes lint and its tests, and differs in nothing but its id") {
    const isonomia::tests::ScratchFolder scratch;
    Author author(scratch.path() / "author");
    CHECK(author.run(rules_command(), copy_words) == ExitCode::done);
    CHECK(author.said() ==
          "wrote packs/my-court.xml, the 16 rules of equality-of-arms-core 1.0.0\n"
          "wrote packs/fixtures/my-court, their tests, 16 files\n");
    std::string expected =
        author.files
            .read(isonomia::tests::source_dir() / "rules/packs/equality-of-arms-core.xml",
                  1U << 24U)
            .value();
    const std::string id = "equality-of-arms-core";
    expected.replace(expected.find(id), id.size(), "my-court");
    CHECK(author.content("packs/my-court.xml") == expected);
    CHECK(author.run(rules_command(), {"lint", "my-court"}) == ExitCode::done);
    CHECK(author.run(rules_command(), {"test", "packs/my-court.xml"}) == ExitCode::done);
    CHECK(author.said() == "my-court: 142 cases, 0 faults, 84 of 84 values of tests seen\n");
    const std::vector<std::string> compare{"diff", "equality-of-arms-core", "my-court"};
    CHECK(author.run(rules_command(), compare) == ExitCode::done);
    CHECK(author.said() == "0 changes\n");

    std::string changed = author.content("packs/my-court.xml");
    const auto change = [&](const std::string& from, const std::string& to) {
        const auto at = changed.find(from);
        REQUIRE(at != std::string::npos);
        changed.replace(at, from.size(), to);
    };
    change("burden=\"prosecution\"", "burden=\"police\"");
    change("&gt;= $days_min", "&gt; $days_min");
    tests::put(author.folder / "packs/my-court.xml", changed);
    CHECK(author.run(rules_command(), compare) == ExitCode::adverse);
    CHECK(author.said() ==
          "changed  rule EA-01: burden\n"
          "changed  rule EA-09: logic  (can change verdicts)\n"
          "2 changes\n");
    CHECK(author.run(rules_command(), {"diff", "equality-of-arms-core"}) == ExitCode::usage);

    // Lint counts rules and exceptions that nobody confirmed apart.
    change("</rule>", R"(<exception id="x"><title xml:lang="en">X</title>
<title xml:lang="fr">X</title><authority cite="X" status="unverified"><says xml:lang="en">X</says>
<says xml:lang="fr">X</says></authority><test needs="served.output"
xp="f[@id='served.output']='true'"/></exception></rule>)");
    tests::put(author.folder / "packs/my-court.xml", changed);
    (void)author.run(rules_command(), {"lint", "my-court"});
    CHECK(author.said().find("; 1 exception rests on unverified authorities alone\n") !=
          std::string::npos);
    CHECK(author.run(rules_command(), {"diff", "equality-of-arms-core", "her-court"}) ==
          ExitCode::failed);
    CHECK(author.said().find("U0017 there is no pack 'her-court'") == 0);
}

TEST_CASE("rules copy: nothing is overwritten, nothing is left half done") {
    const isonomia::tests::ScratchFolder scratch;
    Author author(scratch.path() / "author");
    tests::put(author.folder / "packs/fixtures/my-court/EA-16.xml", "mine");
    CHECK(author.run(rules_command(), copy_words) == ExitCode::failed);
    CHECK(author.said().find("U0012 'packs/fixtures/my-court/EA-16.xml' is already there") == 0);
    CHECK_FALSE(fs::exists(author.folder / "packs/my-court.xml"));
    CHECK(author.content("packs/fixtures/my-court/EA-16.xml") == "mine");
    fs::remove_all(author.folder / "packs");

    author.files.changes_left = 5;
    CHECK(author.run(rules_command(), copy_words) == ExitCode::failed);
    CHECK_FALSE(fs::exists(author.folder / "packs/my-court.xml"));
    CHECK(fs::is_empty(author.folder / "packs/fixtures/my-court"));
    author.files.changes_left = ~std::size_t{0};
    CHECK(author.run(rules_command(), copy_words) == ExitCode::done);
    CHECK(author.run(rules_command(), copy_words) == ExitCode::failed);
    CHECK(author.said().find("U0012 'packs/my-court.xml'") == 0);
}

TEST_CASE("rules copy: ids that no pack can have, and those that are taken") {
    const isonomia::tests::ScratchFolder scratch;
    Author author(scratch.path() / "author");
    for (const char* id : {"", "my court", "../out", "my-court.xml/", "1st", "un-unodc"}) {
        INFO(id);
        CHECK(author.run(rules_command(), {"copy", "echr", id}) == ExitCode::usage);
        CHECK(author.said().find("U0006") == 0);
    }
    CHECK(author.run(rules_command(), {"copy", "echr"}) == ExitCode::usage);
    CHECK(author.run(rules_command(), {"copy"}) == ExitCode::usage);
    CHECK(author.run(rules_command(), {"copy", "ehcr", "mine"}) == ExitCode::failed);
    CHECK(author.said().find("U0017") == 0);
    CHECK_FALSE(fs::exists(author.folder / "packs"));
}

TEST_CASE("rules copy: a lawyer who signed the original did not sign the copy") {
    const isonomia::tests::ScratchFolder scratch;
    for (const char* signature :
         {"<signature by=\"A &gt; > 'B'\" capacity='a \"advocate\"' on=\"2026-01-01\"/>",
          "<signature by=\"A\" capacity=\"advocate\" on=\"2026-01-01\"\n></signature >"}) {
        INFO(signature);
        Author author(scratch.path() / std::to_string(std::string_view(signature).size()));
        REQUIRE(author.run(rules_command(), copy_words) == ExitCode::done);
        const std::string unsigned_pack = author.content("packs/my-court.xml");
        std::string text = unsigned_pack;
        tests::put(author.folder / "packs/my-court.xml",
                   text.insert(text.find("<about"), signature));
        CHECK(author.run(rules_command(), {"copy", "packs/my-court.xml", "twin"}) ==
              ExitCode::done);
        text = author.content("packs/twin.xml");
        CHECK(text.replace(text.find("twin"), 4, "my-court") == unsigned_pack);
        CHECK(fs::exists(author.folder / "packs/fixtures/twin/EA-01.xml"));
    }
}

TEST_CASE("help knows the packs of the working folder, their rules and their facts") {
    const isonomia::tests::ScratchFolder scratch;
    Author author(scratch.path() / "author");
    CHECK(author.run(help_command(), {"my-court"}) == ExitCode::usage);
    REQUIRE(author.run(rules_command(), copy_words) == ExitCode::done);
    tests::put(author.folder / "packs/broken.xml", "<pack");  // help works all the same
    CHECK(author.run(help_command(), {"my-court"}) == ExitCode::done);
    CHECK(author.said().find("Pack my-court\n") == 0);
    for (const char* topic : {"my-court/EA-09", "my-court/ea-09"}) {
        INFO(topic);
        CHECK(author.run(help_command(), {topic}) == ExitCode::done);
        CHECK(author.said().find("The defence has time to examine") != std::string::npos);
    }
    CHECK(author.run(help_command(), {"served.output"}) == ExitCode::done);
    CHECK(author.said().find("in the pack my-court") != std::string::npos);
    CHECK(author.run(help_command(), {"served.on"}) == ExitCode::done);
    CHECK(author.said().find("Stated in the matter (date)") != std::string::npos);
}

}  // namespace isonomia::cli
