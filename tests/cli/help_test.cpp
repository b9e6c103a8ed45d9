// Help, topics, manual page and completion: all from the same records.
#include "tests/catch.hpp"

#include "cli/completion.hpp"
#include "cli/dispatch.hpp"
#include "cli/help_text.hpp"
#include "cli/man_page.hpp"
#include "cli/markdown.hpp"
#include "cli/topics.hpp"
#include "core/subprocess.hpp"
#include "tests/cli/cli_support.hpp"

namespace isonomia::cli {

namespace {

std::vector<Command> toys() {
    return {{.name = "toy",
             .summary = "it's a toy [of sorts]: small",
             .description = {"A description with a back\\slash.", ".TH not a request"},
             .options = {{.name = "kind",
                          .letter = 'k',
                          .value = "KIND",
                          .help = "which kind",
                          .fallback = "small",
                          .allowed = {"small", "large"}},
                         {.name = "secret", .help = "unseen", .hidden = true}},
             .positionals = {{.name = "FILE",
                              .help = "what to read",
                              .required = false,
                              .repeatable = true,
                              .completes = Completes::file}},
             .examples = {{"isonomia toy a", "shows a"}},
             .exit_codes = {{ExitCode::adverse, "it broke"}}}};
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("topics of hostile or empty pages") {
    CHECK(topics_of({}).empty());
    const std::vector<EmbeddedFile> pages{{"docs/errors/U.md", ""},
                                          {"docs/errors/X.md", "no heading"},
                                          {"docs/errors/Y.md", "## \n##\n## Y0001"},
                                          {"docs/glossary.md", "| a | b |\n||||\n"}};
    const auto topics = topics_of(pages);
    REQUIRE(topics.size() == 1);
    CHECK(topics[0].name == "Y0001");
}

TEST_CASE("a section of a page about a format is a topic where no other goes by its name") {
    const std::vector<Topic> topics =
        topics_of(std::vector<EmbeddedFile>{{"docs/formats/pack.md",
                                             "# Packs\n\n## Fixtures\n\nOne a rule.\n\n## `What` "
                                             "follows\n\nMuch.\n##\n"},
                                            {"docs/errors/U.md", "## Fixtures\n\nAn error.\n"}});
    for (const char* typed : {"fixtures", "Fixture"}) {
        const auto found = sections_meant(topics, typed);
        REQUIRE(found.size() == 1);
        CHECK(found[0].name == "pack, Fixtures");
        CHECK(found[0].text == "# pack: Fixtures\n\nOne a rule.\n\n");
    }
    CHECK(sections_meant(topics, "what-follows").empty());
    CHECK(sections_meant(topics, "Packs").empty());  // the page itself
    CHECK(sections_meant(topics, "").empty());
}

TEST_CASE("topics from pages") {
    const std::vector<EmbeddedFile> pages{
        {"docs/errors/U.md", "# Errors\n\n## U0001\n\nFirst.\nWhy.\n\n## U0002\n\nSecond.\n"},
        {"docs/metrics/tpr.md", "# True-positive rate\n\nText.\n"},
        {"docs/glossary.md",
         "## The case\n\n| Term | Meaning | Source |\n|---|---|---|\n| case file | all of it | us "
         "|\n"}};
    const auto topics = topics_of(pages);
    REQUIRE(topics.size() == 4);
    CHECK(topics[0].name == "U0001");
    CHECK(topics[0].title == "First.");
    CHECK_FALSE(has(topics[0].text, "Second"));
    CHECK(topics[1].name == "U0002");
    CHECK(topics[2].kind == "metric");
    CHECK(topics[2].title == "True-positive rate");
    CHECK(topics[3].name == "case file");
    CHECK(topics[3].title == "all of it");
}

TEST_CASE("names are meant in any case and with any separator") {
    CHECK(means("Equal-Opportunity", "equal_opportunity"));
    CHECK(means("case FILE", "case-file"));
    CHECK_FALSE(means("case", "case file"));
    CHECK_FALSE(means("", "x"));
    CHECK(contains_folded("False-positive rate", "POSITIVE_R"));
    CHECK(contains_folded("x", ""));
    CHECK_FALSE(contains_folded("", "x"));
}

TEST_CASE("markdown on a terminal") {
    const TerminalFacts narrow{.is_terminal = false, .color = false, .width = 20};
    CHECK(markdown_for_terminal("", narrow) == "");
    CHECK(markdown_for_terminal(
              "# Title\n\nA **bold** [link](http://x) and more text\n- one\n- two", narrow) ==
          "Title\n\nA bold link and more\ntext\n- one\n- two\n");
    CHECK(markdown_for_terminal("```\n  code [x](y)\n```\n| a | b |", narrow) ==
          "      code [x](y)\na  b\n");
    CHECK(markdown_for_terminal("|", narrow) == "");
    CHECK(markdown_for_terminal("|-|\n| a \\| b |\n| c", narrow) == "a | b\nc\n");
    CHECK(markdown_for_terminal("> a quoted\n> line\nnot quoted", narrow) ==
          "  a quoted line\nnot quoted\n");
    CHECK(markdown_for_terminal("as in\n\n    a  = 1\n    bb = 2\n", narrow) ==
          "as in\n\n    a  = 1\n    bb = 2\n");
    CHECK(markdown_for_terminal("[open", narrow) == "[open\n");
    CHECK(markdown_for_terminal("#", narrow) == "");
}

TEST_CASE("derived facts are topics") {
    const std::vector<EmbeddedFile> pages{
        {"docs/formats/rule_pack.md",
         "# Rule packs\n\n| Fact | Type | True when | Standing |\n|-|-|-|-|\n"
         "| `d.explained` | boolean | it was explained | ledger |\n| `d.short` | boolean |\n"}};
    const auto topics = topics_of(pages);
    REQUIRE(topics.size() == 2);
    CHECK(topics[0].kind == "fact");
    CHECK(topics[0].name == "d.explained");
    CHECK(topics[0].title == "it was explained");
    CHECK(topics[1].name == "rule_pack");
}

TEST_CASE("help offers what contains the word, facts, and both pages of a comparison") {
    const auto help = [](const std::vector<std::string>& words, ExitCode expected) {
        tests::World world;
        std::vector<std::string> typed{"help"};
        typed.insert(typed.end(), words.begin(), words.end());
        CHECK(dispatch(world.context, all_commands(), typed) == expected);
        return world.out.str() + world.err.str();
    };
    CHECK_FALSE(has(help({"xq"}, ExitCode::usage), "topics that contain it"));
    const std::string near = help({"positive"}, ExitCode::usage);
    CHECK(has(near, "topics that contain it: false_positive_"));
    CHECK(has(help({"d.code-reviewed"}, ExitCode::done), "source code was read"));
    CHECK(has(help({"served.output"}, ExitCode::done), "Request when it is unknown"));
    CHECK(has(help({"EA-02"}, ExitCode::done), "Facts read"));
    CHECK(has(help({"IC-11"}, ExitCode::done), "false_positive_rate_difference"));
    const std::string comparison = help({"False-positive-rate-difference"}, ExitCode::done);
    CHECK(has(comparison, "False-positive rate\n"));
    CHECK(has(comparison, "Difference between a group's rate"));
}

TEST_CASE("tables are laid out in columns within the width") {
    TerminalFacts terminal;
    terminal.width = 30;
    CHECK(markdown_for_terminal("| a | bb |\n|---|:-:|\n| ccc | d |\n\nend", terminal) ==
          "a    bb\nccc  d\n\nend\n");
    CHECK(markdown_for_terminal("| id | a meaning that is longer than the line |\n| x | y |",
                                terminal) ==
          "id  a meaning that is longer\n    than the line\nx   y\n");
}

TEST_CASE("help shows every option but the hidden") {
    const std::string help = command_help(toys().front(), {});
    CHECK(has(help, "isonomia toy [OPTION]... [FILE...]"));
    CHECK(has(help, "-k, --kind KIND   which kind; one of: small, large; default: small"));
    CHECK(has(help, "--json"));
    CHECK(has(help, "2    it broke"));
    CHECK_FALSE(has(help, "secret"));
}

TEST_CASE("roff is safe and complete") {
    const std::string page = man_page(toys());
    CHECK(has(page, "back\\eslash"));
    CHECK(has(page, "\\&.TH not a request"));
    CHECK(has(page, ".B \\-k, \\-\\-kind KIND"));
    CHECK(has(page, ".SS toy"));
    CHECK_FALSE(has(page, "secret"));
}

TEST_CASE("bash accepts its completion, and completes with it") {
    const std::string script = bash_completion(toys());
    const auto completed = [&](const std::string& words, int current) {
        const auto result = run_process(
            {"/bin/bash", "--norc", "-c",
             script + "\nCOMP_WORDS=(" + words + ")\nCOMP_CWORD=" + std::to_string(current) +
                 "\n_isonomia\nprintf '%s\\n' \"${COMPREPLY[@]}\""},
            "");
        REQUIRE(result);
        CHECK(result->err == "");
        return result->out;
    };
    CHECK(completed("isonomia t", 1) == "toy\n");
    CHECK(completed("isonomia toy --k", 2) == "--kind\n");
    CHECK(completed("isonomia toy --kind l", 3) == "large\n");
    CHECK(completed("isonomia toy -k ''", 3) == "small\nlarge\n");
    CHECK(completed("isonomia toy --s", 2) == "\n");
    CHECK(completed("isonomia nothing x", 2) == "\n");
}

TEST_CASE("zsh and fish scripts name what bash names") {
    for (const std::string& script : {zsh_completion(toys()), fish_completion(toys())}) {
        CHECK(has(script, "toy"));
        CHECK(has(script, "kind"));
        CHECK(has(script, "small large"));
        CHECK_FALSE(has(script, "secret"));
    }
    CHECK(has(zsh_completion(toys()), "it'\\''s a toy \\[of sorts\\]\\: small"));
    CHECK(has(fish_completion(toys()), "-d 'it'\\''s a toy [of sorts]: small'"));
}

}  // namespace isonomia::cli
