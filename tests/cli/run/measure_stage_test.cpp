// What a matter declares and no figure uses is refused at its line.
#include <fmt/format.h>

#include "tests/cli/case_support.hpp"

namespace isonomia::cli {

using tests::Party;
using tests::put;

Command run_command();

namespace {

std::string matter_with(const std::string& declared, const std::string& column) {
    return "<matter xmlns=\"urn:isonomia:matter:1\" id=\"m\" language=\"en\" jurisdiction=\"FR\">\n"
           "<title>t</title><question>q</question>\n"
           "<exhibits><exhibit id=\"E1\" file=\"rows.csv\" title=\"Rows\"/></exhibits>\n"
           "<datasets>\n"
           "<dataset id=\"d\" form=\"rows\" exhibit=\"E1\" title=\"t\"" +
           declared +
           ">\n"
           "<column name=\"y\" role=\"outcome\"><positive>1</positive></column>\n"
           "<column name=\"f\" role=\"prediction\"><positive>1</positive></column>\n" +
           column + "</dataset></datasets></matter>\n";
}

}  // namespace

TEST_CASE("what a data set declares without effect is refused at its line") {
    isonomia::tests::ScratchFolder scratch;
    Party expert(scratch.path() / "expert");
    put(expert.folder / "rows.csv", "y,f,s\n1,1,a\n0,0,a\n0,1,b\n1,0,b\n");
    // Code and line of what is refused.
    const auto refused = [&](const std::string& declared, const std::string& column = "") {
        const fs::path file = expert.folder / "matter.xml";
        put(file, matter_with(declared, column));
        const Command command = run_command();
        const auto arguments = parse_arguments(command, {file.string()});
        REQUIRE(arguments.has_value());
        const auto done = command.run(expert.files_context, *arguments);
        if (done) return std::string("none");
        const Error& error = done.error();
        CHECK_FALSE(error.hint.empty());
        return fmt::format("{} {}", error.code, error.where ? error.where->line : 0);
    };
    CHECK(refused("", "<column name=\"s\" role=\"stratum\"/>\n") == "S0115 5");
    CHECK(refused(" replicates=\"5000\"") == "S0115 5");
    CHECK(refused(" family=\"f\"") == "S0115 5");
    CHECK(refused("", "<column name=\"s\" role=\"time\"/>\n") == "M0005 5");
    CHECK(refused(" intersections=\"true\"") == "M0005 5");
}

}  // namespace isonomia::cli
