#include "fairness/metric.hpp"
#include "tests/catch.hpp"

using namespace isonomia::fairness;
using isonomia::stats::Proportion;

TEST_CASE("failure to enrol: without attempts it is undefined, with the reason") {
    const Metric metric = find_metric("failure_to_enrol_rate").value();
    const auto value = metric.estimate({Confusion{0, 0, 0, 0}}).value();
    REQUIRE_FALSE(value.has_value());
    CHECK_FALSE(value.error().reason.empty());
}

TEST_CASE("failure to enrol: failed attempts among all attempts") {
    const Metric metric = find_metric("failure_to_enrol_rate").value();
    CHECK(metric.input == InputKind::attempts);
    CHECK(metric.estimate({Confusion{3, 0, 97, 0}}).counts == Proportion{3, 100});
    CHECK(find_metric("failure_to_enrol_rate_ratio").has_value());
}
