// Fonts are given back: the leak checker is told to look away from fontconfig (tests/main.cpp), so
// what the process holds is counted here.
#include <chrono>
#include <thread>

#include <malloc.h>

#include "reports/pdf/text.hpp"
#include "tests/catch.hpp"

using namespace isonomia;
using namespace isonomia::reports;

namespace {

void set_one_word() {
    const auto fonts = pdf::Fonts::load();
    REQUIRE(fonts);
    pdf::Typesetter typesetter(*fonts, "en", false);
    const pdf::Text text = typesetter.set(pdf::spans_of("word"), {}, 100);
    CHECK(text.lines() == 1);
}

std::size_t held() { return mallinfo2().uordblks; }

}  // namespace

TEST_CASE("a font configuration that was loaded is given back with all that hangs on it") {
    constexpr std::size_t times = 10;
    constexpr std::size_t of_one = 64'000;  // bytes; one configuration takes several times as much
    for (int i = 0; i < 2; ++i)
        set_one_word();  // what is kept for good is made by now
    const std::size_t before = held();
    for (std::size_t i = 0; i < times; ++i)
        set_one_word();
    // Pango sorts fonts in threads that end by themselves, a little later.
    for (int i = 0; i < 500 && held() > before + times * of_one; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    CAPTURE(before, held());
    CHECK(held() <= before + times * of_one);
}
