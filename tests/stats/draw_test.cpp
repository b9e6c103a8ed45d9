#include "stats/draw.hpp"

#include <array>
#include <cmath>
#include <numeric>
#include <vector>

#include "stats/hypergeometric.hpp"
#include "tests/catch.hpp"

using namespace isonomia::stats;

TEST_CASE("draws without choice") {
    RandomStream random(1, 1);
    CHECK(draw_binomial(random, 0, 0.5) == 0);
    CHECK(draw_binomial(random, 9, 0) == 0);
    CHECK(draw_binomial(random, 9, 1) == 9);
    CHECK(draw_hypergeometric(random, 5, 0, 3) == 0);
    CHECK(draw_hypergeometric(random, 5, 5, 3) == 3);
    CHECK(draw_hypergeometric(random, 5, 2, 5) == 2);
    CHECK(draw_hypergeometric(random, 0, 0, 0) == 0);
    std::vector<std::uint64_t> none;
    draw_multinomial(random, 0, none, none);
    const std::array<std::uint64_t, 3> weights{0, 4, 0};
    std::array<std::uint64_t, 3> counts{};
    draw_multinomial(random, 11, weights, counts);
    CHECK(counts == std::array<std::uint64_t, 3>{0, 11, 0});
}

namespace {

// Pearson's statistic of draws against their probabilities, values that are expected less than ten
// times pooled at either end, as a standard normal (Wilson and Hilferty).
template <class Draw, class LogChance>
double z_of(std::uint64_t most, const Draw& draw, const LogChance& log_chance) {
    constexpr int draws = 60'000;
    std::vector<double> seen(most + 1);
    for (int i = 0; i < draws; ++i)
        ++seen[draw()];
    double square = 0;
    double expected = 0;
    double observed = 0;
    int parts = 0;
    double left = draws;
    for (std::uint64_t k = 0; k <= most; ++k) {
        const double here = draws * std::exp(log_chance(static_cast<double>(k)));
        expected += here;
        observed += seen[k];
        left -= here;
        if (k == most || (expected >= 10 && left >= 10)) {
            square += (observed - expected) * (observed - expected) / expected;
            ++parts;
            expected = observed = 0;
        }
    }
    const double df = parts - 1;
    return (std::cbrt(square / df) - (1 - 2 / (9 * df))) / std::sqrt(2 / (9 * df));
}

double log_choose(double n, double k) {
    return std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1);
}

}  // namespace

TEST_CASE("binomial draws have the binomial distribution, by inversion and by rejection") {
    std::uint64_t stream = 0;
    for (const std::uint64_t n : {3ULL, 20ULL, 45ULL, 400ULL, 20'000ULL})
        for (const double p : {0.02, 0.23, 0.5, 0.77, 0.99}) {
            RandomStream random(42, ++stream);
            const auto size = static_cast<double>(n);
            const double z = z_of(
                n, [&] { return draw_binomial(random, n, p); },
                [&](double k) {
                    return log_choose(size, k) + k * std::log(p) + (size - k) * std::log1p(-p);
                });
            INFO(n << " at " << p << ": z = " << z);
            CHECK(z < 3.5);
        }
}

TEST_CASE("hypergeometric draws have the hypergeometric distribution") {
    std::uint64_t stream = 100;
    for (const auto& [all, marked, drawn] :
         {std::array<std::uint64_t, 3>{10, 4, 5},
          {100, 90, 30},
          {5'000, 1'200, 700},
          {32'768, 500, 20'000},  // the largest with factorials added up
          {32'769, 500, 20'000},
          {50'000, 49'000, 800}}) {
        RandomStream random(42, ++stream);
        const double rest = static_cast<double>(all - marked);
        const double z = z_of(
            std::min(marked, drawn),
            [&, a = all, m = marked, d = drawn] { return draw_hypergeometric(random, a, m, d); },
            [&, a = all, m = marked, d = drawn](double k) {
                const double others = static_cast<double>(d) - k;
                if (others > rest) return -1e9;
                return log_choose(static_cast<double>(m), k) + log_choose(rest, others) -
                       log_choose(static_cast<double>(a), static_cast<double>(d));
            });
        INFO(all << " " << marked << " " << drawn << ": z = " << z);
        CHECK(z < 3.5);
    }
}

TEST_CASE("multinomial draws add up and have the right means and covariances") {
    const std::array<std::uint64_t, 4> weights{1, 50, 0, 149};
    std::array<double, 4> sum{};
    double product = 0;
    constexpr int draws = 20'000;
    for (std::uint32_t i = 0; i < draws; ++i) {
        RandomStream random(5, 9, i);
        std::array<std::uint64_t, 4> counts{};
        draw_multinomial(random, 200, weights, counts);
        REQUIRE(std::accumulate(counts.begin(), counts.end(), std::uint64_t{0}) == 200);
        for (std::size_t k = 0; k < 4; ++k)
            sum[k] += static_cast<double>(counts[k]);
        product += (static_cast<double>(counts[1]) - 50) * (static_cast<double>(counts[3]) - 149);
    }
    CHECK(std::abs(sum[0] / draws - 1) < 0.03);
    CHECK(std::abs(sum[1] / draws - 50) < 0.2);
    CHECK(sum[2] == 0);
    CHECK(std::abs(product / draws + 50 * 149.0 / 200) < 2);  // -n p q
}

TEST_CASE("counts of 10^15 are drawn within their spread") {
    RandomStream random(8, 8);
    const std::uint64_t n = 1'000'000'000'000'000;
    const auto drawn = static_cast<double>(draw_binomial(random, n, 0.25));
    CHECK(std::abs(drawn - 2.5e14) < 6 * std::sqrt(1e15 * 0.1875));
}
