#include "stats/kolmogorov.hpp"

#include "tests/catch.hpp"
#include "tests/stats/near.hpp"

using namespace isonomia::stats;
using isonomia::tests::prints_as;

namespace {

ScoreCounts samples(const std::vector<double>& first, const std::vector<double>& second) {
    ScoreCounts counts;
    for (const double x : first)
        counts.add(x, false);
    for (const double x : second)
        counts.add(x, true);
    return counts;
}

}  // namespace

TEST_CASE("empty samples, constant scores") {
    CHECK_FALSE(kolmogorov_smirnov({}).has_value());
    CHECK_FALSE(kolmogorov_smirnov(samples({1}, {})).has_value());
    const auto same = kolmogorov_smirnov(samples({1, 1}, {1}));
    CHECK(same->statistic == 0);
    CHECK(same->p == 1);
    CHECK(kolmogorov_smirnov(samples({1}, {2}))->p == 1);  // both orders are as extreme
    CHECK_FALSE(dkw_half_width(0, 0.95).has_value());
}

TEST_CASE("small samples by enumeration") {
    // 3 against 3, apart: 2 of the 20 orders.
    CHECK(prints_as(kolmogorov_smirnov(samples({1, 2, 3}, {4, 5, 6}))->p, 0.1, 12));
    const auto part = kolmogorov_smirnov(samples({1, 2, 3, 5}, {4, 6, 7}));
    CHECK(part->statistic == 0.75);
    CHECK(part->exact);
    CHECK(part->p > 0.15);
    CHECK(part->p < 0.35);
}

TEST_CASE("exact and limiting p agree in large samples") {
    ScoreCounts exact;
    ScoreCounts limiting;
    for (int i = 0; i < 3000; ++i) {
        exact.add(i, (i * 7919) % 3000 < 1400 + i / 20);
        for (int k = 0; k < 3; ++k)
            limiting.add(i + k / 4.0, (i * 7919) % 3000 < 1400 + i / 20);
    }
    const auto small = kolmogorov_smirnov(exact);
    CHECK(small->exact);
    CHECK_FALSE(kolmogorov_smirnov(limiting)->exact);
    CHECK(kolmogorov_smirnov(limiting)->p <= small->p);
}

TEST_CASE("the band of Dvoretzky, Kiefer and Wolfowitz") {
    CHECK(prints_as(*dkw_half_width(100, 0.95), 0.135810, 6));
}
