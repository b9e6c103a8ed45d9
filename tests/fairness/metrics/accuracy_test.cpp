#include "fairness/metric.hpp"
#include "tests/catch.hpp"

using namespace isonomia::fairness;
using isonomia::stats::Proportion;

TEST_CASE("accuracy of nobody is undefined") {
    const Metric metric = find_metric("accuracy").value();
    const auto value = metric.estimate({Confusion{0, 0, 0, 0}}).value();
    REQUIRE_FALSE(value.has_value());
    CHECK_FALSE(value.error().reason.empty());
}

TEST_CASE(
    "accuracy of 40 true positives, 10 false positives, 30 true negatives, 20 false negatives") {
    const Metric metric = find_metric("accuracy").value();
    CHECK(metric.estimate({Confusion{40, 10, 30, 20}}).counts == Proportion{70, 100});
}
