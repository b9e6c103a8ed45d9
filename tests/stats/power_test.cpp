#include "stats/power.hpp"

#include <cmath>

#include "tests/catch.hpp"

using namespace isonomia::stats;

TEST_CASE("a group without units detects nothing, with a reason") {
    CHECK_FALSE(detectable_gap(0, {1, 2}, .05, .8));
    CHECK_FALSE(detectable_gap(5, {0, 0}, .05, .8));
}

TEST_CASE("too few units detect no gap at all; at the end of the scale there is one direction") {
    const auto few = detectable_gap(2, {1, 2}, .05, .8).value();
    CHECK_FALSE(few.up);
    CHECK_FALSE(few.down);
    const auto zero = detectable_gap(100, {0, 100}, .05, .8).value();
    CHECK(zero.up);
    CHECK_FALSE(zero.down);
}

// R: power.prop.test(n = 50, p1 = .50, p2 = .75) gives power 0.7401659;
// power.prop.test(p1 = .50, p2 = .75, power = .90) gives n = 76.65294.
TEST_CASE("the examples of R's power.prop.test") {
    CHECK(std::abs(power_of(.75, 50, .5, 50, .05) - 0.7401659) < 1e-6);
    CHECK(power_of(.75, 76, .5, 76, .05) < .9);
    CHECK(power_of(.75, 77, .5, 77, .05) > .9);
}

TEST_CASE("the gap found has the power asked for, in both directions") {
    const auto gap = detectable_gap(300, {80, 200}, .05, .8).value();
    CHECK(std::abs(power_of(.4 + *gap.up, 300, .4, 200, .05) - .8) < 1e-9);
    CHECK(std::abs(power_of(.4 - *gap.down, 300, .4, 200, .05) - .8) < 1e-9);
}
