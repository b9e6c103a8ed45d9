#include "stats/auc.hpp"

#include <cmath>
#include <map>
#include <sstream>

#include "core/files.hpp"
#include "core/text.hpp"
#include "stats/philox.hpp"
#include "stats/table.hpp"
#include "tests/catch.hpp"
#include "tests/shared_data.hpp"
#include "tests/stats/near.hpp"

using namespace isonomia;
using namespace isonomia::stats;

TEST_CASE("no rows, one row, one class: undefined with the reason") {
    ScoreCounts counts;
    CHECK(auc(counts).error().reason.find("no positives") == 0);
    counts.add(1, true);
    CHECK(auc(counts).error().reason.find("no negatives") == 0);
    counts.add(0, false);
    CHECK(auc(counts) == 1);
    CHECK_FALSE(delong(counts).has_value());
    CHECK_FALSE(auc_difference(counts, counts, 0.95).has_value());
    CHECK_FALSE(auc_difference_paired({}, 0.95).has_value());
    CHECK_FALSE(auc_difference_paired({{1, 2, true}, {1, 2, false}}, 0.95).has_value());
}

TEST_CASE("all ties are a coin; perfect separation is bounded by the number of people") {
    ScoreCounts ties;
    ties.add(5, true, 10);
    ties.add(5, false, 10);
    CHECK(auc(ties) == 0.5);
    ScoreCounts apart;
    apart.add(1, false, 10);
    apart.add(2, true, 10);
    CHECK(auc(apart) == 1);
    // The formula would give no width: ten trials decide, none and half of them misranked.
    const auto bounds = delong_interval(*delong(apart), 0.95);
    CHECK(bounds.high == 1);
    CHECK(tests::prints_as(bounds.low, std::pow(0.025, 0.1), 12));
    const auto half = delong_interval(*delong(ties), 0.95);
    CHECK(tests::prints_as(half.low, .187086, 6));  // Clopper and Pearson, 5 of 10
    CHECK(tests::prints_as(half.high, .812914, 6));
    const std::vector<ScoredUnit> same{{1, 1, true}, {2, 2, false}, {3, 3, true}, {0, 0, false}};
    CHECK_FALSE(auc_difference_paired(same, 0.95).has_value());
}

TEST_CASE("no difference of areas when one of them is not known, or rests on few") {
    ScoreCounts apart;
    apart.add(1, false, 60);
    apart.add(2, true, 60);
    ScoreCounts constant;
    constant.add(1, false, 60);
    constant.add(1, true, 60);
    ScoreCounts many;
    for (int i = 0; i < 400; ++i)
        many.add((i * 17) % 23 + (i % 2) * 6, i % 2 == 1);
    CHECK(delong(many)->variance > 0);
    CHECK_FALSE(auc_difference(apart, many, 0.95).has_value());
    CHECK_FALSE(auc_difference(many, apart, 0.95).has_value());
    CHECK_FALSE(auc_difference(constant, many, 0.95).has_value());
    ScoreCounts few;
    for (int i = 0; i < 98; ++i)
        few.add((i * 17) % 23 + (i % 2) * 6, i % 2 == 1);
    CHECK(delong(few)->variance > 0);
    CHECK_FALSE(auc_difference(few, many, 0.95).has_value());
}

TEST_CASE("p of a difference of areas keeps its level") {
    ScoreCounts large;
    int tested = 0;
    int rejected = 0;
    const auto score = [](RandomStream& random, double shift) {
        double sum = shift;  // nearly normal, with a standard deviation of 1
        for (int i = 0; i < 12; ++i)
            sum += random.uniform() - 0.5;
        return sum;
    };
    RandomStream first(4, 1);
    for (int i = 0; i < 3000; ++i) {
        large.add(score(first, 1.5), true);
        large.add(score(first, 0), false);
    }
    for (const int size : {4, 50, 80})
        for (std::uint32_t s = 0; s < 300; ++s) {
            RandomStream random(5, static_cast<std::uint32_t>(size), s);
            ScoreCounts small;
            for (int i = 0; i < size; ++i) {
                small.add(score(random, 1.5), true);
                small.add(score(random, 0), false);
            }
            const auto difference = auc_difference(small, large, 0.95);
            if (!difference) continue;
            ++tested;
            if (difference->p <= 0.05) ++rejected;
        }
    CHECK(tested > 500);
    CHECK(rejected <= 0.05 * tested + 3 * std::sqrt(0.0475 * tested));
}

