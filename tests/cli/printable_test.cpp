#include "cli/printable.hpp"

#include "tests/catch.hpp"

namespace isonomia::cli {

TEST_CASE("nothing that steers a terminal passes") {
    CHECK(printable("") == "");
    CHECK(printable("\x1b[2J") == "\\x1b[2J");
    CHECK(printable("a\nb\tc\rd") == "a\\nb c\\x0dd");
    CHECK(printable(std::string_view("a\0b", 3)) == "a\\x00b");
    CHECK(printable("\x7f\xc2\x9b") == "\\x7f\\u{9b}");
    CHECK(printable("\xff\xc3") == "\\xff\\xc3");
    CHECK(printable("safe\u202Eevil") == "safe\\u{202e}evil");
    CHECK(printable("zero\u200Bwidth") == "zero\\u{200b}width");
    CHECK(printable("\xed\xa0\x80") == "\\xed\\xa0\\x80");  // a surrogate
}

TEST_CASE("ordinary text of any script stays") {
    CHECK(printable("Ünïcode ÷ 漢字 🙂 ﷺ") == "Ünïcode ÷ 漢字 🙂 ﷺ");
}

TEST_CASE("long text is cut in code points") {
    CHECK(printable("éééé", 3) == "ééé…");
    CHECK(printable("ééé", 3) == "ééé");
    CHECK(printable(std::string(1 << 20, 'x'), 10).size() == 10 + std::string("…").size());
}

TEST_CASE("wrapping keeps every word and the width") {
    CHECK(wrapped("", 20) == "");
    CHECK(wrapped("  one   two\nthree ", 9) == "one two\nthree");
    CHECK(wrapped("one two", 20, 4) == "    one two");
    CHECK(wrapped("a verylongwordthatdoesnotfit b", 10, 2) ==
          "  a\n  verylongwordthatdoesnotfit\n  b");
    CHECK(wrapped("x y", 0) == "x\ny");
}

}  // namespace isonomia::cli
