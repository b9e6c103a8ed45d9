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

const Metric metric = find_metric("predictive_parity").value();

stats::Defined<double> of(const std::vector<Confusion>& tables) {
    return metric.figure(Tables(counts_of(tables)));
}

}  // namespace

TEST_CASE("predictive parity with a group of which nobody was flagged is undefined") {
    CHECK_FALSE(of({{0, 0, 3, 4}, {1, 1, 1, 1}}));
    CHECK_FALSE(of({{1, 1, 1, 1}, {0, 0, 3, 4}}));
}

TEST_CASE("the predictive values of COMPAS differ little") {
    CHECK(prints_as(of({{1369, 805, 990, 532}, {505, 349, 1139, 461}}).value(), .629715 - .591335,
                    6));
}
