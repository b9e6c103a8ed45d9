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

const Metric metric = find_metric("theil_index").value();

stats::Defined<double> of(const std::vector<Confusion>& tables) {
    return metric.figure(Tables(counts_of(tables)));
}

}  // namespace

TEST_CASE("Theil's index of nobody, and of nobody's benefit, is undefined") {
    CHECK_FALSE(of({{0, 0, 0, 0}}));
    CHECK_FALSE(of({{0, 0, 0, 5}}));
}

// AIF360's tests: 4 ln 2 / 10.
TEST_CASE("a published Theil index") {
    CHECK(prints_as(of({{4, 2, 2, 2}}).value(), 4 * std::log(2.0) / 10, 12));
}
