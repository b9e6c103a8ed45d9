#include "fairness/scores/threshold_sweep.hpp"

#include <array>

#include "tests/catch.hpp"

using namespace isonomia;
using namespace isonomia::fairness;

namespace {

// Rows of one completion: score, outcome.
using Rows = std::vector<std::pair<double, bool>>;

double rate_of(const Rows& rows, double threshold, SweptRate rate) {
    double flagged = 0;
    double all = 0;
    for (const auto& [score, outcome] : rows) {
        if (rate == SweptRate::true_positive && !outcome) continue;
        if (rate == SweptRate::false_positive && outcome) continue;
        ++all;
        if (score >= threshold) ++flagged;
    }
    return all > 0 ? flagged / all : -1;
}

// Every way to fill in: outcomes 0 and 1, scores below and above all thresholds.
std::vector<Rows> completions(const Rows& known, const std::vector<double>& unlabelled,
                              const std::vector<bool>& without_score, int neither) {
    std::vector<Rows> list{known};
    const auto extend = [&](const std::vector<std::pair<double, bool>>& choices) {
        std::vector<Rows> longer;
        for (const Rows& rows : list)
            for (const auto& choice : choices) {
                longer.push_back(rows);
                longer.back().push_back(choice);
            }
        list = std::move(longer);
    };
    for (const double score : unlabelled)
        extend({{score, false}, {score, true}});
    for (const bool outcome : without_score)
        extend({{-9, outcome}, {9, outcome}});
    for (int i = 0; i < neither; ++i)
        extend({{-9, false}, {9, false}, {-9, true}, {9, true}});
    return list;
}

struct Example {
    Rows known;
    std::vector<double> unlabelled;
    std::vector<bool> without_score;
    int neither;

    [[nodiscard]] stats::ScoreCounts counts() const {
        stats::ScoreCounts counts;
        for (const auto& [score, outcome] : known)
            counts.add(score, outcome);
        return counts;
    }
    [[nodiscard]] stats::MissingScores missing() const {
        stats::MissingScores missing;
        for (const double score : unlabelled)
            missing.unlabelled.add(score, false);
        for (const bool outcome : without_score)
            ++(outcome ? missing.positives : missing.negatives);
        missing.neither = static_cast<std::uint64_t>(neither);
        return missing;
    }
    // Lowest and highest rate at a threshold over every completion.
    [[nodiscard]] stats::Bounds enumerated(double threshold, SweptRate rate) const {
        stats::Bounds bounds{2, -2};
        for (const Rows& rows : completions(known, unlabelled, without_score, neither)) {
            const double value = rate_of(rows, threshold, rate);
            bounds.low = std::min(bounds.low, value);
            bounds.high = std::max(bounds.high, value);
        }
        return bounds;
    }
};

constexpr std::array rates{SweptRate::true_positive, SweptRate::false_positive,
                           SweptRate::selection};

const std::vector<Example> examples{
    {{{1, true}, {2, false}}, {}, {}, 0},
    {{{1, true}, {2, false}}, {1.5}, {}, 0},
    {{{1, true}, {2, false}, {2, true}, {3, false}}, {0.5, 2, 2.5}, {true, false, false}, 1},
    {{{1, true}, {2, true}, {3, false}}, {3, 4}, {true}, 2},
    {{{5, false}, {5, true}}, {5, 5, 5}, {}, 0},
};

}  // namespace

TEST_CASE("nothing missing: no shift") {
    const Example& complete = examples.front();
    const auto counts = complete.counts();
    const auto missing = complete.missing();
    for (const SweptRate rate : rates) {
        const auto shift = missing_shift({counts, missing}, rate);
        CHECK(shift.low == 0);
        CHECK(shift.high == 0);
    }
}

TEST_CASE("the shift of a curve is that of the enumeration of every completion") {
    for (const Example& example : examples)
        for (const SweptRate rate : rates) {
            stats::Bounds expected;
            for (const auto& [threshold, outcome] : example.known) {
                const double value = rate_of(example.known, threshold, rate);
                const auto bounds = example.enumerated(threshold, rate);
                expected.low = std::min(expected.low, bounds.low - value);
                expected.high = std::max(expected.high, bounds.high - value);
            }
            const auto counts = example.counts();
            const auto missing = example.missing();
            const auto shift = missing_shift({counts, missing}, rate);
            CHECK(shift.low == Approx(expected.low).margin(1e-12));
            CHECK(shift.high == Approx(expected.high).margin(1e-12));
        }
}

TEST_CASE("the shift of a gap: the worst of one group beside the best of the other") {
    const Example& here = examples[2];
    const Example& there = examples[3];
    for (const SweptRate rate : rates) {
        stats::Bounds expected;
        for (const double threshold : {1.0, 2.0, 3.0}) {
            const auto own = here.enumerated(threshold, rate);
            const auto other = there.enumerated(threshold, rate);
            const double gap =
                rate_of(here.known, threshold, rate) - rate_of(there.known, threshold, rate);
            expected.low = std::min(expected.low, own.low - other.high - gap);
            expected.high = std::max(expected.high, own.high - other.low - gap);
        }
        const auto first = here.counts();
        const auto first_missing = here.missing();
        const auto second = there.counts();
        const auto second_missing = there.missing();
        const auto shift = missing_shift({first, first_missing}, {second, second_missing}, rate);
        CHECK(shift.low == Approx(expected.low).margin(1e-12));
        CHECK(shift.high == Approx(expected.high).margin(1e-12));
    }
}
