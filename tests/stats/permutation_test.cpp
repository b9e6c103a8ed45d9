#include "stats/permutation.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "stats/draw.hpp"
#include "stats/fisher.hpp"
#include "tests/catch.hpp"

using namespace isonomia::stats;

namespace {

using Counts = std::span<const std::uint64_t>;

Defined<double> difference(Counts c) {
    const auto one = estimate({c[0], c[0] + c[1]});
    const auto two = estimate({c[2], c[2] + c[3]});
    if (!one || !two) return undefined("a group is empty");
    return *one - *two;
}

}  // namespace

TEST_CASE("an undefined figure has no permutation test") {
    CHECK_FALSE(permutation_p(std::vector<std::uint64_t>{1, 1, 0, 0}, 2, difference, {}));
    CHECK_FALSE(permutation_p(std::vector<std::uint64_t>{0, 0, 0, 0}, 2, difference, {}));
}

TEST_CASE("where nothing can change, p is 1; p is never 0") {
    CHECK(permutation_p(std::vector<std::uint64_t>{5, 0, 7, 0}, 2, difference, {}).value() == 1);
    const auto least = permutation_p(std::vector<std::uint64_t>{90, 10, 10, 90}, 2, difference,
                                     {.replicates = 999});
    CHECK(least.value() == 0.001);
}

TEST_CASE("p is the same at any number of threads") {
    const std::vector<std::uint64_t> counts{20, 30, 12, 40};
    const auto p = [&](unsigned threads) {
        return permutation_p(counts, 2, difference,
                             {.seed = 7, .replicates = 1'001, .threads = threads})
            .value();
    };
    CHECK(p(1) > 0.01);
    CHECK(p(1) < 0.9);
    for (const unsigned threads : {0U, 2U, 3U, 8U})
        CHECK(p(threads) == p(1));
}

TEST_CASE("a figure among others is tested as it is alone") {
    const std::vector<std::uint64_t> counts{20, 30, 12, 40};
    const std::array<std::size_t, 2> layer{0, 0};
    const auto never = [](Counts) -> Defined<double> { return undefined("never"); };
    const auto halved = [](Counts c) -> Defined<double> { return *difference(c) / 2; };
    const Resampling how{.seed = 7, .replicates = 999, .threads = 2};
    const auto together =
        permutation_tests(counts, layer, std::vector<Figure>{never, difference, halved}, how);
    REQUIRE(together.size() == 3);
    CHECK(together[0].error().reason == "never");
    CHECK(together[1]->p == permutation_p(counts, layer, difference, how).value());
    CHECK(together[2]->p == together[1]->p);
    CHECK(together[2]->p_attainable == together[1]->p_attainable);
}

// Three and three: the two most extreme of 20 tables have p 0.1. Against Fisher's, by margins.
TEST_CASE("few units leave no small p, and the test says so") {
    const std::array<std::size_t, 2> layer{0, 0};
    const auto attainable = [&](const std::vector<std::uint64_t>& counts) {
        return permutation_tests(counts, layer, std::vector<Figure>{difference},
                                 {.seed = 3, .replicates = 20'000})
            .front()
            ->p_attainable;
    };
    for (const std::uint64_t n : {3ULL, 4ULL, 5ULL}) {
        const double least = fisher_p_attainable({n, n}, {0, n}).value();
        CHECK(std::abs(attainable({n, 0, 0, n}) - least) < 4 * std::sqrt(least / 2e4) + 1e-4);
        CHECK(attainable({n, 0, 0, n}) == attainable({n - 1, 1, 1, n - 1}));
    }
    CHECK(attainable({5, 0, 7, 0}) == 1);
    CHECK(attainable({500, 500, 480, 520}) < 0.001);
    const auto test = permutation_tests(std::vector<std::uint64_t>{90, 10, 10, 90}, layer,
                                        std::vector<Figure>{difference}, {.replicates = 999})
                          .front()
                          .value();
    CHECK(test.p == 0.001);  // more extreme than every permutation
    CHECK(test.p_attainable == test.p);
}

// Permuting labels and conditioning on the margins are one and the same: for groups of equal size
// |difference| orders the tables as their probabilities do.
TEST_CASE("with groups of equal size it gives Fisher's p") {
    for (const std::uint64_t x : {3ULL, 6ULL, 8ULL}) {
        const double exact = fisher_p({12, 20}, {x, 20}).value();
        const double p = permutation_p(std::vector<std::uint64_t>{12, 8, x, 20 - x}, 2, difference,
                                       {.seed = 5, .replicates = 100'000})
                             .value();
        CHECK(std::abs(p - exact) < 4 * std::sqrt(exact * (1 - exact) / 1e5) + 1e-5);
    }
}

TEST_CASE("p is uniform when the groups do not differ, at most", "[slow]") {
    constexpr int samples = 1'000;
    int below_5 = 0;
    int below_50 = 0;
    for (std::uint32_t s = 0; s < samples; ++s) {
        RandomStream random(1, 1, s);
        const std::uint64_t a = draw_binomial(random, 300, .4);
        const std::uint64_t b = draw_binomial(random, 200, .4);
        const auto p = permutation_p(std::vector<std::uint64_t>{a, 300 - a, b, 200 - b}, 2,
                                     difference, {.seed = s, .replicates = 999});
        if (*p <= 0.05) ++below_5;
        if (*p <= 0.5) ++below_50;
    }
    CHECK(below_5 <= 50 + 21);  // three standard errors
    CHECK(below_50 <= 500 + 48);
    CHECK(below_50 >= 430);  // the test has not gone blind; ties take a few
}

namespace {

// The larger of the gaps in the shares of kind 0 among kinds 0 and 3, and of kind 1 among 1 and 2.
Defined<double> larger_gap(Counts c) {
    const auto hits = estimate({c[0], c[0] + c[3]});
    const auto others_hits = estimate({c[4], c[4] + c[7]});
    const auto alarms = estimate({c[1], c[1] + c[2]});
    const auto others_alarms = estimate({c[5], c[5] + c[6]});
    if (!hits || !others_hits || !alarms || !others_alarms) return undefined("a group is empty");
    return std::max(std::abs(*hits - *others_hits), std::abs(*alarms - *others_alarms));
}

}  // namespace

// Groups that differ in how many are positive, not in the rates. Shuffled over all four kinds the
// rare positives would be mistaken for many, and a third of such samples found to differ.
TEST_CASE("within outcomes, p is uniform although the shares of positives differ") {
    constexpr std::array<std::size_t, 4> outcomes{0, 1, 1, 0};
    constexpr int samples = 300;
    int within = 0;
    int over_all = 0;
    for (std::uint32_t s = 0; s < samples; ++s) {
        RandomStream random(2, 1, s);
        const std::uint64_t positives = draw_binomial(random, 200, .05);
        const std::uint64_t hits = draw_binomial(random, positives, .6);
        const std::uint64_t alarms = draw_binomial(random, 200 - positives, .2);
        const std::vector<std::uint64_t> counts{
            hits, alarms, 200 - positives - alarms, positives - hits, 6000, 2000, 8000, 4000};
        const Resampling how{.seed = s, .replicates = 199};
        const auto p = permutation_p(counts, outcomes, larger_gap, how);
        if (p && *p <= 0.05) ++within;
        const auto wrong = permutation_p(counts, 4, larger_gap, how);
        if (wrong && *wrong <= 0.05) ++over_all;
    }
    CHECK(within <= 15 + 12);   // three standard errors
    CHECK(over_all > 15 + 12);  // else these samples could not tell
}
