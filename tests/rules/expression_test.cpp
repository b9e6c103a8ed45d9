#include "rules/expression.hpp"

#include "tests/catch.hpp"

using namespace isonomia;
using namespace isonomia::rules;

namespace {

std::optional<FactType> type_of(std::string_view id) {
    if (id == "a" || id == "b") return FactType::boolean;
    if (id == "n") return FactType::number;
    if (id == "day") return FactType::date;
    if (id == "t") return FactType::text;
    return std::nullopt;
}

// The code of the refusal, or "" when the expression is accepted.
std::string refusal(const std::string& text) {
    const auto read = read_expression(text, type_of);
    return read ? "" : read.error().code;
}

}  // namespace

TEST_CASE("expressions that are no condition over declared facts are refused") {
    const auto* text = GENERATE("", " ", "(", ")", "f[@id='a']=", "f[@id='a'", "f[@id=a]='true'",
                                "f[@id='']='true'", "'true'", "1", "1 = 1 = 1",
                                "f[@id='a']='true' and", "f[@id='a']='true' f[@id='b']='true'",
                                "f[@id='a']='true';", "f[@id='a']='true", "\xff");
    CAPTURE(text);
    CHECK(refusal(text) == "R0003");
}

TEST_CASE("paths, axes and functions beyond the list are refused") {
    const auto* text = GENERATE(
        "//f", "../f[@id='a']='true'", "//*[//*[//*]]", "*", "f", "f='true'", "f[1]='true'",
        "count(f)=1", "boolean('false')", "string-length(f[@id='t'])>3", "document('x')", "id('x')",
        "last()=1", "f[@id='a'][@id='a']='true'", "self::f", "sum(f[@id='n'])=1");
    CAPTURE(text);
    CHECK(refusal(text) == "R0003");
}

TEST_CASE("comparisons that XPath answers silently are refused") {
    const auto* text =
        GENERATE("f[@id='a']", "not(f[@id='a'])", "f[@id='a'] and f[@id='b']='true'",
                 "f[@id='a']!='true'", "f[@id='a']='yes'", "f[@id='a']=1", "f[@id='a']=f[@id='b']",
                 "f[@id='a']>'false'", "f[@id='day']<'2026-01-31'", "f[@id='day']='20260131'",
                 "f[@id='day']<2026", "f[@id='day']<20261301", "f[@id='day'] - 3 > 20260101",
                 "f[@id='n']='3'", "f[@id='t']=3", "f[@id='t']>'m'", "f[@id='t'] + 1 = 2",
                 "contains(f[@id='n'],'1')", "contains(f[@id='t'],'x')='false'",
                 "(f[@id='a']='true')='false'", "'x'=(f[@id='a']='true')", "3='3'", "$p='3'",
                 "f[@id='day'] <= 20260131 + 5", "f[@id='day'] < 2.260131", "'x' < 'y'",
                 "'x' < f[@id='t']", "floor(f[@id='day']) < 20260131", "number(f[@id='t']) = 'x'",
                 "f[@id='day'] < floor($p)", "f[@id='day'] > f[@id='n'] * 2");
    CAPTURE(text);
    CHECK(refusal(text) == "R0003");
}

TEST_CASE("a word is taken whole") {
    CHECK(refusal("f[@id='a']='true' orf[@id='b']='true'") == "R0003");
    CHECK(refusal("f[@id='a']='true' or.f[@id='b']='true'") == "R0003");
    CHECK(refusal("f[@id='n'] div2 > 1") == "R0003");
    CHECK(refusal("f[@id='a']='true' or\tf[@id='b']\n=\n'true'") == "");
}

TEST_CASE("a value where a condition is wanted is told from a fact that stands alone") {
    const auto said = [](const std::string& text) {
        const auto read = read_expression(text, type_of);
        REQUIRE_FALSE(read);
        return read.error().message;
    };
    CHECK(said("f[@id='a']") == "the fact 'a' stands alone: its presence would count as true");
    CHECK(said("'true'") == "a condition is expected here, not a value");
}

