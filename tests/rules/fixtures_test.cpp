#include "rules/fixtures.hpp"

#include <algorithm>

#include "tests/catch.hpp"
#include "tests/rules/rules_support.hpp"

using namespace isonomia;
using namespace isonomia::rules;
using namespace isonomia::rules::tests;

namespace {

const std::string three =
    R"(<given><fact id="a" value="true"/></given><case expect="met"/>
<case expect="not met"><fact id="a" value="false"/></case>
<case expect="not established" asks="a"><fact id="a" status="unknown"/></case>)";

Result<PackTest> run(const std::string& inside, const std::string& attributes = "rule=\"R\"") {
    MemoryFiles files;
    if (!inside.empty())
        files.content["t/R.xml"] = "<fixtures xmlns=\"urn:isonomia:fixtures:1\" " + attributes +
                                   ">" + inside + "</fixtures>";
    return test_pack(files, sound(pack_text(rule_text(is_true("a")))), "t");
}

bool has(const PackTest& test, const std::string& code) {
    return std::any_of(test.faults.begin(), test.faults.end(),
                       [&](const Error& error) { return error.code == code; });
}

}  // namespace

TEST_CASE("fixture files that make no sense are errors") {
    CHECK_FALSE(run("<case/>"));
    CHECK_FALSE(run("<case expect=\"fine\"/>"));
    CHECK_FALSE(run(three, "rule=\"S\""));
    CHECK_FALSE(run("<case expect=\"met\"><fact id=\"zz\" value=\"true\"/></case>"));
    CHECK_FALSE(run("<case expect=\"met\"><set parameter=\"zz\" value=\"1\"/></case>"));
    CHECK_FALSE(run("<case expect=\"met\"><faact id=\"a\"/></case>"));
}

TEST_CASE("a rule without fixtures fails the test of its pack") {
    const auto test = run("");
    REQUIRE(test);
    CHECK_FALSE(test->passed());
    REQUIRE(test->faults.size() == 1);  // what the leaves lack is its consequence
    CHECK(test->faults[0].code == "R0104");
    CHECK(test->faults[0].message ==
          "rule 'R' has no fixture that ends in 'met', 'not met', 'not established'");
    CHECK(test->faults[0].hint == "add a <case expect='met'> to t/R.xml beside the pack");
    CHECK(test->values_seen() == 0);
    CHECK(test->values_all() == 3);
}

TEST_CASE("a wrong expectation is reported with what came out") {
    const auto test =
        run(three + "<case name=\"wrong\" expect=\"met\"><fact id=\"a\" value=\"false\"/></case>");
    REQUIRE(test);
    REQUIRE(test->faults.size() == 1);
    CHECK(test->faults.front().code == "R0201");
    CHECK(test->faults.front().message.find("expected 'met', came to 'not met'") !=
          std::string::npos);
    CHECK(test->faults.front().where->line == 3);
}

TEST_CASE("expectations on exceptions, disputes and requests count too") {
    CHECK(has(*run(three + "<case expect=\"met\" exception=\"x\"/>"), "R0201"));
    CHECK(has(*run(three + "<case expect=\"met\" asks=\"a\"/>"), "R0201"));
    CHECK(has(*run(three + "<case expect=\"met\" turns-on=\"a\"/>"), "R0201"));
}

TEST_CASE("three fixtures cover a rule of one leaf") {
    const auto test = run(three);
    REQUIRE(test);
    CHECK(test->passed());
    CHECK(test->cases.size() == 3);
    CHECK(test->values_seen() == 3);
}

TEST_CASE("an evaluative rule that only records its factor needs no case that ends in a breach") {
    MemoryFiles files;
    files.content["t/R.xml"] = R"(<fixtures xmlns="urn:isonomia:fixtures:1" rule="R">
<case expect="assessed"><fact id="a" value="true"/></case>
<case expect="assessed"><fact id="a" value="false"/></case>
<case expect="not established"/></fixtures>)";
    const std::string either = "<any>" + is_true("a") + leaf("a", "f[@id='a']='false'") + "</any>";
    const auto test =
        test_pack(files, sound(pack_text(rule_text(either, R"(kind="evaluative")"))), "t");
    REQUIRE(test);
    CHECK(test->passed());
    const auto strict = test_pack(files, sound(pack_text(rule_text(either))), "t");
    REQUIRE(strict);
    CHECK(has(*strict, "R0201"));
    CHECK_FALSE(has(*strict, "R0104"));  // a consequence
}

TEST_CASE("a leaf value that no fixture reaches is named") {
    const auto test = run(R"(<case expect="met"><fact id="a" value="true"/></case>
<case expect="not established"/>)");
    REQUIRE(test);
    CHECK_FALSE(has(*test, "R0202"));  // a consequence
    CHECK(has(*test, "R0104"));        // nothing ends in "not met"
    CHECK(test->values_seen() == 2);

    MemoryFiles files;
    files.content["t/R.xml"] = R"(<fixtures xmlns="urn:isonomia:fixtures:1" rule="R">
<given><fact id="b" value="true"/></given>
<case expect="met"><fact id="a" value="true"/></case>
<case expect="not met"><fact id="a" value="false"/></case>
<case expect="not established"/></fixtures>)";
    const Pack pack = sound(pack_text(rule_text("<all>" + is_true("a") + is_true("b") + "</all>")));
    const auto both = test_pack(files, pack, "t");
    REQUIRE(both);
    REQUIRE(both->faults.size() == 1);
    CHECK(both->faults[0].message == "rule 'R': no case makes this test false or unknown");
    CHECK(both->faults[0].notes == std::vector<std::string>{"test: f[@id='b']='true'"});
    CHECK(both->faults[0].hint == "add a <case> in which 'b' is false, in t/R.xml beside the pack");
}

TEST_CASE("a fixture gives figures of what was used, or of something else") {
    MemoryFiles files;
    files.content["t/R.xml"] = R"(<fixtures xmlns="urn:isonomia:fixtures:1" rule="R">
<case expect="met"><measurement metric="m" value="1" low="0" high="2"/></case>
<case expect="not met"><measurement metric="m" value="9" low="8" high="10"/></case>
<case expect="not established" asks="m">
<measurement metric="m" system="other" value="1" low="0" high="2"/></case></fixtures>)";
    const Pack pack =
        sound(pack_text(rule_text("<measure metric=\"m\" comparison=\"le\" limit=\"5\">"
                                  "<says xml:lang=\"en\">M is low</says></measure>")));
    const auto test = test_pack(files, pack, "t");
    REQUIRE(test);
    CHECK(test->faults.empty());
    CHECK(test->values_seen() == 3);
    files.content["t/R.xml"] = R"(<fixtures xmlns="urn:isonomia:fixtures:1" rule="R">
<case expect="met"><measurement metric="m" system="mine" value="1"/></case></fixtures>)";
    CHECK_FALSE(test_pack(files, pack, "t"));
}
