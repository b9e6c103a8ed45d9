#include "fairness/near_labels.hpp"

#include "tests/catch.hpp"

using namespace isonomia::fairness;

TEST_CASE("labels fold to what a reader sees") {
    CHECK(folded_label("").empty());
    CHECK(folded_label(" \t\u00a0").empty());
    CHECK(folded_label("White ") == folded_label("white"));
    CHECK(folded_label("Not\u00a0 known") == folded_label("not known"));
    CHECK(folded_label("Jos\u00e9") == folded_label("Jose\u0301"));
    CHECK(folded_label("\u0141\u00f3d\u017a") == "lodz");
    CHECK(folded_label("18\u201325") == folded_label("18-25"));
    CHECK(folded_label("a\u200bb") == "ab");
    CHECK(folded_label("\u00d7") != folded_label(""));  // no letter: kept
    CHECK(folded_label("\u4e2d") == "\u4e2d");
    CHECK(folded_label("a") != folded_label("b"));
    // Bytes that are no UTF-8, also at the end.
    CHECK(folded_label("a\xff") == "a\xff");
    CHECK(folded_label("\xc3") == "\xc3");
    CHECK(folded_label("\xe9t\xe9") == "\xe9t\xe9");
}

TEST_CASE("twins are named, both of them; different labels and what is missing are not") {
    std::vector<std::string> warnings;
    warn_of_near_labels({"g", "h"}, {{"A", "x"}, {"A ", "y"}, {"", "x"}, {"B", ""}}, warnings);
    REQUIRE(warnings.size() == 1);
    CHECK(warnings[0].find("column 'g': 'A' (1 bytes) and 'A ' (2 bytes)") == 0);
    warn_of_near_labels({"g"}, {{"Jos\u00e9"}, {"Jose\u0301"}}, warnings);
    REQUIRE(warnings.size() == 2);
    CHECK(warnings[1].find("(6 bytes)") != std::string::npos);
    warn_of_near_labels({}, {{}}, warnings);
    warn_of_near_labels({"g"}, {}, warnings);
    CHECK(warnings.size() == 2);
}