TEST_CASE("only a number that is written and is not 0 may divide") {
    for (const char* divisor : {"f[@id='n']", "$p", "0", "0.0", "(0)", "(1 - 1)", "floor(1)"}) {
        CAPTURE(divisor);
        for (const char* sign : {" div ", " mod "})
            CHECK(refusal(std::string("f[@id='n']") + sign + divisor + " > 1") == "R0003");
    }
    CHECK(refusal("f[@id='n'] mod 7 = 0") == "");
    CHECK(refusal("f[@id='n'] div (2) = 0") == "");
}

TEST_CASE("an undeclared fact has a code of its own") {
    CHECK(refusal("f[@id='z']='true'") == "R0002");
}

TEST_CASE("length and nesting have limits") {
    std::string nested = "f[@id='a']='true'";
    for (std::size_t depth = 0; depth < expression_depth_max; ++depth)
        nested = "(" + nested + ")";
    CHECK(refusal(nested) == "");
    CHECK(refusal("(" + nested + ")") == "R0003");
    CHECK(refusal("not(" + nested + ")") == "R0003");

    const std::string leaf = "f[@id='a']='true'";
    const std::string padded = leaf + std::string(expression_length_max - leaf.size(), ' ');
    CHECK(refusal(padded) == "");
    CHECK(refusal(padded + " ") == "R0003");
    CHECK(refusal(std::string(100000, '(')) == "R0003");
}

TEST_CASE("the fault is placed at the byte at which it begins") {
    const auto begin = [](const std::string& text) {
        const auto read = read_expression(text, type_of);
        REQUIRE_FALSE(read);
        CHECK_FALSE(read.error().hint.empty() == (read.error().code != "R0002"));
        REQUIRE(read.error().where);
        CHECK(read.error().where->line == 1);
        REQUIRE(read.error().where->column > 0);
        return text.substr(read.error().where->column - 1);
    };
    CHECK(begin("f[@id='a']='true' or last()=1") == "last()=1");
    CHECK(begin("f[@id='a']='true' or f[@id='z']='true'") == "z']='true'");
    CHECK(begin("f[@id=\"z\"]='true'") == "z\"]='true'");
    CHECK(begin("f[@id='a']!='true'") == "!='true'");
    CHECK(begin("f[@id='a']=='true'") == "='true'");
    CHECK(begin("f[@id='a'] = true") == "true");
    CHECK(begin("f[@id='a']=’true’") == "’true’");
    CHECK(begin("f[@id=’a’]='true'") == "’a’]='true'");
    CHECK(begin("f[@id='a']='true' AND f[@id='b']='true'") == "AND f[@id='b']='true'");
    CHECK(begin("f[@id='a']='yes'") == "'yes'");
    CHECK(begin("'yes' = f[@id='a']") == "'yes' = f[@id='a']");
    CHECK(begin("f[@id='n'] > 2 and f[@id='n'] > '3'") == "'3'");
    CHECK(begin("f[@id='n'] > 2 and f[@id='b']") == "f[@id='b']");
    CHECK(begin("f[@id='n'] > 2 and  not( f[@id='b'])") == "f[@id='b'])");
    CHECK(begin("1 + f[@id='t'] > 2") == "f[@id='t'] > 2");
    CHECK(begin("f[@id='t'] + 1 > 2") == "f[@id='t'] + 1 > 2");
    CHECK(begin("2 * f[@id='t'] > 2") == "f[@id='t'] > 2");
    CHECK(begin("f[@id='n'] div 0 > 2") == "0 > 2");
    CHECK(begin("f[@id='t'] = (2 + 1)") == "(2 + 1)");
    CHECK(begin("f[@id='t'] = 2 + 1") == "2 + 1");
    CHECK(begin("f[@id='t'] = 2 * 3") == "2 * 3");
    CHECK(begin("f[@id='day'] < 2026") == "2026");
    CHECK(begin("f[@id='day'] < 20260131 + 1") == "20260131 + 1");
    CHECK(begin("(1 = 1) = 'x'") == "(1 = 1) = 'x'");
    CHECK(begin("'x' = ( 1 = 1)") == "( 1 = 1)");
    CHECK(begin("3 = 'x'") == "'x'");
    CHECK(begin("'x' < 'y'") == "'x' < 'y'");
    CHECK(begin("1 < 2..3") == "2..3");
    CHECK(begin("contains( f[@id='n'],'x')") == "f[@id='n'],'x')");
    CHECK(begin("1 + 2") == "1 + 2");
    CHECK(begin("f[@id='day'] + 1 < 3") == "f[@id='day'] + 1 < 3");
    CHECK(begin("f[@id='a']='true' and").empty());
    CHECK(begin("é = 1") == "é = 1");
}

