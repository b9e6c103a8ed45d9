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

const Metric metric = find_metric("selection_odds_ratio").value();

stats::Defined<double> of(const std::vector<Confusion>& tables) {
    return metric.figure(Tables(counts_of(tables)));
}

}  // namespace

TEST_CASE("an odds ratio of nobody, and of one possible table, is undefined") {
    CHECK_FALSE(of({{0, 0, 0, 0}, {1, 0, 1, 0}}));
    CHECK_FALSE(of({{2, 0, 0, 0}, {0, 3, 0, 0}}));  // everybody is flagged
}

TEST_CASE("an infinite odds ratio is undefined, with the reason; 0 is a value") {
    CHECK(of({{2, 0, 0, 0}, {0, 0, 3, 0}}).error().reason.find("infinite") != std::string::npos);
    CHECK(of({{0, 0, 3, 0}, {2, 0, 0, 0}}).value() == 0);
}

// R's fisher.test gives 2.652947 [2.273918, 3.098686], to the 1e-4 of its root finder, for the
// flagged among those without the outcome; here the same counts stand as all rows.
TEST_CASE("the conditional odds ratio and its exact interval, as R gives them") {
    const auto counts = counts_of(std::vector<Confusion>{{0, 805, 990, 0}, {0, 349, 1139, 0}});
    CHECK(prints_as(metric.figure(Tables(counts)).value(), 2.652946, 6));
    const auto bounds = metric.interval(Tables(counts), .95).value().bounds;
    CHECK(prints_as(bounds.low, 2.274001, 6));
    CHECK(prints_as(bounds.high, 3.098694, 6));
}
