#include "reports/folded.hpp"

#include "tests/catch.hpp"

using namespace isonomia::reports;

TEST_CASE("folding: nothing, what nobody sees, and bytes that are no text") {
    CHECK(fold("").text.empty());
    CHECK(fold("\u200B\u00AD\u2068").text.empty());
    CHECK(fold("\xFF\xC3").text == "\xFF\xC3");
    CHECK(fold("\u0301").text == "\u0301");  // a mark without a letter
}

TEST_CASE("folding: every byte knows where it came from") {
    const Folded folded = fold("A\u00A0 \u00C9");  // 1 + 2 + 1 + 2 bytes
    CHECK(folded.text == "a \u00E9");
    CHECK(folded.begin == std::vector<std::size_t>{0, 1, 4, 4});
    CHECK(folded.end == std::vector<std::size_t>{1, 3, 6, 6});
    const Folded sharp = fold("\u00DF");  // one letter becomes two
    CHECK(sharp.text == "ss");
    CHECK(sharp.begin == std::vector<std::size_t>{0, 0});
    CHECK(sharp.end == std::vector<std::size_t>{2, 2});
}

TEST_CASE("folding: signs that look alike are one") {
    CHECK(fold("a\u2010\u2011\u2013\u2212b").text == "a b");
    CHECK(fold("a_b.c+d/e\\f").text == "a b c d e f");
    CHECK(fold("\u2018\u2019'").text == "'''");
    CHECK(fold("\u00AB\u201C\"").text == "\"\"\"");
    CHECK(fold("a\t\r\n\u2028b").text == "a b");
    CHECK(fold("\uFB01").text == "fi");
}

TEST_CASE("folding: escapes of addresses are what they mean, and only whole ones") {
    const Folded folded = fold("J%C3%89x");
    CHECK(folded.text == "j\u00E9x");
    CHECK(folded.begin == std::vector<std::size_t>{0, 1, 1, 7});
    CHECK(folded.end == std::vector<std::size_t>{1, 7, 7, 8});
    CHECK(fold("%20a%2").text == " a%2");
    CHECK(fold("100%").text == "100%");
    CHECK(fold("%zz%FF").text == "%zz\xFF");  // a byte that is no text
}

TEST_CASE("folding: a dash at the end of a line parts two words, or one") {
    for (const char* text : {"Ja-\n  ne", "Ja\u2010 ne", "Ja\u00AD\r\nne"}) {
        CHECK(fold(text, LineEnds::joined).text == "jane");
        CHECK(fold(text).text == "ja ne");
    }
    CHECK(fold("Jean-Luc -", LineEnds::joined).text == "jean luc ");
}