TEST_CASE("what people write instead is told by name") {
    const auto says = [](const std::string& text) {
        const auto read = read_expression(text, type_of);
        REQUIRE_FALSE(read);
        return read.error().message + " / " + read.error().hint;
    };
    const std::string joined =
        " is not expected here / join two conditions by 'and' or 'or', in small letters";
    CHECK(says("f[@id='a']!='true'") == "'!=' may not be used / write not(a = b)");
    CHECK(says("f[@id='a']=='true'") == "'=' stands twice / write one '='");
    for (const std::string firm : {"\xC2\xA0", "\xE2\x80\xAF"})
        CHECK(says("f[@id='a']" + firm + "='true'") ==
              "a blank that does not break the line stands here / type an ordinary blank in its "
              "place");
    CHECK(says("f[@id='a']=true") == "'true' stands without quotation marks / write 'true'");
    CHECK(says("f[@id='a']=’true’") ==
          "’ is not a straight quotation mark / write ' on both sides");
    CHECK(says("f[@id='a']=«true»") ==
          "« is not a straight quotation mark / write ' on both sides");
    CHECK(says("f[@id='a']='true' AND f[@id='b']='true'") == "'AND'" + joined);
    CHECK(says("f[@id='a']='true' é") == "'é'" + joined);
    CHECK(says("f[@id='a']='true' €1") == "'€'" + joined);
    CHECK(says("f[@id='a']='true'; b") == "';'" + joined);
    CHECK(says("a='true'") == "the fact 'a' is not read like this / write f[@id='a']");
    CHECK(says("f[@id='a']=").starts_with("the expression ends too early / "));
    CHECK(says("f[@id=a]='true'").starts_with("a text in quotation marks is expected here / "));
    CHECK(says("NOT(f[@id='a']='true')").ends_with("(did you mean 'not'?)"));
    CHECK(says("not f[@id='a']='true'")
              .starts_with(
                  "'not' is not available in rules / functions, with their brackets: not(…), "));
    CHECK(says("count(1)=1").starts_with("'count' is not available in rules / "));
}

TEST_CASE("a function that is nearly one of ours is named") {
    const auto slip = read_expression("contain(f[@id='t'],'x')", type_of);
    REQUIRE_FALSE(slip);
    CHECK(slip.error().hint.find("did you mean 'contains'?") != std::string::npos);
}

TEST_CASE("what leaves need is accepted") {
    const auto* text = GENERATE(
        "f[@id='a']='true'", "f [ @id = \"a\" ] = 'false'", "not(f[@id='a']='true')",
        "number(f[@id='n']) >= $p", "f[@id='n'] div 2 + 1 < $p * 3", "f[@id='day'] <= 20260131",
        "f[@id='day'] <= 20261231", "f[@id='day'] <= $p", "number(f[@id='day']) < 20260131",
        "f[@id='day']<f[@id='day']", "contains(f[@id='t'],'x') or starts-with(f[@id='t'],'y')",
        "(f[@id='a']='true' or f[@id='b']='true') and floor(f[@id='n']) = 3", "'x'=f[@id='t']");
    CAPTURE(text);
    CHECK(refusal(text) == "");
}

TEST_CASE("references and variables are listed once, in order") {
    const auto read =
        read_expression("f[@id='n']>$q and f[@id='b']='true' and f[@id='n']<$p and $q<3", type_of);
    REQUIRE(read);
    CHECK(read->references == std::vector<std::string>{"n", "b"});
    CHECK(read->variables == std::vector<std::string>{"q", "p"});
    CHECK(read->compared.at("b") == std::set<std::string>{"true"});
}
