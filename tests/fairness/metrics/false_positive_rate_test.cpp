#include "fairness/metric.hpp"
#include "tests/catch.hpp"

using namespace isonomia::fairness;
using isonomia::stats::Proportion;

TEST_CASE("false positive rate of a group without negatives is undefined") {
    const Metric metric = find_metric("false_positive_rate").value();
    const auto value = metric.estimate({Confusion{3, 0, 0, 4}}).value();
    REQUIRE_FALSE(value.has_value());
    CHECK_FALSE(value.error().reason.empty());
}

TEST_CASE(
    "false positive rate of 40 true positives, 10 false positives, 30 true negatives, 20 false "
    "negatives") {
    const Metric metric = find_metric("false_positive_rate").value();
    CHECK(metric.estimate({Confusion{40, 10, 30, 20}}).counts == Proportion{10, 40});
}
