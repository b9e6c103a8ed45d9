// Runs every scenario of tests/golden. ISONOMIA_APPROVE=1 takes what is observed for what is
// expected.
#include "tests/cli/golden_support.hpp"

#include <cstdlib>
#include <fstream>

#include "cli/man_page.hpp"
#include "tests/catch.hpp"
#include "tests/shared_data.hpp"

namespace isonomia::cli::tests {

namespace {

bool approving() { return std::getenv("ISONOMIA_APPROVE") != nullptr; }

void compare(const fs::path& file, const std::string& observed) {
    INFO(file.string());
    const std::string expected = content(file);
    if (approving() && expected != observed) {
        std::ofstream(file, std::ios::binary) << observed;
        WARN("approved: " << file.string());
        return;
    }
    const std::string lines = difference(expected, observed);
    if (!lines.empty()) FAIL_CHECK("- expected, + observed\n" << lines);
}

}  // namespace

TEST_CASE("the runner notices what it should") {
    CHECK(read_steps("isonomia\n\n\ncopy\na\n''\n") ==
          std::vector<Words>{{"isonomia"}, {"copy", "a", ""}});
    CHECK(difference("a\nb\n", "a\nb\n").empty());
    CHECK(difference("a\nb\nc\n", "a\nx\nc\n") == "- b\n+ x\n");
    CHECK(difference("a\n", "a") == "- a\n+ a  (no line break at the end)\n");
    CHECK(normalised("/tmp/x/in at 2026-11-22T10:00:00Z, root 0123456789abcdef", "/tmp/x") ==
          "FOLDER/in at TIME, root HASH");
}

TEST_CASE("command line as people see it") {
    std::size_t scenarios = 0;
    for (const auto& entry :
         fs::directory_iterator(isonomia::tests::source_dir() / "tests/golden")) {
        const fs::path scenario = entry.path();
        if (!entry.is_directory() || scenario.filename().string().starts_with("report_")) continue;
        DYNAMIC_SECTION(scenario.filename().string()) {
            REQUIRE(fs::exists(scenario / "cmd"));
            const Observed observed = observe(scenario);
            compare(scenario / "out", observed.out);
            compare(scenario / "err", observed.err);
            compare(scenario / "rc", observed.rc);
            if (fs::exists(scenario / "files")) compare(scenario / "files", observed.files);
        }
        ++scenarios;
    }
    CHECK(scenarios > 0);
}

TEST_CASE("the manual page in the tree is the one that the commands describe") {
    compare(isonomia::tests::source_dir() / "docs/man/isonomia.1", man_page(all_commands()));
}

}  // namespace isonomia::cli::tests
