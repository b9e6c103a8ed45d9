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

const Metric metric = find_metric("average_odds_difference").value();

stats::Defined<double> of(const std::vector<Confusion>& tables) {
    return metric.figure(Tables(counts_of(tables)));
}

}  // namespace

TEST_CASE(
    "average odds difference with a group that lacks positives or negatives is undefined, not 0") {
    CHECK_FALSE(of({{0, 1, 1, 0}, {1, 1, 1, 1}}));
    CHECK_FALSE(of({{1, 1, 1, 1}, {1, 0, 0, 1}}));
    CHECK_FALSE(of({{0, 0, 0, 0}, {0, 0, 0, 0}}));
}

// A toolkit documents 0 as equal odds. Opposite gaps cancel to 0 here too, and the warning says so.
TEST_CASE("opposite gaps cancel, and are warned of") {
    const auto counts = counts_of(std::vector<Confusion>{{6, 2, 8, 4}, {4, 4, 6, 6}});
    CHECK(std::abs(metric.figure(Tables(counts)).value()) < 1e-15);
    CHECK(metric.warning(Tables(counts)).find("cancel") != std::string_view::npos);
    const auto same = counts_of(std::vector<Confusion>{{6, 4, 6, 4}, {4, 2, 8, 6}});
    CHECK(metric.warning(Tables(same)).empty());
    CHECK(prints_as(metric.figure(Tables(same)).value(), .2, 12));
}

TEST_CASE("the average odds difference of COMPAS") {
    CHECK(prints_as(of({{1369, 805, 990, 532}, {505, 349, 1139, 461}}).value(), .205649, 6));
}
