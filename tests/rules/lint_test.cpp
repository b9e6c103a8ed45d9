#include "rules/lint.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "rules/constant_leaf.hpp"
#include "tests/catch.hpp"
#include "tests/rules/rules_support.hpp"

using namespace isonomia;
using namespace isonomia::rules;
using namespace isonomia::rules::tests;

namespace {

// The codes for a pack of one rule, but for those that the small pack of the tests always draws.
std::vector<std::string> codes(const std::string& rule, const LintOptions& extra = {}) {
    MemoryFiles files;
    files.content["law/law.xml"] =
        R"(<instrument xmlns="urn:isonomia:instrument:1" id="law" status="unverified"
 date="not known">
<cite>L</cite><body>B</body><source>S</source>
<paragraph at="1"><says xml:lang="en">x</says></paragraph></instrument>)";
    files.content["law/firm.xml"] =
        R"(<instrument xmlns="urn:isonomia:instrument:1" id="firm" status="in-force"
 date="2020-01-01">
<cite>L</cite><body>B</body><confirmed by="X" on="2026-01-01"/><source>S</source>
<paragraph at="1"><says xml:lang="en">x</says></paragraph></instrument>)";
    files.content["law/late.xml"] =
        R"(<instrument xmlns="urn:isonomia:instrument:1" id="late" status="in-force"
 date="2020-07-15" valid-from="2020-10-05">
<cite>L</cite><body>B</body><confirmed by="X" on="2026-01-01"/><source>S</source>
<paragraph at="1"><says xml:lang="en">x</says></paragraph></instrument>)";
    files.content["law/undated.xml"] =
        R"(<instrument xmlns="urn:isonomia:instrument:1" id="undated" status="in-force">
<cite>L</cite><body>B</body><confirmed by="X" on="2026-01-01"/><source>S</source>
<paragraph at="1"><says xml:lang="en">x</says></paragraph></instrument>)";
    files.content["law/vague.xml"] =
        R"(<instrument xmlns="urn:isonomia:instrument:1" id="vague" status="in-force"
 date="unknown"><cite>L</cite><body>B</body><confirmed by="X" on="2026-01-01"/><source>S</source>
<paragraph at="1"><says xml:lang="en">x</says></paragraph></instrument>)";
    files.content["tests/R.xml"] =
        R"(<fixtures xmlns="urn:isonomia:fixtures:1" rule="R"><case expect="met"/>
<case expect="not met"/><case expect="not established"/></fixtures>)";
    files.content["p.xml"] =
        R"(<pack xmlns="urn:isonomia:rule-pack:1" id="p" version="1" languages="en">
<title xml:lang="en">P</title>
<fact id="a"><says xml:lang="en">A</says><request xml:lang="en">Ask</request></fact>)" +
        rule + "</pack>";
    LintOptions options = extra;
    options.instruments = "law";
    std::vector<std::string> found;
    for (const Error& error : lint_pack(files, "p.xml", options)) {
        CHECK(error.where.has_value());
        found.push_back(error.code);
    }
    return found;
}

using Codes = std::vector<std::string>;

std::string rule(const std::string& inside, const std::string& texts = "title requirement remedy",
                 const std::string& authority = "firm", const std::string& more = "") {
    std::string text = "<rule id=\"R\" principle=\"legality\"" + more + ">";
    for (const std::string name : {"title", "requirement", "remedy"})
        if (texts.find(name) != std::string::npos)
            text += "<" + name + " xml:lang=\"en\">t</" + name + ">";
    if (!authority.empty()) text += "<authority ref=\"" + authority + "\" at=\"1\"/>";
    return text + inside + "</rule>";
}

}  // namespace

TEST_CASE("a clean pack draws nothing") { CHECK(codes(rule(is_true("a"))).empty()); }

TEST_CASE("nobody confirms a source on a day to come") {
    const std::string cited = R"(<authority cite="Order" at="1" status="in-force">
<confirmed by="X" on="2026-01-01"/><says xml:lang="en">x</says></authority>)";
    LintOptions options;
    options.today = "2026-01-01";
    CHECK(codes(rule(cited + is_true("a")), options).empty());
    options.today = "2025-12-31";
    CHECK(codes(rule(cited + is_true("a")), options) == Codes{"R0005"});
}

TEST_CASE("a file that cannot be read is the only diagnostic") {
    MemoryFiles files;
    const auto found = lint_pack(files, "nowhere.xml", {});
    REQUIRE(found.size() == 1);
    CHECK(found.front().code == "F0001");
}

TEST_CASE("all faults are listed, not only the first") {
    const auto found =
        codes(rule("<all><test needs=\"a\" xp=\"f[@id='z']='true'\"/>"
                   "<test needs=\"a\" xp=\"f[@id='a']\"/></all>",
                   "", ""));
    for (const char* code : {"R0002", "R0003", "R0101", "R0102", "R0103"})
        CHECK(std::find(found.begin(), found.end(), code) != found.end());
}

TEST_CASE("what is missing has a code each") {
    CHECK(codes(rule(is_true("a"), "requirement remedy")) == Codes{"R0101"});
    CHECK(codes(rule(is_true("a"), "title requirement")) == Codes{"R0103"});
    CHECK(codes(rule(is_true("a"), "title requirement remedy", "")) == Codes{"R0102"});
    CHECK(codes(rule(is_true("a"), "title requirement remedy", "law")) == Codes{"R0108"});
    CHECK(codes("<fact id=\"b\"><says xml:lang=\"en\">B</says></fact>" + rule(is_true("a"))) ==
          Codes{"R0103", "R0107"});
    CHECK(codes(rule("<test needs=\"a\" xp=\"f[@id='a']='false'\"/>")) == Codes{"R0101"});
}

