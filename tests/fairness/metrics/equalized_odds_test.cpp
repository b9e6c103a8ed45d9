#include <array>
#include <cmath>
#include <vector>

#include "fairness/metric.hpp"
#include "tests/catch.hpp"
#include "tests/stats/near.hpp"

using namespace isonomia;
using namespace isonomia::fairness;
using isonomia::tests::prints_as;

namespace {

const Metric metric = find_metric("equalized_odds").value();

stats::Defined<double> of(const std::vector<Confusion>& tables) {
    return metric.figure(Tables(counts_of(tables)));
}

}  // namespace

TEST_CASE("equalized odds with a group that lacks positives or negatives is undefined, not 0") {
    CHECK_FALSE(of({{0, 1, 1, 0}, {1, 1, 1, 1}}));
    CHECK_FALSE(of({{1, 1, 1, 1}, {1, 0, 0, 1}}));
    CHECK_FALSE(of({{0, 0, 0, 0}, {0, 0, 0, 0}}));
}

TEST_CASE("equalized odds takes the larger gap, whatever its sign") {
    // true-positive rates .5 and .75, false-positive rates .2 and .1
    CHECK(prints_as(of({{5, 2, 8, 5}, {15, 1, 9, 5}}).value(), .25, 12));
    CHECK(prints_as(of({{15, 1, 9, 5}, {5, 2, 8, 5}}).value(), .25, 12));
}

TEST_CASE("equal groups give 0, and an interval that begins at 0") {
    const auto counts = counts_of(std::vector<Confusion>{{40, 10, 30, 20}, {40, 10, 30, 20}});
    CHECK(metric.figure(Tables(counts)).value() == 0);
    const auto bounds = metric.interval(Tables(counts), .95).value().bounds;
    CHECK(bounds.low == 0);
    CHECK(bounds.high > .15);
}

TEST_CASE("the COMPAS gap: that in misses is the smaller one") {
    // African-American against Caucasian: .2139 in false-positive, .1974 in true-positive rate.
    CHECK(prints_as(of({{1369, 805, 990, 532}, {505, 349, 1139, 461}}).value(), .213925, 6));
}
