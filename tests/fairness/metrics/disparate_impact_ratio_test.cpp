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

const Metric metric = find_metric("disparate_impact_ratio").value();

stats::Defined<double> of(const std::vector<Confusion>& tables) {
    return metric.figure(Tables(counts_of(tables)));
}

}  // namespace

TEST_CASE("disparate impact against a group of which nobody was flagged is undefined, not 10") {
    CHECK(of({{1, 1, 1, 1}, {0, 0, 3, 4}}).error().reason == "the rate it is divided by is 0");
    CHECK_FALSE(of({{0, 0, 0, 0}, {1, 1, 1, 1}}));
}

// holisticai's tests: 3 of 4 against 2 of 6.
TEST_CASE("a published disparate impact") {
    CHECK(prints_as(of({{3, 0, 1, 0}, {2, 0, 4, 0}}).value(), 2.25, 12));
}
