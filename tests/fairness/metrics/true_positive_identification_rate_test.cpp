#include "fairness/metric.hpp"
#include "tests/catch.hpp"

using namespace isonomia::fairness;

TEST_CASE("true positive identification rate is taken over from publications, not computed") {
    const Metric metric = find_metric("true_positive_identification_rate").value();
    CHECK(metric.input == InputKind::reported);
    CHECK(metric.estimate == nullptr);
    CHECK_FALSE(find_metric("true_positive_identification_rate_ratio").has_value());
}
