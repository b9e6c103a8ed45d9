#include "reports/visible.hpp"

#include "core/text.hpp"
#include "tests/catch.hpp"
#include "tests/reports/fixture.hpp"

using isonomia::reports::visible;

TEST_CASE("what hides or reorders is spelt out") {
    CHECK(visible("a\xE2\x80\xAE"
                  "b") == "a⟨U+202E⟩b");
    CHECK(visible("a\xE2\x81\xA6"
                  "b") == "a⟨U+2066⟩b");
    CHECK(visible("a\xE2\x80\x8B"
                  "b") == "a⟨U+200B⟩b");
    CHECK(visible("\xEF\xBB\xBFx") == "⟨U+FEFF⟩x");
    CHECK(visible(std::string_view("\0\x1B\x7F", 3)) == "⟨U+0000⟩⟨U+001B⟩⟨U+007F⟩");
    CHECK(visible("\xC2\x85") == "⟨U+0085⟩");
    CHECK(visible("\xF3\xA0\x81\x81") == "⟨U+E0041⟩");  // a tag character
}

TEST_CASE("bytes that are no UTF-8 are spelt out one by one") {
    CHECK(visible("\xFF"
                  "a\xC0\x80\xE2\x82") == "⟨byte FF⟩a⟨byte C0⟩⟨byte 80⟩⟨byte E2⟩⟨byte 82⟩");
    CHECK(visible("\xED\xA0\x80") == "⟨byte ED⟩⟨byte A0⟩⟨byte 80⟩");
}

TEST_CASE("text that needs no care stays as it is") {
    for (const char* text : {"", "plain", "é ß 漢字 سلام", "👍🏽", "line"})
        CHECK(visible(text) == text);
    CHECK(visible("a\tb\r\nc") == "a b  c");
}

TEST_CASE("joiners stay inside scripts that need them and show beside Latin letters") {
    const std::string persian =
        "\xD9\x85\xDB\x8C\xE2\x80\x8C\xD8\xAE\xD9\x88\xD8\xA7\xD9\x87\xD9\x85";
    CHECK(visible(persian) == persian);
    CHECK(visible("ad\xE2\x80\x8Cmin") == "ad⟨U+200C⟩min");
}

TEST_CASE("the result is valid UTF-8 and a second pass changes nothing") {
    const std::string once = visible(isonomia::tests::hostile_text());
    CHECK(isonomia::valid_utf8(once));
    CHECK(visible(once) == once);
}

TEST_CASE("a text is cut between characters, and only where it is too long") {
    CHECK(shortened("", 1) == "");
    CHECK(shortened("été", 3) == "été");
    CHECK(shortened("étés", 3) == "ét…");
    CHECK(shortened("漢字", 1) == "…");
}

TEST_CASE("letters that run from right to left are known in every script that has them") {
    for (const char* text : {"", "plain", "é漢字", "2025/CR/0417"})
        CHECK_FALSE(runs_right_to_left(text));
    for (const char* text : {"שלום", "سلام", "a ܫ", "\uFB1D", "\uFEFC"})
        CHECK(runs_right_to_left(text));
}
