#include "fairness/metric.hpp"
#include "tests/catch.hpp"

using namespace isonomia::fairness;
using isonomia::stats::Proportion;

TEST_CASE("false discovery rate of a group of which nobody was flagged is undefined") {
    const Metric metric = find_metric("false_discovery_rate").value();
    const auto value = metric.estimate({Confusion{0, 0, 3, 4}}).value();
    REQUIRE_FALSE(value.has_value());
    CHECK_FALSE(value.error().reason.empty());
}

TEST_CASE(
    "false discovery rate of 40 true positives, 10 false positives, 30 true negatives, 20 false "
    "negatives") {
    const Metric metric = find_metric("false_discovery_rate").value();
    CHECK(metric.estimate({Confusion{40, 10, 30, 20}}).counts == Proportion{10, 50});
}
