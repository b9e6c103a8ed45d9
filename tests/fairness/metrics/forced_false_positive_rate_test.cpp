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

const Metric metric = find_metric("forced_false_positive_rate").value();

stats::Defined<double> of(const std::vector<Confusion>& tables) {
    return metric.figure(Tables(counts_of(tables)));
}

}  // namespace

TEST_CASE("the impossibility without counts is undefined, with reasons") {
    CHECK_FALSE(of({{0, 0, 0, 0}, {1, 1, 1, 1}}));
    CHECK(of({{1, 0, 0, 1}, {1, 1, 1, 1}}).error().reason == "no actual negatives in this group");
    CHECK_FALSE(of({{1, 1, 1, 1}, {0, 0, 1, 1}}));
    CHECK_FALSE(of({{1, 1, 1, 1}, {0, 1, 1, 1}}));
}

TEST_CASE("where no system can have both, it says so") {
    const auto none = of({{95, 0, 5, 0}, {10, 10, 80, 0}});
    CHECK(none.error().reason.find("no system") != std::string_view::npos);
}

TEST_CASE("a group with the same prevalence needs the same rate") {
    CHECK(prints_as(of({{30, 5, 45, 20}, {20, 10, 40, 30}}).value(), 10 / 50.0, 12));
}

// COMPAS: prevalence 1901/3696 and 966/2454; with the white defendants' predictive value .591335
// and misses .4772, the black defendants' rate would be 1901/1795 * .408665/.591335 * .522774.
TEST_CASE("what the COMPAS figures force") {
    CHECK(prints_as(of({{1369, 805, 990, 532}, {505, 349, 1139, 461}}).value(),
                    1901 / 1795.0 * (349 / 505.0) * (505 / 966.0), 12));
}
