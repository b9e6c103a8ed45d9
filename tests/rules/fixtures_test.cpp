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

TEST_CASE("an evaluative rule needs a case in which a factor speaks the other way") {
    const auto tested = [](const std::string& more) {
        MemoryFiles files;
        files.content["t/R.xml"] =
            R"(<fixtures xmlns="urn:isonomia:fixtures:1" rule="R">
<given><fact id="b" value="true"/></given>
<case expect="assessed"><fact id="a" value="true"/></case>)" +
            more +
            R"(<case expect="not established"><fact id="b" status="unknown"/></case></fixtures>)";
        const std::string weighed = "<any>" + is_true("a") + is_true("b") + "</any>";
        return test_pack(files, sound(pack_text(rule_text(weighed, R"(kind="evaluative")"))), "t");
    };
    const auto without = tested("<case expect=\"assessed\"/>");
    REQUIRE(without);
    REQUIRE_FALSE(without->faults.empty());
    CHECK(has(*without, "R0104"));
    CHECK(without->faults[0].message ==
          "rule 'R' has no fixture that ends in 'not met', or in 'assessed' where a test is false");
    const std::string but = "<fact id=\"a\" value=\"false\"/>";
    CHECK_FALSE(has(*tested("<case expect=\"assessed\">" + but + "</case>"), "R0104"));
    CHECK_FALSE(
        has(*tested("<case expect=\"not met\">" + but + "<fact id=\"b\" value=\"false\"/></case>"),
            "R0104"));
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

TEST_CASE("a case keeps what was given, but for the figures that it replaces") {
    MemoryFiles files;
    files.content["t/R.xml"] = R"(<fixtures xmlns="urn:isonomia:fixtures:1" rule="R">
<given><measurement metric="m" group="g=x" value="1" low="0" high="2"/>
<measurement metric="m" group="g=y" value="3" low="2" high="4"/></given>
<case expect="met"/>
<case expect="not met"><measurement metric="m" group="g=x" value="9" low="8" high="10"/></case>
<case expect="not established"><measurement metric="m" group="g=x"/></case>
<case expect="not established"><measurement metric="m" group="g=x" value="1"/></case></fixtures>)";
    const Pack pack = sound(
        pack_text(rule_text("<measure metric=\"m\" group=\"each\" comparison=\"le\" limit=\"5\">"
                            "<says xml:lang=\"en\">M is low</says></measure>")));
    const auto cases = load_fixtures(files, "t/R.xml", pack);
    REQUIRE(cases);
    const auto figures = [&](std::size_t i) { return (*cases)[i].grounds.measurements.at("m"); };
    REQUIRE(figures(1).size() == 2);
    CHECK(*figures(1)[0].value == 3);
    CHECK(*figures(1)[1].value == 9);
    CHECK(figures(1)[1].undefined_reason.empty());
    CHECK_FALSE(figures(2)[1].value);
    CHECK_FALSE(figures(2)[1].undefined_reason.empty());
    CHECK_FALSE(figures(3)[1].interval);
    const auto test = test_pack(files, pack, "t");
    REQUIRE(test);
    CHECK(test->faults.empty());
}

TEST_CASE("a fixture that no matter could be is refused at its place") {
    const auto said = [](const std::string& inside) {
        MemoryFiles files;
        files.content["t/R.xml"] =
            "<fixtures xmlns=\"urn:isonomia:fixtures:1\" rule=\"R\">\n<case expect=\"met\">" +
            inside + "</case></fixtures>";
        const Pack pack = sound(pack_text(
            "<fact id=\"d.kinds\" type=\"text\"><says xml:lang=\"en\">K</says></fact>" +
            rule_text("<all>" + is_true("a") +
                      leaf("d.kinds", "contains(f[@id='d.kinds'],'summary')") + "</all>")));
        const auto read = load_fixtures(files, "t/R.xml", pack);
        if (read) return std::string("read");
        CHECK_FALSE(read.error().hint.empty());
        return read.error().code + " " + to_string(*read.error().where) + " " +
               read.error().message + " / " + read.error().hint;
    };
    CHECK(said("<fact id=\"a\" status=\"disputed\" value=\"true\" otherwise=\"false\"/>") ==
          "read");
    CHECK(said("<fact id=\"a\" status=\"disputed\" value=\"true\" otherwise=\"no\"/>") ==
          "R0005 t/R.xml:2:64 the fact 'a' is true or false, and not 'no' / write true or false");
    CHECK(said("<fact id=\"a\" value=\"true\" otherwise=\"no\"/>") == "read");  // not disputed
    CHECK(said("<fact id=\"days\" value=\"3 days\"/>") ==
          "R0005 t/R.xml:2:36 the fact 'days' is a number, and not '3 days' / write digits, with "
          "'.' for decimals");
    CHECK(said("<fact id=\"when\" value=\"3 May\"/>") ==
          "R0005 t/R.xml:2:36 the fact 'when' is a date, and not '3 May' / write YYYY-MM-DD");
    CHECK(said("<fact id=\"d.kinds\" value=\"face-recognition summary\"/>") == "read");
    CHECK(said("<fact id=\"d.kinds\" value=\"summary dna\"/>")
              .starts_with("R0002 t/R.xml:2:39 there is no kind of system 'dna' / kinds: face-"));
    CHECK(said("<measurement metric=\"m\" value=\"1\" low=\"0\"/>") ==
          "R0005 t/R.xml:2:54 the interval has one end / write low and high, or neither");
    CHECK(said("<measurement metric=\"m\" value=\"1\" high=\"2\"/>") ==
          "R0005 t/R.xml:2:54 the interval has one end / write low and high, or neither");
}

TEST_CASE("a file of fixtures is named as it lies: beside the pack, or elsewhere") {
    Pack pack;
    pack.file = "law/p.xml";
    CHECK(fixture_name(pack, "law/fixtures/p", "R") == "fixtures/p/R.xml beside the pack");
    CHECK(fixture_name(pack, "cases", "R") == "cases/R.xml");
    CHECK(fixture_name(pack, "/cases", "R") == "/cases/R.xml");
}
