#include <cmath>
#include <vector>

#include "fairness/metric.hpp"
#include "tests/catch.hpp"
#include "tests/stats/near.hpp"

using namespace isonomia;
using namespace isonomia::fairness;
using isonomia::tests::prints_as;

namespace {

stats::Defined<double> of(const char* metric, const std::vector<Confusion>& tables) {
    return find_metric(metric).value().figure(Tables(counts_of(tables)));
}

stats::Defined<double> forced(const std::vector<Confusion>& tables) {
    return of("forced_false_negative_rate", tables);
}

}  // namespace

TEST_CASE("forced misses without counts are undefined, with reasons") {
    CHECK_FALSE(forced({{0, 0, 0, 0}, {1, 1, 1, 1}}));
    CHECK(forced({{0, 1, 1, 0}, {1, 1, 1, 1}}).error().reason ==
          "no actual positives in this group");
    CHECK_FALSE(forced({{1, 1, 1, 1}, {0, 0, 1, 1}}));
    CHECK_FALSE(forced({{1, 1, 1, 1}, {1, 0, 0, 1}}));
    CHECK(forced({{1, 1, 1, 1}, {1, 0, 1, 1}}).error().reason.find("no wrong flag") !=
          std::string_view::npos);
    CHECK_FALSE(forced({{5, 0, 0, 5}, {9, 1, 1, 1}}));  // flags there cannot be wrong
}

TEST_CASE("where no system can have both predictive value and false alarms, it says so") {
    const auto none = forced({{5, 0, 95, 0}, {60, 10, 10, 20}});
    CHECK(none.error().reason.find("no system") != std::string_view::npos);
}

TEST_CASE("a group with the same prevalence needs the same misses") {
    CHECK(prints_as(forced({{30, 5, 45, 20}, {20, 10, 40, 30}}).value(), 30 / 50.0, 12));
}

// A system that does what is forced has the predictive value and the false alarms of the reference
// group; and read the other way round, its misses force those false alarms.
TEST_CASE("both forced rates are one equation") {
    const Confusion own{48, 0, 60, 12};      // 60 of 120 have the outcome
    const Confusion other{24, 16, 144, 16};  // predictive value .6, false alarms .1, misses .4
    const double misses = forced({own, other}).value();
    CHECK(prints_as(misses, 1 - .1 * 1 * .6 / .4, 12));
    const double hits = 60 * (1 - misses);
    CHECK(prints_as(hits / (hits + 60 * .1), .6, 12));
    const double alarms = of("forced_false_positive_rate", {own, other}).value();
    CHECK(prints_as(60 * .6 / (60 * .6 + 60 * alarms), .6, 12));
}

// COMPAS: prevalence 1901/3696; with the white defendants' predictive value 505/854 and false
// alarms 349/1488.
TEST_CASE("what the COMPAS figures force on misses") {
    const double value = forced({{1369, 805, 990, 532}, {505, 349, 1139, 461}}).value();
    CHECK(prints_as(value, 1 - 349 / 1488.0 * (1795 / 1901.0) * (505 / 349.0), 12));
    CHECK(value > .67);  // instead of the .28 that they had
}
