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

const Metric metric = find_metric("conditional_demographic_disparity").value();

stats::Defined<double> of(const std::vector<Confusion>& tables) {
    return metric.figure(Tables(counts_of(tables)));
}

}  // namespace

TEST_CASE("strata in which everybody or nobody was flagged say nothing; only such are undefined") {
    CHECK_FALSE(of({}));
    CHECK_FALSE(of({{3, 0, 0, 0}, {2, 0, 0, 0}}));
    CHECK_FALSE(of({{0, 0, 3, 0}, {0, 0, 2, 0}}));
}

TEST_CASE("few rows or few events of the group or of the others are not resampled") {
    const auto objection = [](const std::vector<Confusion>& tables) {
        return metric.too_few(Tables(counts_of(tables)));
    };
    CHECK_FALSE(objection({}).empty());
    CHECK(objection({{20, 0, 20, 0}, {20, 0, 20, 0}}).empty());
    CHECK(objection({{10, 0, 19, 0}, {200, 0, 200, 0}}).find("30 rows") != std::string_view::npos);
    CHECK(objection({{9, 0, 90, 0}, {200, 0, 200, 0}}).find("than 10") != std::string_view::npos);
    CHECK(objection({{200, 0, 200, 0}, {90, 0, 9, 0}}).find("than 10") != std::string_view::npos);
    // A stratum in which nobody was flagged does not count.
    CHECK_FALSE(objection({{9, 0, 9, 0}, {200, 0, 200, 0}, {0, 0, 90, 0}, {0, 0, 90, 0}}).empty());
}

// Half of the flagged and a fifth of the others belong to the group: .5 - .2.
TEST_CASE("one stratum is the disparity in total") {
    CHECK(prints_as(of({{5, 0, 2, 0}, {5, 0, 8, 0}}).value(), .3, 12));
}

// In each stratum the group has the same share of flagged and others; in total it is 11 of 20 of
// the flagged, but 11 of 110 + 90 of the others.
TEST_CASE("a disparity that comes from the mix of strata vanishes") {
    const std::vector<Confusion> strata{{9, 0, 9, 0}, {1, 0, 1, 0}, {2, 0, 2, 0}, {8, 0, 72, 0}};
    CHECK(std::abs(of({strata[0], strata[1]}).value()) < 1e-12);
    const double second = of({strata[2], strata[3]}).value();
    CHECK(prints_as(of(strata).value(), (20 * 0 + 84 * second) / 104, 12));
}
