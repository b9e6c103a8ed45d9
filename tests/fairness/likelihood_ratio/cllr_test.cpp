#include "fairness/likelihood_ratio/cllr.hpp"

#include <cmath>
#include <fstream>
#include <limits>

#include "core/text.hpp"
#include "fairness/likelihood_ratio/ratio_bounds.hpp"
#include "tests/catch.hpp"
#include "tests/shared_data.hpp"
#include "tests/stats/near.hpp"

using namespace isonomia;
using namespace isonomia::fairness;
using isonomia::stats::ScoreCounts;
using isonomia::tests::prints_as;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

ScoreCounts ratios(const std::vector<double>& h2, const std::vector<double>& h1) {
    ScoreCounts counts;
    for (const double lr : h2)
        counts.add(std::log(lr), false);
    for (const double lr : h1)
        counts.add(std::log(lr), true);
    return counts;
}

std::vector<double> times(std::size_t count, double value) {
    return std::vector<double>(count, value);
}

std::vector<double> with(std::vector<double> list, const std::vector<double>& more) {
    list.insert(list.end(), more.begin(), more.end());
    return list;
}

}  // namespace

TEST_CASE("without both propositions nothing is defined") {
    for (const auto& counts : {ratios({}, {}), ratios({1}, {}), ratios({}, {1, 2})}) {
        CHECK_FALSE(cllr(counts).has_value());
        CHECK_FALSE(cllr_min(counts).has_value());
        CHECK_FALSE(dev_pav(counts).has_value());
        CHECK_FALSE(elub(counts).has_value());
        CHECK_FALSE(invariance_bounds(counts).has_value());
    }
    CHECK(misleading_under_h1(ratios({}, {})).trials == 0);
}

TEST_CASE("certainty on the right side costs nothing, on the wrong side everything") {
    CHECK(cllr(ratios({0}, {infinity})) == 0);
    CHECK(cllr_min(ratios({0}, {infinity})) == 0);
    CHECK(cllr(ratios({0}, {0})).error().reason.starts_with("infinite"));
    CHECK(cllr(ratios({infinity}, {2})).error().reason.starts_with("infinite"));
    CHECK(std::isfinite(*cllr_min(ratios({infinity}, {2}))));
    CHECK_FALSE(dev_pav(ratios({0}, {infinity})).has_value());
    CHECK(dev_pav(ratios({0, infinity}, {infinity})).error().reason.starts_with("infinite"));
    const auto bounds = elub(ratios({0}, {infinity}));
    CHECK(bounds->low == 0);
    CHECK(bounds->high == 0);
}

TEST_CASE("ratios beyond the range of doubles stay finite") {
    ScoreCounts counts;  // 10^400 under H2: as ratios these would overflow
    counts.add(400 * std::log(10.0), false);
    counts.add(-400 * std::log(10.0), true);
    CHECK(prints_as(*cllr(counts), 400 * std::log2(10.0), 6));
    CHECK(*cllr_min(counts) == 1);
    CHECK(std::isfinite(*dev_pav(counts)));
}

TEST_CASE("neutral and constant ratios") {
    CHECK(cllr(ratios({1, 1}, {1})) == 1);
    CHECK(cllr_min(ratios({1, 1}, {1})) == 1);
    CHECK(misleading_under_h1(ratios({1, 1}, {1})) == stats::Proportion{0, 1});
    CHECK(misleading_under_h2(ratios({1, 1}, {1})) == stats::Proportion{0, 2});
    CHECK(prints_as(*cllr_min(ratios({2, 2}, {2})), 1, 12));
}

TEST_CASE("published values of Cllr") {
    const double third = 1.0 / 3;
    CHECK(prints_as(*cllr(ratios({third, third}, {3, 3})), .4150375, 7));
    CHECK(prints_as(*cllr(ratios({third, third}, {1})), .7075187, 7));
    CHECK(prints_as(*cllr(ratios(times(100, .01), {1})), .5071776, 7));
    CHECK(prints_as(*cllr(ratios(with(times(100, .01), {100}), {1})), .540068, 6));
    CHECK(prints_as(*cllr(ratios(with(times(100, .01), times(6, 100)), {1})), .6952113, 7));
    CHECK(prints_as(*cllr(ratios({2}, {2, 2})), 1.0849625, 7));
    CHECK(prints_as(*cllr(ratios({8}, {8, 8})), 1.6699250, 7));
}

TEST_CASE("the example of the R package comparison") {
    const auto counts = ratios({.2, .4, .6, .8, 1.1}, {.5, 2, 4, 6, 8, 10});
    CHECK(prints_as(*cllr(counts), .5862981, 7));
    CHECK(prints_as(*cllr_min(counts), .2895606, 7));
    CHECK(prints_as(*cross_entropy(counts, std::log(.1 / .9)), .2815383, 7));
    CHECK(prints_as(*cross_entropy(counts, std::log(.9 / .1)), .3273429, 7));
    CHECK(*cross_entropy(counts, 0) == *cllr(counts));
}

TEST_CASE("ties are pooled, in whatever order they come") {
    // Negatives first on ties would separate these and give 0.
    CHECK(prints_as(*cllr_min(ratios({1, 1}, {1, 1})), 1, 12));
    ScoreCounts one;
    ScoreCounts other;
    for (const bool first : {true, false}) {
        one.add(0.5, first);
        other.add(0.5, !first);
    }
    CHECK(*cllr_min(one) == *cllr_min(other));
}

