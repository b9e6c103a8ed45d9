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

const Metric metric = find_metric("class_imbalance").value();

stats::Defined<double> of(const std::vector<Confusion>& tables) {
    return metric.figure(Tables(counts_of(tables)));
}

}  // namespace

TEST_CASE("imbalance of two empty groups is undefined, of one empty group complete") {
    CHECK_FALSE(of({{0, 0, 0, 0}, {0, 0, 0, 0}}));
    CHECK(of({{0, 0, 0, 0}, {1, 1, 1, 1}}).value() == -1);
}

// AIF360's tests: -.25.
TEST_CASE("a published imbalance") {
    CHECK(of({{3, 0, 0, 0}, {5, 0, 0, 0}}).value() == -.25);
    const auto counts = counts_of(std::vector<Confusion>{{3, 0, 0, 0}, {5, 0, 0, 0}});
    const auto bounds = metric.interval(Tables(counts), .95).value().bounds;
    CHECK(prints_as(bounds.low, 2 * .085233 - 1, 5));
    CHECK(prints_as(bounds.high, 2 * .755137 - 1, 5));
}
