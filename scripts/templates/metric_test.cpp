#include "fairness/metric.hpp"
#include "tests/catch.hpp"

using namespace isonomia::fairness;

namespace {

Estimate of(Confusion counts) { return find_metric("@name@").value().estimate({counts}); }

}  // namespace

TEST_CASE("@words@: no rows is undefined, not 0") {
    CHECK(!of({}).value());
    CHECK(!of({}).if_empty.empty());
}

TEST_CASE("@words@: one right row is 0, one wrong row is 1") {
    CHECK(of({1, 0, 0, 0}).value().value() == 0.0);
    CHECK(of({0, 1, 0, 0}).value().value() == 1.0);
}

TEST_CASE("@words@: a table worked by hand") {
    // 8 right, 3 + 5 wrong, 24 right: 8 of 40
    const Estimate estimate = of({8, 3, 24, 5});
    CHECK(estimate.counts.successes == 8);
    CHECK(estimate.counts.trials == 40);
}