// 1,000 samples each. value ± z sqrt(variance) covers in 89 of 100 at 30 and 30 with an area of
// 0.95, and in 79 of 100 at 10 and 100.
TEST_CASE("the interval of an area covers, nominal 0.95") {
    struct Size {
        int positives, negatives;
    };
    const auto normal = [](RandomStream& random, double shift) {
        double sum = shift;
        for (int i = 0; i < 12; ++i)
            sum += random.uniform() - 0.5;
        return sum;
    };
    for (const auto& [shift, truth] : {std::pair{0.0, 0.5}, {1.5, 0.8556}, {2.33, 0.9503}})
        for (const Size size : {Size{2, 2}, {5, 5}, {10, 10}, {10, 100}, {30, 30}, {100, 30}})
            for (const bool rounded : {false, true}) {
                if (rounded && shift > 0) continue;  // with ties the area is another
                int covered = 0;
                for (std::uint32_t sample = 0; sample < 1000; ++sample) {
                    RandomStream random(8, static_cast<std::uint32_t>(size.positives), sample);
                    ScoreCounts counts;
                    for (int i = 0; i < size.positives + size.negatives; ++i) {
                        const bool positive = i < size.positives;
                        const double score = normal(random, positive ? shift : 0);
                        counts.add(rounded ? std::round(score) : score, positive);
                    }
                    const auto bounds = delong_interval(*delong(counts), 0.95);
                    covered += bounds.low <= truth && truth <= bounds.high ? 1 : 0;
                }
                INFO(size.positives << " and " << size.negatives << ", area " << truth);
                CHECK(covered >= 940);
            }
}

TEST_CASE("a difference of independent groups adds up the variances") {
    ScoreCounts a;
    ScoreCounts b;
    for (int i = 0; i < 120; ++i) {
        a.add((i * 17) % 23 + (i % 2) * 6, i % 2 == 1);
        b.add((i * 11) % 19 + (i % 2) * 2, i % 2 == 1);
    }
    const auto difference = auc_difference(a, b, 0.95);
    CHECK(difference->value == Approx(*auc(a) - *auc(b)));
    CHECK(difference->bounds.high - difference->bounds.low ==
          Approx(2 * 1.959963985 * std::sqrt(delong(a)->variance + delong(b)->variance)));
}

TEST_CASE("a second score that is noise is told apart from the first, on the same units") {
    std::vector<ScoredUnit> units;
    ScoreCounts first;
    for (int i = 0; i < 60; ++i) {
        const bool positive = i % 3 == 0;
        units.push_back({(positive ? 20.0 : 0.0) + (i * 7) % 31, (i * 13) % 29 + 0.0, positive});
        first.add(units.back().first, positive);
    }
    const auto difference = auc_difference_paired(units, 0.95);
    CHECK(difference->value > 0.1);
    CHECK(difference->p < 0.05);
    // Against a constant score the paired variance is that of the first alone.
    for (ScoredUnit& unit : units)
        unit.second = 1;
    const auto alone = auc_difference_paired(units, 0.95);
    CHECK(alone->value == Approx(*auc(first) - 0.5));
    CHECK(alone->bounds.high - alone->value ==
          Approx(1.959963985 * std::sqrt(delong(first)->variance)));
}

TEST_CASE("COMPAS: published areas for black and white people") {
    const auto path = tests::shared_data("data/compas-two-years.csv");
    if (!path) {
        WARN("not run: data/compas-two-years.csv is not there");
        return;
    }
    DiskFiles files;
    const auto text = files.read(*path, 64U << 20U);
    REQUIRE(text.has_value());
    std::map<std::string, ScoreCounts> groups;
    std::map<std::string_view, std::size_t> places;  // the first of two headers of one name
    for (const std::string_view line : split(*text, '\n')) {
        const auto fields = split(trim(line), ',');
        if (places.empty()) {
            for (std::size_t i = 0; i < fields.size(); ++i)
                places.try_emplace(fields[i], i);
            continue;
        }
        if (fields.size() < places.size()) continue;
        const auto score = parse_number(fields[places.at("decile_score")]);
        REQUIRE(score.has_value());
        groups[std::string(fields[places.at("race")])].add(
            *score, fields[places.at("two_year_recid")] == "1");
    }
    CHECK(tests::prints_as(*auc(groups.at("African-American")), .691834, 6));
    CHECK(tests::prints_as(*auc(groups.at("Caucasian")), .693146, 6));
}
