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

const Metric metric = find_metric("generalized_entropy_index").value();

stats::Defined<double> of(const std::vector<Confusion>& tables) {
    return metric.figure(Tables(counts_of(tables)));
}

}  // namespace

TEST_CASE("entropy of nobody, and of nobody's benefit, is undefined") {
    CHECK_FALSE(of({{0, 0, 0, 0}}));
    CHECK_FALSE(of({{0, 0, 0, 5}}));
}

TEST_CASE("equal benefits have no entropy") { CHECK(of({{7, 0, 3, 0}}).value() == 0); }

// AIF360's tests, five right of ten each: all outcomes positive, then the first two negative.
TEST_CASE("published generalized entropies") {
    // benefits 0 1 0 1 ... of ten rows, mean 1/2: ((2² - 1) 5 - 5) / 20
    CHECK(prints_as(of({{5, 0, 0, 5}}).value(), .5, 12));
    // benefits 2, 1, 0 in equal parts: mean 1, (3 + 0 - 1) / 6
    CHECK(prints_as(of({{2, 2, 0, 2}}).value(), 1 / 3.0, 12));
    CHECK(prints_as(of({{4, 2, 2, 2}}).value(), .2, 12));
    CHECK(prints_as(of({{4, 3, 0, 3}}).value(), .3, 12));
}
