#include "stats/design_based.hpp"

#include <cmath>
#include <vector>

#include "stats/draw.hpp"
#include "stats/intervals.hpp"
#include "tests/catch.hpp"
#include "tests/stats/near.hpp"

using namespace isonomia::stats;
using isonomia::tests::relative_error;

namespace {

// `persons` with ten rows each. Each has an own chance: `often` for one in five, else `seldom`.
DesignRate of_persons(RandomStream& random, int persons, double often, double seldom) {
    std::vector<UnitTotals> units;
    for (int i = 0; i < persons; ++i) {
        const double chance = random.uniform() < 0.2 ? often : seldom;
        units.push_back({static_cast<double>(draw_binomial(random, 10, chance)), 10, 1});
    }
    return design_rate(units, false, 10. * persons).value();
}

// Rows with an event in three of ten, and weights from 1 to some hundreds.
DesignRate of_weights(RandomStream& random, int rows) {
    std::vector<UnitTotals> units;
    for (int i = 0; i < rows; ++i) {
        const double weight = std::pow(random.uniform(), -0.8);
        units.push_back({random.uniform() < 0.3 ? weight : 0, weight, 1});
    }
    return design_rate(units, true, rows).value();
}

struct Counted {
    int intervals = 0;
    int covered = 0;
    int tests = 0;
    int rejected = 0;
};

// 400 samples against a reference that is known far better.
template <class Draw>
Counted simulated(double truth, const Draw& draw) {
    Counted counted;
    const double n = 1e5;
    const auto reference =
        design_rate(std::vector<UnitTotals>{{1, 1, truth * n}, {0, 1, (1 - truth) * n}}, false, n)
            .value();
    for (std::uint32_t s = 0; s < 400; ++s) {
        RandomStream random(11, 3, s);
        const DesignRate rate = draw(random);
        if (const auto bounds = design_bounds(rate, .95)) {
            ++counted.intervals;
            if (bounds->low <= truth && truth <= bounds->high) ++counted.covered;
        }
        if (const auto p = design_p(rate, reference, 0)) {
            ++counted.tests;
            if (*p <= .05) ++counted.rejected;
        }
    }
    return counted;
}

void check(const Counted& counted) {
    CAPTURE(counted.intervals, counted.covered, counted.tests, counted.rejected);
    CHECK(counted.covered >= (0.95 - 0.033) * counted.intervals);  // three standard errors
    CHECK(counted.rejected <= 0.05 * counted.tests + 3 * std::sqrt(.0475 * counted.tests));
}

}  // namespace

TEST_CASE("without units a rate is undefined; one unit tells no variance") {
    CHECK_FALSE(design_rate({}, false, 0));
    CHECK_FALSE(design_rate(std::vector<UnitTotals>{{0, 0, 5}}, false, 5));
    const auto one = design_rate(std::vector<UnitTotals>{{3, 10, 1}}, false, 10).value();
    CHECK(one.variance == 0);
    CHECK(one.effective_size == 1);  // ten rows of one person are one person
    CHECK_FALSE(design_bounds(one, .95));
    CHECK_FALSE(design_difference(one, one, 0, .95));
    CHECK_FALSE(design_ratio(one, one, 0, .95));
    CHECK_FALSE(design_p(one, one, 0));
}

TEST_CASE("persons without events do not collapse the interval") {
    const auto none = design_rate(std::vector<UnitTotals>{{0, 4, 10}}, false, 40).value();
    CHECK(none.rate == 0);
    CHECK(none.effective_size == 10);
    const Bounds bounds = design_bounds(none, .95).value();
    CHECK(bounds.low == 0);
    CHECK(relative_error(bounds.high, clopper_pearson({0, 10}, .95)->high) < 1e-12);
    CHECK_FALSE(design_p(none, none, 0));
    CHECK_FALSE(design_ratio(none, none, 0, .95));
}

