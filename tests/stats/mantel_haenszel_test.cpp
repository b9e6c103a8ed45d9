#include "stats/mantel_haenszel.hpp"

#include <cmath>
#include <vector>

#include "tests/catch.hpp"
#include "tests/stats/near.hpp"

using namespace isonomia::stats;
using isonomia::tests::prints_as;

TEST_CASE("no strata, empty strata, strata of one group: undefined, with reasons") {
    for (const std::vector<Stratum>& strata :
         {std::vector<Stratum>{}, std::vector<Stratum>{{{0, 0}, {0, 0}}},
          std::vector<Stratum>{{{3, 5}, {0, 0}}, {{0, 0}, {2, 9}}}}) {
        CHECK_FALSE(common_odds_ratio(strata, .95));
        CHECK_FALSE(common_difference(strata, .95));
        CHECK_FALSE(mantel_haenszel_test(strata));
        CHECK_FALSE(homogeneity(strata));
    }
}

TEST_CASE("strata where nothing varies") {
    const std::vector<Stratum> flat{{{5, 5}, {7, 7}}, {{0, 3}, {0, 4}}};
    CHECK_FALSE(common_odds_ratio(flat, .95));
    CHECK_FALSE(mantel_haenszel_test(flat));
    CHECK(common_difference(flat, .95)->value == 0);
    CHECK_FALSE(common_difference(flat, .95)->bounds);
}

TEST_CASE("32 strata of one person each compare nobody") {
    CHECK_FALSE(common_difference(std::vector<Stratum>(32, {{1, 1}, {0, 0}}), .95));
}

// Berkeley admissions 1973 (P. J. Bickel et al., Science 187 (1975) 398-404): men are admitted more
// often in total, women within departments. R: mantelhaen.test(UCBAdmissions, correct = FALSE).
TEST_CASE("the admissions to Berkeley, a known reversal") {
    const std::vector<Stratum> departments{{{512, 825}, {89, 108}},  {{353, 560}, {17, 25}},
                                           {{120, 325}, {202, 593}}, {{138, 417}, {131, 375}},
                                           {{53, 191}, {94, 393}},   {{22, 373}, {24, 341}}};
    const auto odds = common_odds_ratio(departments, .95).value();
    CHECK(prints_as(odds.value, 0.9046968, 7));
    CHECK(prints_as(odds.bounds.low, 0.7719074, 7));
    CHECK(prints_as(odds.bounds.high, 1.0603298, 7));
    CHECK(prints_as(mantel_haenszel_test(departments)->statistic, 1.5246, 4));
    CHECK(prints_as(mantel_haenszel_test(departments)->p, 0.2169, 4));
    const auto difference = common_difference(departments, .95).value();
    CHECK(difference.value < 0);  // in total: 1198/2691 - 557/1835 = +0.14
    CHECK(homogeneity(departments)->p < 0.01);
    CHECK(homogeneity(departments)->degrees == 5);
}
