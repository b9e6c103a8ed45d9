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

const Metric metric = find_metric("statistical_parity_difference").value();

stats::Defined<double> of(const std::vector<Confusion>& tables) {
    return metric.figure(Tables(counts_of(tables)));
}

}  // namespace

TEST_CASE("statistical parity with an empty group is undefined") {
    CHECK_FALSE(of({{0, 0, 0, 0}, {1, 1, 1, 1}}));
}

TEST_CASE("the selection rates of COMPAS") {
    CHECK(prints_as(of({{1369, 805, 990, 532}, {505, 349, 1139, 461}}).value(), .588203 - .348003,
                    6));
}
