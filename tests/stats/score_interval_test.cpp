#include "stats/score_interval.hpp"

#include <cmath>

#include "tests/catch.hpp"
#include "tests/stats/near.hpp"

using namespace isonomia::stats;
using isonomia::tests::prints_as;

TEST_CASE("score intervals without units are undefined; a ratio by zero too") {
    CHECK_FALSE(score_difference({0, 0}, {1, 2}, .95));
    CHECK_FALSE(score_difference({1, 2}, {0, 0}, .95));
    CHECK_FALSE(score_ratio({1, 2}, {0, 0}, .95));
    CHECK_FALSE(score_ratio({1, 2}, {0, 9}, .95));
}

TEST_CASE("zero cells and full cells keep a width and stay within the scale") {
    for (const std::uint64_t n : {1ULL, 2ULL, 10ULL, 1'000'000ULL}) {
        const auto none = score_difference({0, n}, {0, n}, .95).value();
        CHECK(none.low < 0);
        CHECK(none.high > 0);
        CHECK(std::abs(none.low + none.high) < 1e-9);
        const auto extreme = score_difference({n, n}, {0, n}, .95).value();
        CHECK(extreme.high == 1);
        CHECK(extreme.low < 1);
        const auto zero = score_ratio({0, n}, {n, n}, .95).value();
        CHECK(zero.low == 0);
        CHECK(zero.high > 0);
        const auto one = score_ratio({n, n}, {n, n}, .95).value();
        CHECK(one.low < 1);
        CHECK(one.high > 1);
    }
}

// Newcombe 1998 table II, method 5 (Miettinen and Nurminen's): differences of printed examples.
TEST_CASE("published score intervals for differences") {
    const auto check = [](Proportion a, Proportion b, double low, double high) {
        const auto bounds = score_difference(a, b, .95).value();
        CHECK(prints_as(bounds.low, low, 4));
        CHECK(prints_as(bounds.high, high, 4));
    };
    check({56, 70}, {48, 80}, 0.0528, 0.3382);
    check({9, 10}, {3, 10}, 0.1700, 0.8406);
    check({10, 10}, {0, 20}, 0.7156, 1.0000);
    check({10, 10}, {0, 10}, 0.6636, 1.0000);
}
