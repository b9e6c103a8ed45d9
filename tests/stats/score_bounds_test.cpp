#include "stats/score_bounds.hpp"

#include <cmath>
#include <vector>

#include "stats/auc.hpp"
#include "stats/calibration.hpp"
#include "stats/philox.hpp"
#include "tests/catch.hpp"

using namespace isonomia::stats;

namespace {

struct Unit {
    double score;
    bool positive;
};

// Every way to fill in what is missing, one unit after the other; scores may lie anywhere.
void fill(std::vector<Unit> units, const std::vector<double>& unlabelled, std::size_t next,
          std::uint64_t positives, std::uint64_t negatives, std::uint64_t neither, Bounds& bounds) {
    constexpr double places[]{-9, 0, 0.5, 1, 1.5, 2, 9};
    const auto with = [&](double score, bool positive) {
        auto more = units;
        more.push_back({score, positive});
        return more;
    };
    if (next < unlabelled.size()) {
        for (const bool positive : {false, true})
            fill(with(unlabelled[next], positive), unlabelled, next + 1, positives, negatives,
                 neither, bounds);
        return;
    }
    if (positives + negatives + neither > 0) {
        for (const double place : places) {
            if (positives > 0)
                fill(with(place, true), unlabelled, next, positives - 1, negatives, neither,
                     bounds);
            else if (negatives > 0)
                fill(with(place, false), unlabelled, next, 0, negatives - 1, neither, bounds);
            else
                for (const bool positive : {false, true})
                    fill(with(place, positive), unlabelled, next, 0, 0, neither - 1, bounds);
        }
        return;
    }
    ScoreCounts counts;
    for (const Unit& unit : units)
        counts.add(unit.score, unit.positive);
    const auto area = auc(counts);
    if (!area) return;
    bounds.low = std::min(bounds.low, *area);
    bounds.high = std::max(bounds.high, *area);
}

}  // namespace

TEST_CASE("nothing known: anything can be; nothing missing: the figure itself") {
    CHECK_FALSE(auc_bounds({}, {}).has_value());
    CHECK_FALSE(brier_bounds({}, {}).has_value());
    MissingScores one;
    one.neither = 1;
    CHECK_FALSE(auc_bounds({}, one).has_value());
    one.neither = 2;
    CHECK(auc_bounds({}, one)->low == 0);
    CHECK(auc_bounds({}, one)->high == 1);
    CHECK(brier_bounds({}, one)->high == 1);
    ScoreCounts known;
    known.add(0.2, false, 3);
    known.add(0.2, true);
    known.add(0.7, true, 2);
    CHECK(auc_bounds(known, {})->low == *auc(known));
    CHECK(auc_bounds(known, {})->high == *auc(known));
    CHECK(brier_bounds(known, {})->low == Approx(brier(known)->score));
    CHECK(brier_bounds(known, {})->high == Approx(brier(known)->score));
    MissingScores strange;
    strange.unlabelled.add(7, false);
    CHECK_FALSE(brier_bounds(known, strange).has_value());
}

TEST_CASE("the bounds of an area are those of trying everything") {
    for (std::uint32_t sample = 0; sample < 150; ++sample) {
        RandomStream random(21, 1, sample);
        const auto below = [&](std::uint64_t n) { return random.next() % n; };
        std::vector<Unit> units;
        ScoreCounts known;
        for (std::uint64_t i = 0; i < below(6); ++i) {
            units.push_back({static_cast<double>(below(3)), below(2) == 1});
            known.add(units.back().score, units.back().positive);
        }
        MissingScores missing;
        std::vector<double> unlabelled;
        for (std::uint64_t i = 0; i < below(5); ++i) {
            unlabelled.push_back(static_cast<double>(below(5)) / 2);
            missing.unlabelled.add(unlabelled.back(), false);
        }
        missing.positives = below(2);
        missing.negatives = below(2);
        missing.neither = below(2);
        Bounds tried{2, -1};
        fill(units, unlabelled, 0, missing.positives, missing.negatives, missing.neither, tried);
        const auto found = auc_bounds(known, missing);
        INFO("sample " << sample);
        REQUIRE(found.has_value() == (tried.low <= tried.high));
        if (!found) continue;
        CHECK(std::abs(found->low - tried.low) < 1e-12);
        CHECK(std::abs(found->high - tried.high) < 1e-12);
    }
}

TEST_CASE("a Brier score with a missing outcome and a missing score") {
    ScoreCounts known;
    known.add(0.5, true, 2);
    MissingScores missing;
    missing.unlabelled.add(0.9, false);
    missing.positives = 1;
    CHECK(brier_bounds(known, missing)->low == Approx((0.5 + 0.01) / 4));
    CHECK(brier_bounds(known, missing)->high == Approx((0.5 + 0.81 + 1) / 4));
}
