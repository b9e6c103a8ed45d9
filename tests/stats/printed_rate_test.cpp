#include "stats/printed_rate.hpp"

#include <string>

#include "tests/catch.hpp"

using namespace isonomia::stats;

TEST_CASE("texts that are no printed rate") {
    for (const char* text : {"",
                             " ",
                             "%",
                             ".",
                             "-1",
                             "+1",
                             "1,5%",
                             "nan",
                             "inf",
                             "0x1",
                             "1e",
                             "1e5",
                             "5",
                             "101%",
                             "1.0001",
                             "0.1.2",
                             "12 345",
                             "1%%",
                             "1% of",
                             "1/6000",
                             "0.1234567890123456",
                             "0.00000000000000000001",
                             "9999999999999999%",
                             "1e-99999999999999999999"}) {
        INFO(text);
        CHECK_FALSE(parse_printed_rate(text));
    }
}

TEST_CASE("zero and one keep within the scale") {
    const auto zero = parse_printed_rate("0%").value();
    CHECK(zero.value() == 0);
    CHECK(zero.bounds().low == 0);
    CHECK(zero.bounds().high == 0.005);
    const auto all = parse_printed_rate("100%").value();
    CHECK(all.value() == 1);
    CHECK(all.bounds().low == 0.995);
    CHECK(all.bounds().high == 1);
    CHECK(parse_printed_rate("1")->bounds().low == 0.5);
    CHECK(parse_printed_rate("0.0")->bounds().high == 0.05);
}

TEST_CASE("the printed digits bound the rate exactly") {
    const auto rate = parse_printed_rate("0.017%").value();
    CHECK(rate.value() == 0.00017);
    CHECK(rate.bounds().low == 0.000165);
    CHECK(rate.bounds().high == 0.000175);
    CHECK(parse_printed_rate(" 89 % ")->bounds().low == 0.885);
    CHECK(parse_printed_rate("89.0%")->bounds().low == 0.8895);  // the printed zero says more
    CHECK(parse_printed_rate("1.9e-2")->value() == 0.019);
    CHECK(parse_printed_rate(".5")->value() == 0.5);
    CHECK(parse_printed_rate("1E+0")->value() == 1);
    CHECK(parse_printed_rate("10e-1")->value() == 1);
}

TEST_CASE("counts are checked against the printed digits") {
    const auto rate = parse_printed_rate("0.017%").value();
    CHECK(rate.allows({1, 6000}));  // 0.01667%
    CHECK_FALSE(rate.allows({2, 6000}));
    CHECK(rate.allows({165, 1'000'000}));  // both ends: printers differ in how they round ties
    CHECK(rate.allows({175, 1'000'000}));
    CHECK_FALSE(rate.allows({164, 1'000'000}));
    CHECK_FALSE(rate.allows({176, 1'000'000}));
    const auto counts = rate.counts_of(1'000'000).value();
    CHECK(counts.least == 165);
    CHECK(counts.most == 175);
}

TEST_CASE("a rate that no whole number of its denominator gives is a contradiction") {
    CHECK_FALSE(parse_printed_rate("5.5%")->counts_of(10));
    CHECK(parse_printed_rate("0%")->counts_of(10)->most == 0);
    CHECK(parse_printed_rate("100%")->counts_of(10)->least == 10);
    CHECK(parse_printed_rate("100%")->counts_of(10)->most == 10);
    const auto large = parse_printed_rate("0.00000000000000001")->counts_of(~0ULL).value();
    CHECK(large.least == 93);  // 0.5e-17 * 1.8446744e19 = 92.2
    CHECK(large.most == 276);  // 1.5e-17 * 1.8446744e19 = 276.7
}