TEST_CASE("an instrument without a date is asked for one, once; 'not known' is an answer") {
    const std::string again = "<authority ref=\"undated\" at=\"1\"/>";
    CHECK(codes(rule(again + is_true("a"), "title requirement remedy", "undated")) ==
          Codes{"R0114"});
    CHECK(codes(rule(is_true("a"), "title requirement remedy", "law")) == Codes{"R0108"});
    CHECK(codes(rule(is_true("a"), "title requirement remedy", "vague")) == Codes{"R0005"});
}

TEST_CASE("where needs are wrong, that is said and no words are asked for") {
    CHECK(codes(rule("<test needs=\"b\" xp=\"f[@id='a']='true'\"/>")) == Codes{"R0004", "R0002"});
}

TEST_CASE("a rule begins no earlier than the first of its authorities") {
    const auto from = [](const std::string& day, const std::string& second = "") {
        return codes(rule(second + is_true("a"), "title requirement remedy", "late",
                          day.empty() ? "" : " valid-from=\"" + day + "\""));
    };
    CHECK(from("") == Codes{"R0110"});
    CHECK(from("2020-10-04") == Codes{"R0110"});
    CHECK(from("2020-10-05").empty());
    CHECK(from("2021-01-01").empty());
    // An authority without a date may be older than every use of AI.
    CHECK(from("", "<authority ref=\"firm\" at=\"1\"/>").empty());
}

TEST_CASE("a test beside its own negation asks for nothing, unless the rule only wants a record") {
    const std::string yes = is_true("a");
    const std::string other = leaf("a", "f[@id='a']='false'");
    const auto either = [](const std::string& inside) { return "<any>" + inside + "</any>"; };
    CHECK(codes(rule(either(yes + "<not>" + yes + "</not>"))) == Codes{"R0111"});
    CHECK(codes(rule("<all>" + either("<not>" + yes + "</not>" + yes) + yes + "</all>")) ==
          Codes{"R0111"});
    CHECK(codes(rule(either(yes + "<not>" + other + "</not>"))).empty());
    CHECK(codes(rule("<all>" + yes + "<not>" + yes + "</not></all>")).empty());
    CHECK(codes(rule(either(yes + "<not>" + yes + "</not>"), "title requirement remedy", "firm",
                     " only-records=\"true\""))
              .empty());
}

TEST_CASE("fixtures and metrics are looked for where the caller says") {
    LintOptions options;
    options.fixtures = "tests";
    CHECK(codes(rule(is_true("a")), options).empty());
    options.fixtures = "elsewhere";
    CHECK(codes(rule(is_true("a")), options) == Codes{"R0104"});

    // A pack without any fixture is told so once.
    std::string second = rule(is_true("a"));
    second.replace(second.find("\"R\""), 3, "\"S\"");
    CHECK(codes(rule(is_true("a")) + second, options) == Codes{"R0104"});
    options.fixtures = "tests";
    CHECK(codes(rule(is_true("a")) + second, options) == Codes{"R0104"});

    LintOptions metrics;
    metrics.metrics = {"false_positive_rate"};
    const std::string measure =
        "<all>" + is_true("a") +
        "<measure metric=\"false_positive_rat\" comparison=\"le\" limit=\"1\"><says "
        "xml:lang=\"en\">s</says></measure></all>";
    CHECK(codes(rule(measure), metrics) == Codes{"R0105"});
    CHECK(codes(rule(measure)).empty());
}

TEST_CASE("leaves that facts cannot change are found") {
    const auto constant = [](const std::string& needs, const std::string& expression) {
        Node leaf;
        leaf.kind = NodeKind::test;
        leaf.test.expression = expression;
        (void)needs;
        return constant_leaf(leaf, sound(pack_text(rule_text(is_true("a")))));
    };
    CHECK(constant("", "1 = 1") == true);
    CHECK(constant("a", "f[@id='a']='true' and f[@id='a']='false'") == false);
    CHECK(constant("a", "f[@id='a']='true' or not(f[@id='a']='true')") == true);
    CHECK(constant("days", "f[@id='days'] > 3 and f[@id='days'] < 3") == false);
    CHECK(constant("what", "f[@id='what']='x' and f[@id='what']='y'") == false);
    CHECK_FALSE(constant("a", "f[@id='a']='true'"));
    CHECK_FALSE(constant("days", "f[@id='days'] > 3 and f[@id='days'] < 4.5"));
    CHECK_FALSE(constant("days", "f[@id='days'] >= $p_open"));
    CHECK_FALSE(constant("what", "contains(f[@id='what'],'x')"));
    // 4,096 combinations are tried; of more nothing is said.
    std::string all = "not(f[@id='a']='true')";
    for (char fact = 'a'; fact <= 'l'; ++fact)
        all += fmt::format(" or f[@id='{}']='true'", fact);
    const std::string needs = "a b c d e f g h i j k l";
    CHECK(constant(needs, all) == true);
    CHECK_FALSE(
        constant(needs + " d.version-stated", all + " or f[@id='d.version-stated']='true'"));
    CHECK(codes(rule("<test needs=\"a\" xp=\"f[@id='a']='true' or f[@id='a']='false'\"><says "
                     "xml:lang=\"en\">s</says></test>")) == Codes{"R0106"});
}
