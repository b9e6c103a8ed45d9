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

const Metric metric = find_metric("between_group_generalized_entropy").value();

stats::Defined<double> of(const std::vector<Confusion>& tables) {
    return metric.figure(Tables(counts_of(tables)));
}

}  // namespace

TEST_CASE("between group generalized entropy: nobody is undefined, an empty group adds nothing") {
    CHECK_FALSE(of({}));
    CHECK_FALSE(of({{0, 0, 0, 0}, {0, 0, 0, 0}}));
    CHECK(of({{1, 1, 1, 1}, {0, 0, 0, 0}}).value() == 0);
}

TEST_CASE(
    "between group generalized entropy: equal groups have none, 32 groups of one can have some") {
    CHECK(std::abs(of({{4, 2, 2, 2}, {4, 2, 2, 2}}).value()) < 1e-15);
    std::vector<Confusion> ones(32, Confusion{1, 0, 0, 0});
    ones[0] = {0, 1, 0, 0};
    CHECK(of(ones).value() > 0);
}

TEST_CASE("between group generalized entropy worked by hand") {
    // Mean benefits 2 and 1 of two equal groups, mean 1.5.
    const double a = 4 / 3.0;
    const double b = 2 / 3.0;
    const double expected = ((a * a - 1) / 2 + (b * b - 1) / 2) / 2;
    CHECK(prints_as(of({{0, 4, 0, 0}, {2, 0, 2, 0}}).value(), expected, 12));
}
