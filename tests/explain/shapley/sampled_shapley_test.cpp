#include "explain/shapley/sampled_shapley.hpp"

#include <cmath>

#include "explain/shapley/background_shapley.hpp"
#include "tests/catch.hpp"
#include "tests/explain/random_model.hpp"

using namespace isonomia;
using namespace isonomia::explain;

namespace {

std::vector<Row> full_rows(tests::Draw& draw, std::size_t n, std::size_t features) {
    std::vector<Row> rows(n, Row(features));
    for (Row& row : rows)
        for (double& x : row)
            x = std::floor(draw.unit() * 20) / 10;
    return rows;
}

}  // namespace

TEST_CASE("sampling: nobody to compare with, no answers, lost answers") {
    const Scorer silent = [](std::span<const Row> rows) {
        return std::vector<double>(rows.size(), NAN);
    };
    const Scorer sum = [](std::span<const Row> rows) {
        std::vector<double> results;
        for (const Row& row : rows)
            results.push_back(row[0] > 1 && row[1] < 1 ? NAN : row[0] + row[1]);
        return results;
    };
    CHECK(sampled_shapley(sum, {1, 1}, {}, {}).error().code == "E0503");
    CHECK(sampled_shapley(silent, {1, 1}, {{0, 0}}, {}).error().code == "E0503");
    std::uint64_t lost = 0;
    CHECK(sampled_shapley(sum, {1, 1}, {{2, 0}}, {10, 1, .95}, &lost).error().code == "E0503");
    CHECK(lost == 10);
    const auto some = sampled_shapley(sum, {1, 1}, {{2, 0}, {0, 0}}, {100, 1, .95}, &lost);
    REQUIRE(some.has_value());
    CHECK(lost + some->samples == 100);
    CHECK(some->values[0] == Approx(1));
    CHECK(some->standard_errors[0] == 0);
}

TEST_CASE("sampling: a sum needs no luck, and the same seed gives the same figures") {
    const Scorer sum = [](std::span<const Row> rows) {
        std::vector<double> results;
        for (const Row& row : rows)
            results.push_back(2 * row[0] - row[1]);
        return results;
    };
    const auto once = sampled_shapley(sum, {1, 1, 5}, {{0, 0, 5}}, {20, 3, .95});
    CHECK(once->values[0] == Approx(2));
    CHECK(once->values[1] == Approx(-1));
    CHECK(once->values[2] == 0);
    CHECK(once->score - once->base == Approx(1));
    CHECK(sampled_shapley(sum, {1, 1, 5}, {{0, 0, 5}}, {20, 3, .95})->values == once->values);
}

TEST_CASE("95% intervals cover the exact values in at least 94 of 100 cases") {
    std::uint64_t covered = 0;
    std::uint64_t intervals = 0;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        tests::Draw draw(seed);
        const Model model = tests::random_forest(draw, 5, 4, 4);
        const auto background = full_rows(draw, 30, 5);
        const Row row = full_rows(draw, 1, 5).front();
        const auto exact = BackgroundShapley::of(model, 0, background)->attribute(row);
        const auto score = margin_scorer(model, 0);
        for (std::uint64_t run = 1; run <= 25; ++run) {
            const auto sampled = sampled_shapley(score, row, background, {200, run, .95});
            REQUIRE(sampled.has_value());
            for (std::size_t f = 0; f < 5; ++f) {
                if (sampled->standard_errors[f] == 0) continue;
                ++intervals;
                const bool holds =
                    sampled->low[f] <= exact.values[f] && exact.values[f] <= sampled->high[f];
                covered += holds ? 1 : 0;
            }
        }
    }
    INFO(covered << " of " << intervals);
    CHECK(intervals > 2'000);
    CHECK(static_cast<double>(covered) >= 0.94 * static_cast<double>(intervals));
}
