// How often the interval of the calibration error holds the error of the distribution from which
// rows are drawn.
#include <array>
#include <cmath>
#include <cstdio>

#include <fmt/format.h>

#include "fairness/scores/measure_scores.hpp"
#include "stats/philox.hpp"
#include "tests/catch.hpp"
#include "tests/fairness/text_source.hpp"

using namespace isonomia;
using namespace isonomia::fairness;

namespace {

// Scores .05, .15, ... .95, equally common; the outcome has the chance score + shift (within 0 to
// 1). The share of 300 samples of `rows` whose interval holds the true error.
double coverage(unsigned rows, double shift) {
    constexpr std::uint32_t samples = 300;
    double truth = 0;
    std::array<double, 10> chance{};
    for (std::size_t i = 0; i < 10; ++i) {
        const double score = 0.05 + 0.1 * static_cast<double>(i);
        chance[i] = std::min(1.0, std::max(0.0, score + shift));
        truth += std::abs(score - chance[i]) / 10;
    }
    Dataset dataset;
    dataset.id = "d";
    dataset.form = DataForm::scores;
    dataset.replicates = 1'000;
    dataset.columns = {tests::column("y", ColumnRole::outcome),
                       tests::column("s", ColumnRole::score)};
    int covered = 0;
    for (std::uint32_t s = 0; s < samples; ++s) {
        stats::RandomStream random(41, rows, s);
        ScoreCube cube;
        cube.leaves = {{}};
        cube.counts.resize(1);
        cube.missing = {0};
        cube.unknown.resize(1);
        for (unsigned i = 0; i < rows; ++i) {
            const auto bin = static_cast<std::size_t>(random.uniform() * 10);
            cube.counts[0].add(0.05 + 0.1 * static_cast<double>(bin),
                               random.uniform() < chance[bin]);
        }
        const auto list = measure_score_cube(dataset, cube);
        const auto& m = tests::by_id(list, "d/expected_calibration_error");
        if (m.interval && m.interval->low <= truth && truth <= m.interval->high) ++covered;
    }
    std::printf("calibration error, %u rows, shift %.2f: %.3f\n", rows, shift,
                covered / static_cast<double>(samples));
    return covered / static_cast<double>(samples);
}

}  // namespace

TEST_CASE("the interval of the calibration error covers, nominal 0.95", "[slow]") {
    for (const unsigned rows : {100U, 400U})  // about 50 and 200 events
        for (const double shift : {0.0, 0.05, 0.2}) {
            INFO(rows << " rows, shift " << shift);
            CHECK(coverage(rows, shift) >= 0.94);
        }
}
