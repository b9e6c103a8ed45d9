#include "fairness/biometrics/disparity_indices.hpp"

#include <array>
#include <vector>

#include "tests/catch.hpp"
#include "tests/stats/near.hpp"

using namespace isonomia::fairness;
using isonomia::tests::prints_as;

TEST_CASE("indices of fewer than two groups, or of groups without errors, have no value") {
    const std::vector<double> none;
    const std::vector<double> one{0.1};
    const std::vector<double> zeros{0, 0};
    const std::vector<double> some{0, 0.1};
    for (const auto& rates : {none, one}) {
        CHECK_FALSE(gini(rates).has_value());
        CHECK_FALSE(garbe(rates, rates).has_value());
        CHECK_FALSE(fairness_discrepancy_rate(rates, rates).has_value());
        CHECK_FALSE(inequity_rate(rates, rates).has_value());
        CHECK_FALSE(max_over_geometric_mean(rates).has_value());
    }
    CHECK_FALSE(gini(zeros).has_value());
    CHECK(fairness_discrepancy_rate(zeros, zeros) == 1);
    CHECK_FALSE(inequity_rate(some, some).has_value());
    CHECK_FALSE(max_over_geometric_mean(some).has_value());
    CHECK(gini(some) == 1);
}

TEST_CASE("32 equal groups are equal") {
    const std::vector<double> rates(32, 0.02);
    CHECK(gini(rates) == 0);
    CHECK(fairness_discrepancy_rate(rates, rates) == 1);
    CHECK(prints_as(*inequity_rate(rates, rates), 1, 12));
    CHECK(prints_as(*max_over_geometric_mean(rates), 1, 12));
}

TEST_CASE("published values of the indices") {
    const std::array fmr{1e-4, 2e-4, 4e-4, 8e-4};
    const std::array fnmr{.01, .01, .02, .04};
    CHECK(prints_as(*gini(fmr), .511111, 6));
    CHECK(prints_as(*gini(fnmr), .416667, 6));
    CHECK(prints_as(*garbe(fmr, fnmr), .463889, 6));
    CHECK(prints_as(*fairness_discrepancy_rate(fmr, fnmr), .98465, 6));
    CHECK(prints_as(*inequity_rate(fmr, fnmr), 5.656854, 6));
    CHECK(prints_as(*max_over_geometric_mean(fmr), 2.828427, 6));
    CHECK(prints_as(*max_over_geometric_mean(fnmr), 2.378414, 6));
}