TEST_CASE("the tied set: iris sepal lengths") {
    // 50 versicolor as H1, 50 setosa as H2, centimetres taken as ln LR.
    const std::vector<double> setosa{
        5.1, 4.9, 4.7, 4.6, 5.0, 5.4, 4.6, 5.0, 4.4, 4.9, 5.4, 4.8, 4.8, 4.3, 5.8, 5.7, 5.4,
        5.1, 5.7, 5.1, 5.4, 5.1, 4.6, 5.1, 4.8, 5.0, 5.0, 5.2, 5.2, 4.7, 4.8, 5.4, 5.2, 5.5,
        4.9, 5.0, 5.5, 4.9, 4.4, 5.1, 5.0, 4.5, 4.4, 5.0, 5.1, 4.8, 5.1, 4.6, 5.3, 5.0};
    const std::vector<double> versicolor{
        7.0, 6.4, 6.9, 5.5, 6.5, 5.7, 6.3, 4.9, 6.6, 5.2, 5.0, 5.9, 6.0, 6.1, 5.6, 6.7, 5.6,
        5.8, 6.2, 5.6, 5.9, 6.1, 6.3, 6.1, 6.4, 6.6, 6.8, 6.7, 6.0, 5.7, 5.5, 5.5, 5.8, 6.0,
        5.4, 6.0, 6.7, 6.3, 5.6, 5.5, 5.5, 6.1, 5.8, 5.0, 5.6, 5.7, 5.7, 6.2, 5.1, 5.7};
    ScoreCounts counts;
    for (const double x : setosa)
        counts.add(x, false);
    for (const double x : versicolor)
        counts.add(x, true);
    CHECK(prints_as(*cllr(counts), 3.6183346, 6));
    CHECK(prints_as(*cllr_min(counts), .40306, 5));
}

TEST_CASE("the breath analyser") {
    const auto counts =
        ratios(with(times(990, .101), times(10, 1000)), with(times(90, 1000), times(10, .101)));
    CHECK(prints_as(*cllr(counts), .2915175, 7));
    CHECK(prints_as(*cllr_min(counts), .2807452, 7));
    const auto iv = invariance_bounds(counts);
    CHECK(prints_as(std::pow(10, iv->low), .1052741, 7));
    CHECK(prints_as(std::pow(10, iv->high), 85.3731634, 7));
    const auto bounds = elub(counts);
    CHECK(prints_as(std::pow(10, bounds->low), .1122018, 7));
    CHECK(prints_as(std::pow(10, bounds->high), 79.4328235, 7));
}

TEST_CASE("devPAV") {
    CHECK(prints_as(*dev_pav(ratios({2}, {2, 2})), std::log10(2.0), 12));
    CHECK(prints_as(*dev_pav(ratios({.01, 10}, {.1, 100})), .5, 12));
}

TEST_CASE("calibrated Gaussians have the Cllr of theory") {
    // ln LR ~ N(mu, 2 mu) under H1 and N(-mu, 2 mu) under H2, by a fine grid of quantiles.
    const auto cllr_of = [](double mu) {
        ScoreCounts counts;
        constexpr int steps = 40'000;
        const double sd = std::sqrt(2 * mu);
        for (int i = -steps; i <= steps; ++i) {
            const double z = 9.0 * i / steps;
            const auto weight = static_cast<std::uint64_t>(1e12 * std::exp(-z * z / 2));
            counts.add(mu + sd * z, true, weight);
            counts.add(-mu + sd * z, false, weight);
        }
        return *cllr(counts);
    };
    CHECK(prints_as(cllr_of(1), .7095199, 6));
    CHECK(prints_as(cllr_of(std::log(10.0)), .4674947, 6));
    CHECK(prints_as(cllr_of(std::log(100.0)), .2326611, 6));
}

TEST_CASE("cartridge cases, as published with LiR") {
    const auto same = tests::shared_data("vectors/lr/cartridge-llr-same.csv");
    const auto different = tests::shared_data("vectors/lr/cartridge-llr-different.csv");
    if (!same || !different) {
        WARN("not run: vectors/lr is not there");
        return;
    }
    ScoreCounts counts;
    for (const auto& [path, h1] : {std::pair{*same, true}, std::pair{*different, false}}) {
        std::ifstream in(path);
        for (std::string line; std::getline(in, line);)
            if (const auto log10 = parse_number(trim(line)))
                counts.add(*log10 * std::log(10.0), h1);
    }
    REQUIRE(counts.positives() == 188);
    REQUIRE(counts.negatives() == 477);
    CHECK(prints_as(*cllr(counts), .6487865, 7));
    CHECK(prints_as(*cllr_min(counts), .4745724, 7));
    CHECK(misleading_under_h1(counts) == stats::Proportion{47, 188});
    CHECK(misleading_under_h2(counts) == stats::Proportion{27, 477});
    const auto iv = invariance_bounds(counts, -2);  // published with this grid
    CHECK(prints_as(std::pow(10, iv->low), .1412538, 7));
    CHECK(prints_as(std::pow(10, iv->high), 38.1944271, 7));
}