TEST_CASE("a rate of 0 is not known exactly: no test rests on the other side's spread alone") {
    const auto none = design_rate(std::vector<UnitTotals>{{0, 1, 15}}, false, 15).value();
    const auto large =
        design_rate(std::vector<UnitTotals>{{0, 1, 1800}, {1, 1, 200}}, false, 2000).value();
    CHECK_FALSE(design_p(none, large, 0));  // an unpooled z gives 1e-49; Fisher's p is 0.39
    CHECK_FALSE(design_ratio(large, none, 0, .95));
    const auto few = design_rate(std::vector<UnitTotals>{{1, 2, 4}, {2, 2, 5}}, false, 18).value();
    CHECK_FALSE(design_p(few, large, 0));
}

TEST_CASE("a few large weights count for little more than themselves") {
    const auto rate =
        design_rate(std::vector<UnitTotals>{{50, 50, 5}, {0, 50, 5}, {1, 1, 20}, {0, 1, 20}}, true,
                    50)
            .value();
    CHECK(relative_error(rate.equal_units, 540. * 540 / 25040) < 1e-12);  // 11.6
    CHECK(rate.effective_size <= rate.equal_units);
    const auto equal =
        design_rate(std::vector<UnitTotals>{{3, 3, 9}, {0, 3, 11}}, true, 20).value();
    CHECK(relative_error(equal.equal_units, 20) < 1e-12);
}

TEST_CASE("one row per person is the ordinary rate, up to n / (n - 1)") {
    const std::vector<UnitTotals> units{{1, 1, 30}, {0, 1, 70}};
    const auto rate = design_rate(units, false, 100).value();
    CHECK(rate.rate == 0.3);
    CHECK(relative_error(rate.variance, .3 * .7 / 99) < 1e-12);
    CHECK(relative_error(rate.effective_size, 99) < 1e-12);
}

TEST_CASE("rows that repeat in full count once") {
    const std::vector<UnitTotals> units{{5, 5, 30}, {0, 5, 70}};
    const auto rate = design_rate(units, false, 500).value();
    CHECK(rate.rate == 0.3);
    CHECK(relative_error(rate.effective_size, 99) < 1e-12);
}

TEST_CASE("the effective size never exceeds the rows") {
    // Every person is right once and wrong once: no variance between persons at all.
    const auto rate = design_rate(std::vector<UnitTotals>{{1, 2, 50}}, false, 100).value();
    CHECK(rate.effective_size <= 100);
}

// Weighted rows worked by hand: weights 2, 1, 1 with events on the first and second.
TEST_CASE("a weighted rate worked by hand") {
    const std::vector<UnitTotals> rows{{2, 2, 1}, {1, 1, 1}, {0, 1, 1}};
    const auto rate = design_rate(rows, true, 3).value();
    CHECK(rate.rate == 0.75);
    // (3/2) ((2 - 1.5)² + (1 - .75)² + .75²) / 16
    CHECK(relative_error(rate.variance, 1.5 * (.25 + .0625 + .5625) / 16) < 1e-12);
}

TEST_CASE("two rates over the same persons: correlation narrows, its absence widens") {
    const std::vector<UnitTotals> a{{1, 1, 30}, {0, 1, 70}, {0, 0, 100}};
    const std::vector<UnitTotals> b{{0, 0, 30}, {0, 0, 70}, {1, 1, 100}};
    CHECK(std::abs(design_covariance(a, b)) < 1e-15);
    const auto rate = design_rate(a, false, 100).value();
    CHECK(design_covariance(a, a) > 0);
    const auto apart = design_difference(rate, rate, 0, .95).value();
    const auto same = design_difference(rate, rate, design_covariance(a, a), .95).value();
    CHECK(same.high - same.low < .5 * (apart.high - apart.low));
}

TEST_CASE("intervals of few persons cover and their tests keep the level") {
    for (const int persons : {5, 8, 12, 20, 40}) {
        CAPTURE(persons);
        check(simulated(.2, [=](RandomStream& r) { return of_persons(r, persons, .6, .1); }));
        check(simulated(.3, [=](RandomStream& r) { return of_persons(r, persons, .7, .2); }));
    }
}

TEST_CASE("intervals of rows with unequal weights cover and their tests keep the level") {
    for (const int rows : {15, 40, 150}) {
        CAPTURE(rows);
        check(simulated(.3, [=](RandomStream& r) { return of_weights(r, rows); }));
    }
}
