// How often the resampled intervals of figures hold the true value: simulated, with the sizes
// stated.
#include <array>
#include <cmath>
#include <vector>

#include "fairness/metric.hpp"
#include "stats/bootstrap.hpp"
#include "stats/draw.hpp"
#include "tests/catch.hpp"

using namespace isonomia;
using namespace isonomia::fairness;

namespace {

// Share of 1,000 samples of `rows` rows, spread over the tables as `weights` say, whose BCa
// interval at 0.95 holds the figure of the weights themselves. An undefined interval counts as a
// miss.
double coverage(const char* id, const std::vector<std::uint64_t>& weights, std::uint64_t rows) {
    constexpr std::uint32_t samples = 1'000;
    const FigureOfTables figure = find_metric(id)->figure;
    const double truth = figure(Tables(weights)).value();
    int covered = 0;
    std::vector<std::uint64_t> counts(weights.size());
    for (std::uint32_t s = 0; s < samples; ++s) {
        stats::RandomStream random(99, 5, s);
        stats::draw_multinomial(random, rows, weights, counts);
        const auto result = stats::bootstrap(
            stats::independent_units(counts), counts.size(),
            [&](std::span<const std::uint64_t> drawn) { return figure(Tables(drawn)); },
            {.seed = 3, .stream = s, .replicates = 1'999});
        if (result && result->bca && result->bca->low <= truth && truth <= result->bca->high)
            ++covered;
    }
    return covered / static_cast<double>(samples);
}

constexpr double least = 0.94 - 0.007;  // one standard error of 1,000 samples

}  // namespace

// The weights are also the expected counts, divided by their sum and times the rows.
TEST_CASE("resampled intervals of one table cover", "[slow]") {
    CHECK(coverage("generalized_entropy_index", {30, 15, 45, 10}, 400) >= least);  // 60, 40 errors
    CHECK(coverage("theil_index", {30, 15, 45, 10}, 400) >= least);
    CHECK(coverage("theil_index", {300, 30, 600, 70}, 500) >= least);  // 15 and 35 errors
}

TEST_CASE("resampled intervals of several tables cover", "[slow]") {
    CHECK(coverage("conditional_demographic_disparity", {10, 12, 25, 3, 10, 3, 25, 12}, 600) >=
          least);
    // At the least numbers: 10 flagged and 20 left alone of the group, 15 and 40 of the others.
    CHECK(coverage("conditional_demographic_disparity",
                   {5, 0, 10, 0, 10, 0, 15, 0,  //
                    5, 0, 10, 0, 5, 0, 25, 0},
                   85) >= least);
    CHECK(coverage("forced_false_positive_rate", {30, 10, 60, 20, 20, 15, 70, 15}, 800) >= least);
    CHECK(coverage("forced_false_negative_rate", {30, 10, 60, 20, 20, 15, 70, 15}, 800) >= least);
}
