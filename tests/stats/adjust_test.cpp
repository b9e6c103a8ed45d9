#include "stats/adjust.hpp"

#include "tests/catch.hpp"
#include "tests/stats/near.hpp"

using namespace isonomia::stats;
using isonomia::tests::prints_as;
using isonomia::tests::relative_error;

TEST_CASE("adjusting no test, one test, and ties") {
    CHECK(holm({}).empty());
    CHECK(benjamini_hochberg({}).empty());
    CHECK(holm({0.03}) == std::vector<double>{0.03});
    CHECK(benjamini_hochberg({0.03}) == std::vector<double>{0.03});
    CHECK(holm({1, 1, 1}) == std::vector<double>{1, 1, 1});
    CHECK(holm({0, 0}) == std::vector<double>{0, 0});
    CHECK(benjamini_hochberg({0.25, 0.25}) == std::vector<double>{0.25, 0.25});
}

TEST_CASE("adjusted values stay with their tests, whatever the order") {
    CHECK(holm({0.5, 0.125, 0.25}) == std::vector<double>{0.5, 0.375, 0.5});
    CHECK(benjamini_hochberg({0.5, 0.125, 0.25}) == std::vector<double>{0.5, 0.375, 0.375});
}

TEST_CASE("the family of ten that R's p.adjust is shown with") {
    const std::vector<double> p{.001, .008, .039, .041, .042, .06, .074, .205, .212, .216};
    const std::vector<double> expected_holm{.010, .072, .312, .312, .312,
                                            .312, .312, .615, .615, .615};
    const std::vector<double> expected_bh{.01, .04,     .084, .084, .084,
                                          .1,  .105714, .216, .216, .216};
    const auto by_holm = holm(p);
    const auto by_bh = benjamini_hochberg(p);
    for (std::size_t i = 0; i < p.size(); ++i) {
        CHECK(prints_as(by_holm[i], expected_holm[i], 6));
        CHECK(prints_as(by_bh[i], expected_bh[i], 6));
    }
}

TEST_CASE("levels of simultaneous intervals") {
    CHECK(bonferroni_level(.95, 1) == .95);
    CHECK(relative_error(sidak_level(.95, 1), .95) < 1e-15);
    CHECK(relative_error(bonferroni_level(.95, 10), .995) < 1e-15);
    CHECK(relative_error(sidak_level(.95, 10), 0.9948838031081763) < 1e-14);  // .95^(1/10)
    CHECK(sidak_level(.95, 7) < bonferroni_level(.95, 7));
}
