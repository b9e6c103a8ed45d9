#include "stats/fisher.hpp"

#include <cmath>

#include "stats/chi_square.hpp"
#include "tests/catch.hpp"
#include "tests/stats/near.hpp"

using namespace isonomia::stats;
using isonomia::tests::prints_as;
using isonomia::tests::relative_error;

TEST_CASE("tables that allow no other table are undefined") {
    CHECK_FALSE(fisher_p({0, 0}, {1, 2}));
    CHECK_FALSE(fisher_p({1, 2}, {0, 0}));
    CHECK_FALSE(fisher_p({0, 5}, {0, 9}));
    CHECK_FALSE(fisher_p({5, 5}, {9, 9}));
    CHECK_FALSE(fisher_p_attainable({0, 5}, {0, 9}));
    CHECK_FALSE(conditional_odds_ratio({5, 5}, {9, 9}, 0.95));
    CHECK_FALSE(fisher_p({1, fisher_units_max}, {1, 1}));
    CHECK_FALSE(chi_square({0, 5}, {0, 9}));
    CHECK_FALSE(chi_square({0, 0}, {1, 2}));
}

TEST_CASE("the smallest tables") {
    CHECK(fisher_p({0, 1}, {1, 1}).value() == 1);
    CHECK(fisher_p({1, 2}, {1, 2}).value() == 1);
    CHECK(relative_error(fisher_p({2, 2}, {0, 2}).value(), 1.0 / 3) < 1e-14);
    // The tea tasting: 3 of 4 and 1 of 4 cups; p = 34/70.
    CHECK(relative_error(fisher_p({3, 4}, {1, 4}).value(), 34.0 / 70) < 1e-14);
    // All cups right: 2/70 is the best she could have done.
    CHECK(relative_error(fisher_p_attainable({3, 4}, {1, 4}).value(), 2.0 / 70) < 1e-14);
}

TEST_CASE("an odds ratio at the edge of its margins is 0 or has no finite value") {
    const auto zero = conditional_odds_ratio({0, 10}, {5, 10}, 0.95).value();
    CHECK(zero.estimate == 0.0);
    CHECK(zero.low == 0);
    CHECK(zero.high.has_value());
    const auto infinite = conditional_odds_ratio({10, 10}, {5, 10}, 0.95).value();
    CHECK_FALSE(infinite.estimate.has_value());
    CHECK_FALSE(infinite.high.has_value());
    CHECK(infinite.low > 1);
    CHECK(relative_error(*zero.high, 1 / infinite.low) < 1e-11);  // the same table turned round
}

TEST_CASE("billions of units: the exact test meets its limit, the normal distribution") {
    const Proportion a{500'000'000, 1'000'000'000};
    const Proportion b{500'050'000, 1'000'000'000};
    const double exact = fisher_p(a, b).value();
    CHECK(relative_error(exact, chi_square(a, b)->p) < 1e-3);
    const auto odds = conditional_odds_ratio(a, b, 0.95).value();
    CHECK(relative_error(odds.estimate.value(), std::exp(-2e-4)) < 1e-9);
    CHECK(odds.low < *odds.estimate);
    CHECK(*odds.high > *odds.estimate);
    CHECK(fisher_p({0, 1'000'000'000}, {1'000'000'000, 1'000'000'000}).value() == 0);
    CHECK(relative_error(fisher_p({0, 1'000'000'000}, {3, 1'000'000'000}).value(), 0.25) < 1e-6);
}

// Reference: R 4.2, fisher.test and chisq.test(correct = FALSE).
TEST_CASE("the COMPAS false-positive rates, black against white") {
    const Proportion black{805, 1795};
    const Proportion white{349, 1488};
    CHECK(relative_error(fisher_p(black, white).value(), 5.067847e-38) < 1e-6);
    const auto odds = conditional_odds_ratio(black, white, 0.95).value();
    // As R prints them: its root finder stops at about 1e-4 of its scale.
    CHECK(relative_error(odds.estimate.value(), 2.652947) < 1e-4);
    CHECK(relative_error(odds.low, 2.273918) < 1e-4);
    CHECK(relative_error(odds.high.value(), 3.098686) < 1e-4);
    // The same equations in R with the root finder's tolerance at 1e-15.
    CHECK(relative_error(odds.estimate.value(), 2.6529455600083) < 1e-12);
    CHECK(relative_error(odds.low, 2.27400099898589) < 1e-12);
    CHECK(relative_error(odds.high.value(), 3.09869400224742) < 1e-12);
    CHECK(prints_as(chi_square(black, white)->statistic, 163.3352, 4));
}

// Testing the false discovery rate in place of the false-positive rate, as one toolkit does, gives
// another answer altogether: African-American against Hispanic, 0.021 against 5e-18.
TEST_CASE("the false-positive rate is tested on false positives over actual negatives") {
    const double right = chi_square({805, 1795}, {87, 405})->p;
    const double wrong = chi_square({805, 805 + 1369}, {87, 87 + 103})->p;
    CHECK(right < 1e-17);
    CHECK(wrong > 0.01);
}

// Seven false alarms, all in two of three equal groups: the most extreme outcome has p = (2/3)^7 >
// 0.05.
TEST_CASE("a test that could not have found anything says so") {
    CHECK(fisher_p_attainable({0, 133}, {1, 267}).value() > 0.3);
    CHECK(fisher_p_attainable({0, 133}, {7, 267}).value() > 4e-4);
    CHECK(fisher_p_attainable({1, 3}, {1, 3}).value() > 0.05);
}

// Every pair of samples of 12 and 9 enumerated: under equal rates p <= a has a chance of at most a.
TEST_CASE("where rates are equal, p is uniform or larger: full enumeration") {
    const auto chance = [](std::uint64_t x, std::uint64_t n, double rate) {
        double result = 1;
        for (std::uint64_t i = 0; i < x; ++i)
            result *= static_cast<double>(n - i) / static_cast<double>(i + 1);
        return result * std::pow(rate, static_cast<double>(x)) *
               std::pow(1 - rate, static_cast<double>(n - x));
    };
    for (const double rate : {0.05, 0.2, 0.5, 0.8})
        for (const double level : {0.01, 0.05, 0.1, 0.3}) {
            double below = 0;
            for (std::uint64_t x = 0; x <= 12; ++x)
                for (std::uint64_t y = 0; y <= 9; ++y)
                    if (fisher_p({x, 12}, {y, 9}).value_or(1) <= level)
                        below += chance(x, 12, rate) * chance(y, 9, rate);
            INFO(rate << " " << level);
            CHECK(below <= level + 1e-12);
        }
}
