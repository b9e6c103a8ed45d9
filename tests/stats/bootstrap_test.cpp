#include "stats/bootstrap.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <vector>

#include "stats/draw.hpp"
#include "tests/catch.hpp"
#include "tests/stats/near.hpp"

using namespace isonomia::stats;

namespace {

using Counts = std::span<const std::uint64_t>;

// Difference of two rates; cells: yes and no of the first group, yes and no of the second.
Defined<double> difference(Counts c) {
    const auto one = estimate({c[0], c[0] + c[1]});
    const auto two = estimate({c[2], c[2] + c[3]});
    if (!one || !two) return undefined("a group is empty");
    return *one - *two;
}

Defined<Bootstrap> of(const std::vector<std::uint64_t>& counts, const Resampling& how = {}) {
    return bootstrap(independent_units(counts), counts.size(), difference, how);
}

}  // namespace

TEST_CASE("nothing to resample gives no interval, with a reason") {
    CHECK_FALSE(of({0, 0, 0, 0}));
    CHECK(of({3, 4, 0, 0}).error().reason == "a group is empty");
    const auto one =
        bootstrap(independent_units(std::vector<std::uint64_t>{1}), 1,
                  [](Counts c) -> Defined<double> { return static_cast<double>(c[0]); }, {});
    CHECK(one.error().reason == "one unit cannot be resampled");
}

