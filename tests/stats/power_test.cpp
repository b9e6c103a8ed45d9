#include "stats/power.hpp"

#include <cmath>
#include <limits>

#include "stats/fisher.hpp"
#include "tests/catch.hpp"
#include "tests/stats/near.hpp"

using namespace isonomia::stats;
using isonomia::tests::prints_as;

TEST_CASE("a group without units detects nothing, with a reason") {
    CHECK_FALSE(detectable_gap(0, {1, 2}, .05, .8));
    CHECK_FALSE(detectable_gap(5, {0, 0}, .05, .8));
    CHECK_FALSE(detectable_gap(gap_units_max + 1, {1, 2}, .05, .8));
}

TEST_CASE("too few units detect no gap at all; at the end of the scale there is one direction") {
    const auto few = detectable_gap(2, {1, 2}, .05, .8).value();
    CHECK_FALSE(few.up);
    CHECK_FALSE(few.down);
    const auto zero = detectable_gap(100, {0, 100}, .05, .8).value();
    CHECK(zero.up);
    CHECK_FALSE(zero.down);
    const auto all = detectable_gap(100, {100, 100}, .05, .8).value();
    CHECK_FALSE(all.up);
    CHECK(std::abs(*all.down - *zero.up) < 1e-8);
}

// 4 against 4: only 4 of 4 against 0 of 4 gives p = 2/70 below 0.05.
TEST_CASE("power by hand") {
    CHECK(std::abs(fisher_power(.9, 4, .1, 4, .05) - std::pow(.9, 8)) < 1e-14);
    CHECK(std::abs(fisher_power(.1, 4, .9, 4, .05) - std::pow(.9, 8)) < 1e-14);
    CHECK(fisher_power(1, 4, 0, 4, .05) == 1);
    CHECK(fisher_power(1, 4, 0, 4, .02) == 0);  // 2/70 is not below it
    CHECK(fisher_power(.5, 4, .5, 4, .05) == 0);
}

// A normal formula without correction promised a gap that the exact test does not find so often:
// 20 against 20 at a rate of 0.1 said 0.38.
TEST_CASE("the gap of small groups is that of the exact test") {
    const auto gap = detectable_gap(20, {2, 20}, .05, .8).value();
    CHECK(gap.exact);
    CHECK(*gap.up > .42);
    CHECK(std::abs(fisher_power(.1 + *gap.up, 20, .1, 20, .05) - .8) < 1e-7);
    // Of ten hypotheses each is tested at a tenth of the level.
    CHECK(*detectable_gap(20, {2, 20}, .005, .8)->up > *gap.up + .05);
}

// R: power.prop.test(n = 50, p1 = .50, p2 = .75) gives power 0.7401659 without correction.
TEST_CASE("the approximation for large groups, beside R's and the exact one") {
    CHECK(normal_power(.75, 50, .5, 50, .05) < 0.7401659);
    const auto gap = detectable_gap(300, {80, 200}, .05, .8).value();
    CHECK_FALSE(gap.exact);
    CHECK(std::abs(normal_power(.4 + *gap.up, 300, .4, 200, .05) - .8) < 1e-7);
    CHECK(std::abs(normal_power(.4 - *gap.down, 300, .4, 200, .05) - .8) < 1e-7);
    // Where it takes over, the gap that it gives is found four times in five, give or take little.
    for (const double p2 : {.05, .1, .3, .5})
        for (const double alpha : {.05, .001})
            for (const std::uint64_t times : {1U, 5U}) {
                const auto n = static_cast<std::uint64_t>(normal_expected_min / p2);
                const auto x = static_cast<std::uint64_t>(normal_expected_min);
                const auto found = detectable_gap(times * n, {x, n}, alpha, .8).value();
                REQUIRE_FALSE(found.exact);
                INFO(p2 << ", " << alpha << ", " << times * n << " against " << n);
                const double up = fisher_power(p2 + *found.up, times * n, p2, n, alpha);
                CHECK(std::abs(up - .8) < .05);
                if (!found.down) continue;
                const double down = fisher_power(p2 - *found.down, times * n, p2, n, alpha);
                CHECK(std::abs(down - .8) < .05);
            }
}

TEST_CASE("a huge reference group costs no more than a large one") {
    const auto huge = detectable_gap(30, {500'000'000, 1'000'000'000}, .05, .8).value();
    const auto large = detectable_gap(30, {500'000, 1'000'000}, .05, .8).value();
    CHECK(std::abs(*huge.up - *large.up) < 1e-3);
}

// R: qnorm(.975) + qnorm(.8), qt(.975, 9) + qt(.8, 9), and at .01.
TEST_CASE("the gap that a standard error leaves to be found") {
    const double normal = std::numeric_limits<double>::infinity();
    CHECK(prints_as(gap_by_standard_error(1, normal, .05, .8), 2.801585, 6));
    CHECK(prints_as(gap_by_standard_error(2, normal, .05, .8), 5.603170, 5));
    CHECK(prints_as(gap_by_standard_error(1, 9, .05, .8), 3.145560, 5));
    CHECK(gap_by_standard_error(1, 9, .01, .8) > gap_by_standard_error(1, 9, .05, .8));
}
