#include "core/text.hpp"

#include <limits>

#include "tests/catch.hpp"

using namespace isonomia;

TEST_CASE("numbers are whole texts, decimal and finite") {
    for (const char* text :
         {"", " 1", "1 ", "1,5", "0x10", "nan", "inf", "1e999", "--1", "1.2.3", "e5", "+"}) {
        INFO(text);
        CHECK_FALSE(parse_number(text));
    }
    CHECK(parse_number("-1.5e-3") == -0.0015);
    CHECK(parse_number("+2") == 2.0);
    CHECK_FALSE(parse_integer("1.0"));
    CHECK_FALSE(parse_integer("9223372036854775808"));
    CHECK(parse_integer("-9223372036854775808") == std::numeric_limits<long long>::min());
}

TEST_CASE("UTF-8 is checked as Unicode demands") {
    for (const char* text : {"\x80", "\xC0\xAF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                             "\xF8", "\xE2\x82"}) {
        CHECK_FALSE(valid_utf8(text));
    }
    CHECK(valid_utf8(""));
    CHECK(valid_utf8("\xE2\x82\xAC \xF0\x9F\x98\x80 \xED\x9F\xBF"));
    CHECK(utf8_length("\xE2\x82\xAC\xC3\xA9") == 2);
}

TEST_CASE("white space") {
    CHECK(trim(" \t\r\n ").empty());
    CHECK(trim("  a b ") == "a b");
    CHECK(words("").empty());
    CHECK(words(" a\t b\n") == std::vector<std::string>{"a", "b"});
    CHECK(split("", ',').size() == 1);
    CHECK(split("a,,b", ',').size() == 3);
}

TEST_CASE("slips of the keyboard are recognised, other names are not") {
    CHECK(edit_distance("", "abc") == 3);
    CHECK(edit_distance("outcome", "outcmoe") == 1);
    const std::vector<std::string> names{"outcome", "prediction", "score"};
    CHECK(did_you_mean("outcom", names) == "outcome");
    CHECK(did_you_mean("scroe", names) == "score");
    CHECK_FALSE(did_you_mean("banana", names));
    // Capitals are no difference, at any length; of two that are as near, neither is meant.
    CHECK(did_you_mean("EA-12", {"ea-11", "ea-12"}) == "ea-12");
    CHECK(did_you_mean("gb", {"GB"}) == "GB");
    CHECK(did_you_mean("SCROE", {"score"}) == "score");
    CHECK_FALSE(did_you_mean("EA-21", {"EA-01", "EA-11"}));
    CHECK(did_you_mean("EA-21", {"EA-01", "EA-11", "EA-021"}) == std::nullopt);
    CHECK(did_you_mean("scroe", {"scree", "scrooe", "score", "scroe"}) == "scroe");
    CHECK(did_you_mean("scroe", {"score", "score"}) == "score");
    CHECK_FALSE(did_you_mean("", names));
    CHECK_FALSE(did_you_mean("ys", {"yes"}));
    CHECK_FALSE(did_you_mean("7", {"1", "0"}));
    CHECK_FALSE(did_you_mean("0.51", {"0.5"}));
    CHECK(did_you_mean("yse", {"yes"}) == "yes");
    CHECK_FALSE(did_you_mean(std::string(100000, 'a'), names));
    CHECK(did_you_mean_suffix("zzz", names).empty());
}

TEST_CASE("shortest texts read back exactly") {
    for (const double value : {0.1, 1.0 / 3.0, 123456789.125, 1e300, -2.5e-10, 5e-324})
        CHECK(parse_number(shortest(value)) == value);
    CHECK(shortest(0.2139) == "0.2139");
}
