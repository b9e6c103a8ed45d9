#include "stats/calibration.hpp"

#include <cmath>

#include "stats/philox.hpp"
#include "tests/catch.hpp"
#include "tests/stats/near.hpp"

using namespace isonomia::stats;
using isonomia::tests::prints_as;

TEST_CASE("no rows, one row, one class, scores that are no probabilities") {
    ScoreCounts counts;
    CHECK_FALSE(brier(counts).has_value());
    CHECK_FALSE(calibration_slope(counts, 0.95).has_value());
    CHECK_FALSE(expected_calibration_error({}).has_value());
    CHECK_FALSE(hosmer_lemeshow({}).has_value());
    CHECK(bins_by_score(counts).empty());
    CHECK(bins_of_equal_size(counts, 10).empty());
    counts.add(0.3, true);
    CHECK(brier(counts)->score == Approx(0.49));
    CHECK(brier(counts)->standard_error == 0);
    CHECK_FALSE(calibration_in_the_large(counts, 0.95).has_value());
    counts.add(7, false);
    CHECK_FALSE(brier(counts).has_value());
    CHECK(bins_of_equal_width(counts, 10).empty());
    CHECK(calibration_slope(counts, 0.95).error().reason.find("not probabilities") !=
          std::string_view::npos);
}

TEST_CASE("certainty and separation give no slope, with the reason") {
    ScoreCounts certain;
    certain.add(0, false, 5);
    certain.add(1, true, 5);
    CHECK(brier(certain)->score == 0);
    CHECK(calibration_slope(certain, 0.95).error().reason.find("0 or 1") != std::string_view::npos);
    ScoreCounts apart;
    apart.add(0.2, false, 5);
    apart.add(0.8, true, 5);
    CHECK(calibration_slope(apart, 0.95).error().reason.find("separate") != std::string_view::npos);
    CHECK(calibration_in_the_large(apart, 0.95).has_value());
    apart.add(0.8, false);  // all but a tie
    CHECK_FALSE(calibration_slope(apart, 0.95).has_value());
    apart.add(0.5, true, 3);
    CHECK(calibration_slope(apart, 0.95).has_value());
    ScoreCounts constant;
    constant.add(0.4, true, 3);
    constant.add(0.4, false, 5);
    CHECK(calibration_slope(constant, 0.95).error().reason.find("equal") != std::string_view::npos);
}

TEST_CASE("perfect calibration is intercept 0, slope 1, error 0") {
    ScoreCounts counts;
    for (int k = 1; k < 10; ++k) {
        counts.add(k / 10.0, true, static_cast<std::uint64_t>(10 * k));
        counts.add(k / 10.0, false, static_cast<std::uint64_t>(100 - 10 * k));
    }
    CHECK(std::abs(calibration_in_the_large(counts, 0.95)->value) < 1e-12);
    CHECK(calibration_slope(counts, 0.95)->value == Approx(1));
    CHECK(*expected_calibration_error(bins_by_score(counts)) < 1e-12);
    CHECK(hosmer_lemeshow(bins_by_score(counts))->p == Approx(1));
    CHECK(brier(counts)->reliability < 1e-12);
}

TEST_CASE("the Brier score is the sum of its parts") {
    ScoreCounts counts;
    for (int i = 0; i < 500; ++i)
        counts.add(((i * 37) % 101) / 100.0, (i * 53) % 97 < (i * 37) % 101);
    const auto parts = brier(counts);
    CHECK(prints_as(parts->score, parts->reliability - parts->resolution + parts->uncertainty, 14));
}

TEST_CASE("bins: ties are never split, edges belong to the bin above") {
    ScoreCounts counts;
    counts.add(0.1, true, 7);
    counts.add(0.2, false, 1);
    counts.add(1, true, 1);
    const auto width = bins_of_equal_width(counts, 10);
    REQUIRE(width.size() == 3);
    CHECK(width[2].high == 1);
    const auto size = bins_of_equal_size(counts, 3);
    REQUIRE(size.size() == 2);
    CHECK(size[0].outcome.trials == 7);
    CHECK(size[1].outcome.trials == 2);
}

TEST_CASE("the interval of a Brier score: one row, and scores that were never wrong") {
    ScoreCounts one;
    one.add(0.1, false);
    const auto bounds = brier_interval(*brier(one), 0.95);
    CHECK(bounds.low == Approx(0).margin(1e-12));
    CHECK(bounds.high > 0.9);
    // Fifty certain scores that were right: none of 50 bounds what was not seen, 1 - 0.025^(1/50).
    ScoreCounts right;
    right.add(0, false, 25);
    right.add(1, true, 25);
    CHECK(brier_interval(*brier(right), 0.95).low == 0);
    CHECK(brier_interval(*brier(right), 0.95).high == Approx(1 - std::pow(0.025, 0.02)));
}

// 1,000 samples each. Scores as right as they say, seldom and often wrong; and mean ± z standard
// errors, which covers in 40 of 100 samples of 50 sure scores.
TEST_CASE("the interval of a Brier score covers, nominal 0.95") {
    struct Kind {
        double low, high, over;  // scores between low and high; the outcome is over times as likely
    };
    for (const Kind kind : {Kind{.01, .01, 1}, {.01, .01, 3}, {0, 1, 1}, {.3, .6, 1}, {.02, .2, 2}})
        for (const int rows : {5, 50, 300, 2000}) {
            constexpr int samples = 1000;
            double truth = 0;
            for (int i = 0; i < 10'000; ++i) {
                const double s = kind.low + (kind.high - kind.low) * (i + 0.5) / 10'000;
                const double p = s * kind.over;
                truth += (p * (1 - s) * (1 - s) + (1 - p) * s * s) / 10'000;
            }
            int covered = 0;
            for (std::uint32_t sample = 0; sample < samples; ++sample) {
                RandomStream random(12, static_cast<std::uint32_t>(rows), sample);
                ScoreCounts counts;
                for (int i = 0; i < rows; ++i) {
                    const double s = kind.low + (kind.high - kind.low) * random.uniform();
                    counts.add(s, random.uniform() < s * kind.over);
                }
                const auto bounds = brier_interval(*brier(counts), 0.95);
                covered += bounds.low <= truth && truth <= bounds.high ? 1 : 0;
            }
            INFO(rows << " rows, scores " << kind.low << " to " << kind.high);
            CHECK(covered >= 0.94 * samples);
        }
}

TEST_CASE("the test of Hosmer and Lemeshow says what it expected") {
    ScoreCounts counts;
    counts.add(0.1, false, 18);
    counts.add(0.1, true, 2);
    counts.add(0.8, true, 8);
    counts.add(0.8, false, 2);
    CHECK(hosmer_lemeshow(bins_by_score(counts))->expected_min == Approx(2));
}
