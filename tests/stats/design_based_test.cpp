#include "stats/design_based.hpp"

#include <cmath>
#include <vector>

#include "stats/intervals.hpp"
#include "tests/catch.hpp"
#include "tests/stats/near.hpp"

using namespace isonomia::stats;
using isonomia::tests::relative_error;

TEST_CASE("without units a rate is undefined; one unit tells no variance") {
    CHECK_FALSE(design_rate({}, 0));
    CHECK_FALSE(design_rate(std::vector<UnitTotals>{{0, 0, 5}}, 5));
    const auto one = design_rate(std::vector<UnitTotals>{{3, 10, 1}}, 10).value();
    CHECK(one.variance == 0);
    CHECK(one.effective_size == 1);  // ten rows of one person are one person
}

TEST_CASE("persons without events do not collapse the interval") {
    const auto none = design_rate(std::vector<UnitTotals>{{0, 4, 10}}, 40).value();
    CHECK(none.rate == 0);
    CHECK(none.effective_size == 10);
    const Bounds bounds = wilson_effective(none.rate, none.effective_size, .95);
    CHECK(bounds.low == 0);
    CHECK(relative_error(bounds.high, wilson({0, 10}, .95)->high) < 1e-14);
    CHECK_FALSE(design_p(none, none, 0));
    CHECK_FALSE(log_ratio_effective(none, none, 0, .95));
}

TEST_CASE("one row per person is the ordinary rate, up to n / (n - 1)") {
    const std::vector<UnitTotals> units{{1, 1, 30}, {0, 1, 70}};
    const auto rate = design_rate(units, 100).value();
    CHECK(rate.rate == 0.3);
    CHECK(relative_error(rate.variance, .3 * .7 / 99) < 1e-12);
    CHECK(relative_error(rate.effective_size, 99) < 1e-12);
}

TEST_CASE("rows that repeat in full count once") {
    const std::vector<UnitTotals> units{{5, 5, 30}, {0, 5, 70}};
    const auto rate = design_rate(units, 500).value();
    CHECK(rate.rate == 0.3);
    CHECK(relative_error(rate.effective_size, 99) < 1e-12);
}

TEST_CASE("the effective size never exceeds the rows") {
    // Every person is right once and wrong once: no variance between persons at all.
    const auto rate = design_rate(std::vector<UnitTotals>{{1, 2, 50}}, 100).value();
    CHECK(rate.effective_size <= 100);
}

// Weighted rows worked by hand: weights 2, 1, 1 with events on the first and second.
TEST_CASE("a weighted rate worked by hand") {
    const std::vector<UnitTotals> rows{{2, 2, 1}, {1, 1, 1}, {0, 1, 1}};
    const auto rate = design_rate(rows, 3).value();
    CHECK(rate.rate == 0.75);
    // (3/2) ((2 - 1.5)² + (1 - .75)² + .75²) / 16
    CHECK(relative_error(rate.variance, 1.5 * (.25 + .0625 + .5625) / 16) < 1e-12);
}

TEST_CASE("two rates over the same persons: correlation narrows, its absence gives Newcombe") {
    const std::vector<UnitTotals> a{{1, 1, 30}, {0, 1, 70}, {0, 0, 100}};
    const std::vector<UnitTotals> b{{0, 0, 30}, {0, 0, 70}, {1, 1, 100}};
    CHECK(std::abs(design_covariance(a, b)) < 1e-15);
    const auto rate = design_rate(a, 100).value();
    CHECK(design_covariance(a, a) > 0);
    const auto apart = newcombe_effective(rate, rate, 0, .95);
    const auto same = newcombe_effective(rate, rate, design_covariance(a, a), .95);
    CHECK(same.high - same.low < .5 * (apart.high - apart.low));
}
