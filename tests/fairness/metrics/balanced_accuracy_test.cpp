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

const Metric metric = find_metric("balanced_accuracy").value();

stats::Defined<double> of(const std::vector<Confusion>& tables) {
    return metric.figure(Tables(counts_of(tables)));
}

}  // namespace

TEST_CASE("balanced accuracy without positives or without negatives is undefined") {
    CHECK(of({{0, 0, 0, 0}}).error().reason == "no actual positives in this group");
    CHECK(of({{3, 0, 0, 4}}).error().reason == "no actual negatives in this group");
}

TEST_CASE("balanced accuracy of a system that flags nobody is one half, however rare the outcome") {
    CHECK(of({{0, 0, 990, 10}}).value() == 0.5);
}

TEST_CASE("balanced accuracy keeps an interval without errors") {
    const auto counts = counts_of(std::vector<Confusion>{{10, 0, 10, 0}});
    CHECK(metric.figure(Tables(counts)).value() == 1);
    const auto bounds = metric.interval(Tables(counts), .95).value().bounds;
    CHECK(bounds.low < .85);
    CHECK(bounds.high == 1);
}

TEST_CASE(
    "balanced accuracy of 40 true positives, 10 false positives, 30 true negatives, 20 misses") {
    CHECK(prints_as(of({{40, 10, 30, 20}}).value(), (2 / 3.0 + .75) / 2, 12));
}
