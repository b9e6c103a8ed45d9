#include "stats/intervals.hpp"

#include <cmath>
#include <vector>

#include "tests/catch.hpp"
#include "tests/stats/near.hpp"

using namespace isonomia::stats;
using isonomia::tests::prints_as;
using isonomia::tests::relative_error;

TEST_CASE("intervals without trials are undefined, with a reason") {
    CHECK_FALSE(estimate(Proportion{0, 0}));
    CHECK_FALSE(clopper_pearson({0, 0}, 0.95));
    CHECK_FALSE(wilson({0, 0}, 0.95));
    CHECK_FALSE(newcombe({0, 0}, {1, 2}, 0.95));
    CHECK_FALSE(newcombe({1, 2}, {0, 0}, 0.95));
    CHECK_FALSE(risk_ratio({1, 2}, {0, 0}));
    const auto nothing = clopper_pearson({0, 0}, 0.95);
    CHECK_FALSE(nothing.error().reason.empty());
}

TEST_CASE("intervals at the ends of the scale") {
    for (const std::uint64_t n : {1ULL, 2ULL, 17ULL, 1'000'000'000ULL, 1ULL << 52U}) {
        const auto none = clopper_pearson({0, n}, 0.95).value();
        CHECK(none.low == 0);
        CHECK(relative_error(none.high, -std::expm1(std::log(0.025) / static_cast<double>(n))) <
              1e-12);
        const auto all = clopper_pearson({n, n}, 0.95).value();
        CHECK(all.high == 1);
        CHECK(relative_error(all.low, std::exp(std::log(0.025) / static_cast<double>(n))) < 1e-12);
        CHECK(wilson({0, n}, 0.95)->low == 0);
        CHECK(wilson({n, n}, 0.95)->high == 1);
    }
}

TEST_CASE("a ratio by zero and a ratio of zero have no interval") {
    CHECK_FALSE(risk_ratio({1, 10}, {0, 10}));
    CHECK(risk_ratio({0, 10}, {1, 10}).value() == 0);
    CHECK_FALSE(katz({0, 10}, {1, 10}, 0.95));
    CHECK_FALSE(katz({1, 10}, {0, 10}, 0.95));
    CHECK_FALSE(katz({10, 10}, {7, 7}, 0.95));  // the formula would claim [1, 1]
    CHECK(katz({10, 10}, {6, 7}, 0.95));
}

TEST_CASE("zero cells do not collapse Newcombe's interval") {
    const auto bounds = newcombe({0, 10}, {0, 10}, 0.95).value();
    CHECK(bounds.low < -0.2);
    CHECK(bounds.high > 0.2);
    const auto extreme = newcombe({10, 10}, {0, 10}, 0.95).value();
    CHECK(extreme.high <= 1);
    CHECK(extreme.low > 0.5);
}

TEST_CASE("counts of billions keep their precision") {
    const Proportion large{500'000'000, 1'000'000'000};
    const auto exact = clopper_pearson(large, 0.95).value();
    const auto score = wilson(large, 0.95).value();
    CHECK(relative_error(exact.high - exact.low, 6.19795e-5) < 1e-3);
    CHECK(std::abs(exact.low - score.low) < 1e-8);
    CHECK(std::abs(exact.low + exact.high - 1) < 1e-12);
}

// Reference values: R 4.2, binom.test and prop.test(correct = FALSE).
TEST_CASE("published exact and score intervals") {
    const auto check = [](Proportion p, double low, double high) {
        const auto bounds = clopper_pearson(p, 0.95).value();
        CHECK(prints_as(bounds.low, low, 6));
        CHECK(prints_as(bounds.high, high, 6));
    };
    check({3, 8}, 0.085233, 0.755137);
    check({1, 10}, 0.002529, 0.445016);
    check({2, 23}, 0.010710, 0.280379);
    const auto score = wilson({3, 8}, 0.95).value();
    CHECK(prints_as(score.low, 0.136844, 6));
    CHECK(prints_as(score.high, 0.694258, 6));
}

// COMPAS, two-year re-arrest: false positives among those not re-arrested, black against white.
TEST_CASE("difference and ratio of the COMPAS false-positive rates") {
    const Proportion black{805, 1795};
    const Proportion white{349, 1488};
    CHECK(prints_as(*estimate(black) - *estimate(white), 0.213925, 6));
    const auto difference = newcombe(black, white, 0.95).value();
    CHECK(prints_as(difference.low, 0.182053, 6));
    CHECK(prints_as(difference.high, 0.245023, 6));
    CHECK(prints_as(risk_ratio(black, white).value(), 1.912093, 6));
    const auto ratio = katz(black, white, 0.95).value();
    CHECK(prints_as(ratio.low, 1.721239, 6));
    CHECK(prints_as(ratio.high, 2.124108, 6));
}

namespace {

double binomial(std::uint64_t x, std::uint64_t n, double p) {
    const auto k = static_cast<double>(x);
    const auto trials = static_cast<double>(n);
    const double choose =
        std::lgamma(trials + 1) - std::lgamma(k + 1) - std::lgamma(trials - k + 1);
    return std::exp(choose + k * std::log(p) + (trials - k) * std::log1p(-p));
}

// Chance that the interval computed from a sample of n covers the true p: all samples enumerated.
template <class Method>
double coverage(std::uint64_t n, double p, const Method& method) {
    double covered = 0;
    for (std::uint64_t x = 0; x <= n; ++x) {
        const Bounds bounds = method(Proportion{x, n});
        if (bounds.low <= p && p <= bounds.high) covered += binomial(x, n, p);
    }
    return covered;
}

}  // namespace

TEST_CASE("Clopper-Pearson covers at least the nominal level, every n up to 50 enumerated") {
    double least = 1;
    for (std::uint64_t n = 1; n <= 50; ++n)
        for (int step = 1; step < 200; ++step)
            least = std::min(least, coverage(n, step / 200.0, [](Proportion p) {
                                 return clopper_pearson(p, 0.95).value();
                             }));
    CHECK(least >= 0.95 - 1e-12);
    CHECK(least < 0.97);  // the enumeration does reach hard cases
}

// What a percentile bootstrap of one rate tends to with ever more replicates: quantiles of the
// binomial distribution at the observed rate.
TEST_CASE("a percentile bootstrap of a rate misses it far more often than it says") {
    const auto resampled = [](Proportion p) {
        const auto n = static_cast<double>(p.trials);
        const double rate = static_cast<double>(p.successes) / n;
        if (p.successes == 0 || p.successes == p.trials) return Bounds{rate, rate};
        const auto quantile = [&](double q) {
            std::uint64_t x = 0;
            for (double sum = binomial(0, p.trials, rate); sum < q - 1e-12 && x < p.trials;)
                sum += binomial(++x, p.trials, rate);
            return static_cast<double>(x) / n;
        };
        return Bounds{quantile(0.025), quantile(0.975)};
    };
    CHECK(prints_as(coverage(10, 0.05, resampled), 0.40, 2));
    CHECK(prints_as(coverage(10, 0.10, resampled), 0.65, 2));
    CHECK(prints_as(coverage(10, 0.20, resampled), 0.89, 2));
    CHECK(prints_as(coverage(30, 0.05, resampled), 0.78, 2));
}

// A bootstrap interval for one rate is not offered: resampling a sample without events gives [0,
// 0].
TEST_CASE("at n = 10 and p = 0.05 the exact interval covers where a resampled one cannot") {
    const auto exact = [](Proportion p) { return clopper_pearson(p, 0.95).value(); };
    CHECK(coverage(10, 0.05, exact) >= 0.97);
    CHECK(coverage(30, 0.05, exact) >= 0.97);
    CHECK(clopper_pearson({1, 10}, 0.95)->high > 0.44);  // percentile bootstrap: 0.29
    CHECK(binomial(0, 10, 0.05) > 0.59);  // the share of samples on which a bootstrap says [0, 0]
}