TEST_CASE("a figure that is often undefined in replicates has no interval") {
    const auto rare = of({1, 0, 20, 20});  // the first group vanishes in a third of the replicates
    CHECK(rare.error().reason ==
          "the figure is undefined in more than one of a hundred replicates");
    const auto seldom = of({3, 4, 500, 500}, {.replicates = 20'000});
    REQUIRE(seldom.has_value());
    CHECK(seldom->left_out > 0);  // e^-7 of them
    CHECK(seldom->left_out < 60);
}

TEST_CASE("without variation the percentile interval has no width and BCa says why it has none") {
    const auto flat = of({5, 0, 5, 0});
    REQUIRE(flat.has_value());
    CHECK(flat->percentile.low == 0);
    CHECK(flat->percentile.high == 0);
    CHECK(flat->bca.error().reason == "no unit changes the figure");
}

TEST_CASE("the same seed gives the same replicates at any number of threads") {
    const auto patterns = independent_units(std::vector<std::uint64_t>{30, 70, 20, 80});
    const std::vector<Figure> figures{difference};
    Resampling how{.seed = 11, .stream = 4, .replicates = 1'001};
    const auto alone = bootstrap_replicates(patterns, 4, figures, how);
    for (const unsigned threads : {2U, 3U, 8U}) {
        how.threads = threads;
        CHECK(bootstrap_replicates(patterns, 4, figures, how) == alone);
    }
    how.seed = 12;
    CHECK(bootstrap_replicates(patterns, 4, figures, how) != alone);
    how.seed = 11;
    how.stream = 5;
    CHECK(bootstrap_replicates(patterns, 4, figures, how) != alone);
}

TEST_CASE("a figure among others is what it is alone, and reads the same draws") {
    const std::vector<std::uint64_t> counts{30, 70, 20, 80};
    const auto patterns = independent_units(counts);
    const auto opposite = [](Counts c) -> Defined<double> { return -*difference(c); };
    const auto never = [](Counts) -> Defined<double> { return undefined("never"); };
    for (const unsigned threads : {1U, 2U, 8U}) {
        const Resampling how{.seed = 5, .replicates = 999, .threads = threads};
        const auto together =
            bootstrap(patterns, 4, std::vector<Figure>{never, difference, opposite}, how);
        REQUIRE(together.size() == 3);
        CHECK(together[0].error().reason == "never");
        const auto alone = bootstrap(patterns, 4, difference, how).value();
        CHECK(together[1]->bca->low == alone.bca->low);
        CHECK(together[1]->bca->high == alone.bca->high);
        CHECK(std::abs(together[2]->percentile.low + alone.percentile.high) < 1e-12);
        CHECK(std::abs(together[2]->percentile.high + alone.percentile.low) < 1e-12);
    }
    CHECK(bootstrap(patterns, 4, std::vector<Figure>{}, {}).empty());
}

TEST_CASE("quantiles are those of the sorted replicates, with ties and without") {
    for (const std::vector<std::uint64_t>& counts :
         {std::vector<std::uint64_t>{3, 4, 5, 6}, {40'000, 70'000, 20'000, 80'000}})
        for (const std::uint64_t replicates : {1U, 2U, 39U, 1'000U, 9'999U}) {
            const Resampling how{.seed = 3, .replicates = replicates, .level = 0.9};
            auto values = bootstrap_replicates(independent_units(counts), 4,
                                               std::vector<Figure>{difference}, how)[0];
            if (std::any_of(values.begin(), values.end(), [](double v) { return std::isnan(v); }))
                continue;
            std::sort(values.begin(), values.end());
            const auto at = [&](double q) {
                const double place = (static_cast<double>(values.size()) + 1) * q - 1;
                const double inside =
                    std::clamp(place, 0.0, static_cast<double>(values.size() - 1));
                const auto below = static_cast<std::size_t>(inside);
                const std::size_t above = std::min(below + 1, values.size() - 1);
                return values[below] +
                       (inside - static_cast<double>(below)) * (values[above] - values[below]);
            };
            const auto result = of(counts, how).value();
            CHECK(std::abs(result.percentile.low - at(0.05)) < 1e-12);
            CHECK(std::abs(result.percentile.high - at(0.95)) < 1e-12);
        }
}

// The spread of the replicates of a difference is sqrt(p1 q1 / n1 + p2 q2 / n2) to first order.
TEST_CASE("intervals have the width that theory gives for large counts") {
    const auto result = of({805, 990, 349, 1139}, {.seed = 3}).value();
    CHECK(std::abs(result.figure - 0.213925) < 1e-6);
    const double spread = (0.245434 - 0.182416) / 2;  // Wald, R
    CHECK(std::abs((result.bca->high - result.bca->low) / 2 - spread) < 0.03 * spread);
    CHECK(std::abs((result.percentile.high - result.percentile.low) / 2 - spread) < 0.03 * spread);
}

// Persons of four equal rows each: the interval is twice as wide as that of independent rows.
TEST_CASE("persons are drawn whole") {
    std::vector<Pattern> persons;
    for (std::uint32_t cell = 0; cell < 4; ++cell)
        persons.push_back({{{cell, 4}}, 50});
    const std::vector<std::uint64_t> rows{200, 200, 200, 200};
    const auto clustered = bootstrap(persons, 4, difference, {}).value();
    const auto independent = of(rows).value();
    const auto width = [](const Bootstrap& b) { return b.bca->high - b.bca->low; };
    CHECK(clustered.figure == independent.figure);
    CHECK(std::abs(width(clustered) / width(independent) - 2) < 0.08);
}

// Acceleration and bias of the mean of a skewed sample, worked independently: for a rate x / n,
// a = (1 - 2 p) / (6 sqrt(n p q)), so BCa of a rare rate lies above the percentile interval.
TEST_CASE("BCa moves the interval towards the long tail") {
    const auto rate = [](Counts c) -> Defined<double> { return *estimate({c[0], c[0] + c[1]}); };
    const std::vector<std::uint64_t> counts{20, 380};
    const auto result =
        bootstrap(independent_units(counts), 2, rate, {.seed = 2, .replicates = 200'000}).value();
    CHECK(result.bca->low >= result.percentile.low);
    CHECK(result.bca->high > result.percentile.high);
}

namespace {

// Share of simulated samples whose interval holds the true difference.
template <class Interval>
double coverage(std::uint64_t n1, double p1, std::uint64_t n2, double p2,
                const Interval& interval) {
    constexpr int samples = 2'000;
    int covered = 0;
    int defined = 0;
    for (std::uint32_t s = 0; s < samples; ++s) {
        RandomStream random(2024, 77, s);
        const std::uint64_t x1 = draw_binomial(random, n1, p1);
        const std::uint64_t x2 = draw_binomial(random, n2, p2);
        const std::optional<Bounds> bounds =
            interval(std::vector<std::uint64_t>{x1, n1 - x1, x2, n2 - x2});
        if (!bounds) continue;
        ++defined;
        if (bounds->low <= p1 - p2 && p1 - p2 <= bounds->high) ++covered;
    }
    REQUIRE(defined > samples * 9 / 10);
    return covered / static_cast<double>(defined);
}

}  // namespace

// n and mean event counts: 100 (30) against 200 (100), 60 (30) against 60 (18), 300 (30) against
// 300 (60). With fewer events the bootstrap is not trusted and not offered.
TEST_CASE("BCa of a difference covers at least 0.94 at nominal 0.95", "[slow]") {
    const auto interval = [](const std::vector<std::uint64_t>& counts) -> std::optional<Bounds> {
        const auto result = of(counts, {.replicates = 1'999});
        if (!result || !result->bca) return std::nullopt;
        return *result->bca;
    };
    CHECK(coverage(100, .3, 200, .5, interval) >= 0.94 - 0.005);  // 0.005: one simulation error
    CHECK(coverage(60, .5, 60, .3, interval) >= 0.94 - 0.005);
    CHECK(coverage(300, .1, 300, .2, interval) >= 0.94 - 0.005);
}
