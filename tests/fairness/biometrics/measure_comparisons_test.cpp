#include "fairness/biometrics/measure_comparisons.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include <fmt/format.h>

#include "fairness/biometrics/pair_table.hpp"
#include "fairness/clustered_rate.hpp"
#include "fairness/resample.hpp"
#include "tests/catch.hpp"
#include "tests/fairness/text_source.hpp"
#include "tests/stats/near.hpp"

using namespace isonomia;
using namespace isonomia::fairness;
using tests::by_id;
using tests::column;
using tests::text_source;

namespace {

Dataset declared(bool groups = false, bool samples = false) {
    Dataset dataset;
    dataset.id = "d";
    dataset.form = DataForm::comparisons;
    dataset.threshold = 0.5;
    dataset.replicates = 1000;
    dataset.columns = {column("s", ColumnRole::score), column("p", ColumnRole::probe),
                       column("g", ColumnRole::gallery)};
    if (groups) {
        dataset.columns.push_back(column("pa", ColumnRole::probe_group));
        dataset.columns.push_back(column("ga", ColumnRole::gallery_group));
    }
    if (samples) dataset.columns.push_back(column("x", ColumnRole::probe_sample));
    return dataset;
}

std::vector<Measurement> measured(const Dataset& dataset, const std::string& text) {
    const auto read = read_comparisons(dataset, text_source(text), "t.csv");
    REQUIRE(read.has_value());
    return measure_comparison_list(dataset, *read);
}

// Everybody against everybody among `people`; the first `doubles` pairs score high.
std::string round_robin(int people, int doubles) {
    std::string text = "s,p,g\n";
    for (int i = 0; i < people; ++i)
        for (int j = 0; j < people; ++j) {
            if (i == j) {
                text += fmt::format("0.9,{},{}\n", i, j);
                continue;
            }
            const bool high = i < j && doubles-- > 0;
            text += fmt::format("{},{},{}\n", high ? 0.8 : 0.1, i, j);
        }
    return text;
}

// Everybody against everybody among 30 people: ten false matches, in ten pairs that share nobody.
std::string spread_matches() {
    std::string text = "s,p,g\n";
    for (int i = 0; i < 30; ++i)
        for (int j = 0; j < 30; ++j)
            if (i != j)
                text += fmt::format("{},{},{}\n", j == i + 1 && i % 3 == 0 ? 0.8 : 0.1, i, j);
    return text;
}

}  // namespace

TEST_CASE("no rows, one row, one person: undefined, never 0") {
    for (const char* text : {"s,p,g\n", "s,p,g\n0.9,a,a\n"}) {
        const auto list = measured(declared(), text);
        const auto& match = by_id(list, "d/false_match_rate");
        CHECK_FALSE(match.value.has_value());
        CHECK_FALSE(match.undefined_reason.empty());
        CHECK_FALSE(match.interval.has_value());
        CHECK_FALSE(by_id(list, "d/equal_error_rate").value.has_value());
    }
    const auto list = measured(declared(), "s,p,g\n0.9,a,b\n");
    CHECK(by_id(list, "d/false_match_rate").value == 1);
    CHECK(by_id(list, "d/false_match_rate").interval->low < 0.03);  // one pair of people
    CHECK_FALSE(by_id(list, "d/false_non_match_rate").value.has_value());
}

TEST_CASE("32 groups of one give no index and no exception") {
    std::string text = "s,p,g,pa,ga\n";
    for (int i = 0; i < 32; ++i)
        text += fmt::format("0.9,{0},{0},g{0},g{0}\n", i);
    const auto list = measured(declared(true), text);
    CHECK(by_id(list, "d/false_non_match_rate/pa=g7").value == 0);
    CHECK_FALSE(by_id(list, "d/false_match_rate/pa=g7").value.has_value());
    CHECK_FALSE(by_id(list, "d/garbe/by pa").value.has_value());
    CHECK(by_id(list, "d/cross_group_false_match_rate/by pa").cells.size() == 32 * 32);
}

TEST_CASE("no error: the bound rests on people, not on comparisons") {
    const auto list = measured(declared(), round_robin(20, 0));
    const auto& match = by_id(list, "d/false_match_rate");
    CHECK(match.value == 0);
    CHECK(match.denominator == 380);
    // 10 disjoint pairs: 1 - 0.025^(1/10), not 1 - 0.025^(1/380) = 0.0097.
    CHECK(tests::prints_as(match.interval->high, 1 - std::pow(0.025, 0.1), 9));
    CHECK(match.parameters.at("interval_rests_on").find("10 independent pairs") == 0);
    const auto& miss = by_id(list, "d/false_non_match_rate");
    CHECK(tests::prints_as(miss.interval->high, 1 - std::pow(0.025, 0.05), 9));
}

TEST_CASE(
    "the band of the DET curve: none without comparisons, and people count, not comparisons") {
    CHECK(by_id(measured(declared(), "s,p,g\n"), "d/det_curve").series.empty());
    const auto one = measured(declared(), "s,p,g\n0.9,1,1\n0.1,1,2\n");  // one mated person
    for (const Point& point : by_id(one, "d/det_curve").series)
        CHECK(point.high.value() - point.low.value() >= 0.975);
    // Nobody's own comparison scores lower than another's: no miss at an FMR of 0, of 20 people.
    const auto list = measured(declared(), round_robin(20, 0));
    const auto& curve = by_id(list, "d/det_curve");
    const auto point = std::find_if(curve.series.begin(), curve.series.end(),
                                    [](const Point& p) { return p.x == 0 && p.value == 0; });
    REQUIRE(point != curve.series.end());
    CHECK(point->low == 0);
    CHECK(tests::prints_as(point->high.value(), 1 - std::pow(0.025, 0.05), 9));
    CHECK(curve.seed == 1);
    CHECK(curve.parameters.at("band").find("each point alone") != std::string::npos);
}

TEST_CASE("the band of the DET curve: somebody whose own scores are low widens it") {
    // Three of twenty-four comparisons of a person with himself score low, once all of one person.
    const auto text = [](bool of_one) {
        std::string rows = "s,p,g\n";
        for (int i = 0; i < 8; ++i)
            for (int again = 0; again < 3; ++again)
                rows += fmt::format("{},{},{}\n",
                                    (of_one ? i == 0 : again == 0 && i < 3) ? 0.2 : 0.9, i, i);
        for (int i = 0; i < 8; ++i)
            for (int j = 0; j < 8; ++j)
                if (i != j) rows += fmt::format("{},{},{}\n", i < j ? 0.1 : 0.3, i, j);
        return rows;
    };
    const auto width = [&](bool of_one) {
        const auto list = measured(declared(), text(of_one));
        for (const Point& point : by_id(list, "d/det_curve").series)
            if (point.x == 0 && point.value == 0.125 && point.low) return *point.high - *point.low;
        return 0.0;
    };
    CHECK(width(false) > 0.1);
    CHECK(width(true) > 1.3 * width(false));
}

TEST_CASE("repeated comparisons of the same people do not make them more") {
    std::string thrice = "s,p,g\n";
    const std::string once = round_robin(12, 3);
    for (int i = 0; i < 3; ++i)
        thrice += once.substr(6);
    const auto a = measured(declared(), once);
    const auto b = measured(declared(), thrice);
    const auto& one = by_id(a, "d/false_match_rate");
    const auto& many = by_id(b, "d/false_match_rate");
    CHECK(*many.denominator == 3 * *one.denominator);
    CHECK(many.value == one.value);
    // Only the t quantile of the number of comparisons moves, by a little.
    CHECK(many.interval->high == Approx(one.interval->high).epsilon(0.02));
    CHECK(many.parameters.at("people") == "12");
}

TEST_CASE("one face that resembles many widens the interval") {
    // Ten false matches of 870, once all of one probe, once spread over ten disjoint pairs.
    std::string one = "s,p,g\n";
    for (int i = 0; i < 30; ++i)
        for (int j = 0; j < 30; ++j)
            if (i != j) one += fmt::format("{},{},{}\n", i == 0 && j <= 10 ? 0.8 : 0.1, i, j);
    const auto a = measured(declared(), one);
    const auto b = measured(declared(), spread_matches());
    const auto& concentrated = by_id(a, "d/false_match_rate");
    const auto& even = by_id(b, "d/false_match_rate");
    REQUIRE(concentrated.value == even.value);
    CHECK(concentrated.interval->high > 1.5 * even.interval->high);
}

TEST_CASE("the same seed gives the same figures, another one others") {
    Dataset dataset = declared();
    const std::string text = spread_matches();
    const auto a = measured(dataset, text);
    const auto b = measured(dataset, text);
    dataset.seed = 2;
    const auto c = measured(dataset, text);
    const std::string id = "d/false_match_rate";
    CHECK(by_id(a, id).interval->high == by_id(b, id).interval->high);
    // Enough errors that the resampled variance decides, not the number of people.
    CHECK(by_id(a, id).interval->high != by_id(c, id).interval->high);
    CHECK(by_id(a, id).interval->low != by_id(c, id).interval->low);
    CHECK(by_id(a, id).seed == 1);
    CHECK(by_id(c, id).seed == 2);
}

TEST_CASE("groups, cross-group matrix and indices") {
    std::string text = "s,p,g,pa,ga\n";
    for (int i = 0; i < 40; ++i)
        for (int j = 0; j < 40; ++j) {
            const char* pa = i % 2 == 0 ? "m" : "f";
            const char* ga = j % 2 == 0 ? "m" : "f";
            const bool within = i % 2 == j % 2;
            const bool match = i == j ? i % 10 > 1 : within && (i + j) % (i % 2 == 0 ? 16 : 4) == 0;
            text += fmt::format("{},{},{},{},{}\n", match ? 0.7 : 0.2, i, j, pa, ga);
        }
    const auto list = measured(declared(true), text);
    const auto& men = by_id(list, "d/false_match_rate/pa=m");
    const auto& women = by_id(list, "d/false_match_rate/pa=f");
    CHECK(*women.value > *men.value);
    const auto& matrix = by_id(list, "d/cross_group_false_match_rate/by pa");
    CHECK(matrix.rows == std::vector<std::string>{"f", "m"});
    REQUIRE(matrix.cells.size() == 4);
    CHECK(matrix.cells[0].value == women.value);
    CHECK(matrix.cells[1].value == 0);
    CHECK(matrix.cells[1].high.has_value());
    CHECK(matrix.cells[1].n == 400);
    const auto& inequity = by_id(list, "d/inequity_rate/by pa");
    REQUIRE(inequity.interval.has_value());
    CHECK(inequity.interval->low < *inequity.value);
    CHECK(inequity.interval->high > *inequity.value);
    CHECK(by_id(list, "d/garbe/by pa").value.has_value());
}

TEST_CASE("people without a group label are no group of the indices, and are counted") {
    const auto table = [](bool unlabelled) {
        std::string text = "s,p,g,pa,ga\n";
        const int people = unlabelled ? 60 : 40;  // the last twenty match each other and strangers
        for (int i = 0; i < people; ++i)
            for (int j = 0; j < people; ++j) {
                const bool known = i < 40 && j < 40;
                const bool match =
                    !known || (i == j ? i % 10 > 1 : (i + j) % (i % 2 == 0 ? 16 : 4) == 0);
                const auto label = [](int person) {
                    return person >= 40 ? "" : person % 2 == 0 ? "m" : "f";
                };
                text +=
                    fmt::format("{},{},{},{},{}\n", match ? 0.7 : 0.2, i, j, label(i), label(j));
            }
        return text;
    };
    const auto with = measured(declared(true), table(true));
    const auto without = measured(declared(true), table(false));
    CHECK(*by_id(with, "d/false_match_rate").value > *by_id(without, "d/false_match_rate").value);
    for (const char* id :
         {"d/garbe/by pa", "d/fairness_discrepancy_rate/by pa", "d/inequity_rate/by pa",
          "d/false_match_rate_max_over_mean/by pa", "d/false_non_match_rate_max_over_mean/by pa"}) {
        INFO(id);
        const Measurement& m = by_id(with, id);
        REQUIRE(m.value.has_value());
        CHECK(*m.value == *by_id(without, id).value);
        CHECK(m.parameters.at("groups") == "2");
        CHECK(m.parameters.at("comparisons_without_group_label") == "2000, left out");
        CHECK_FALSE(by_id(without, id).parameters.contains("comparisons_without_group_label"));
    }
}

TEST_CASE("the case's own score among the known ones, and in a list of people") {
    Dataset dataset = declared();
    dataset.case_score = 0.75;
    dataset.gallery_size = 1000;
    const auto list = measured(dataset, round_robin(20, 8));
    const auto& match = by_id(list, "d/case_score_false_match_rate");
    CHECK(*match.value == 8.0 / 380);
    const auto& chance = by_id(list, "d/case_score_false_match_in_gallery");
    CHECK(*chance.value == Approx(1 - std::pow(1 - 8.0 / 380, 1000)));
    CHECK(chance.parameters.at("assumes").find("independent") != std::string::npos);
    CHECK(chance.interval->high <= 1);
    CHECK(by_id(list, "d/case_score_false_non_match_rate").value == 0);
    dataset.case_score = 1e9;
    const auto beyond = measured(dataset, round_robin(20, 8));
    CHECK(by_id(beyond, "d/case_score_false_match_in_gallery").value == 0);
    CHECK(by_id(beyond, "d/case_score_false_match_in_gallery").interval->high > 0.99);
}

TEST_CASE("searches: rates at the threshold and failures to acquire") {
    const auto list =
        measured(declared(false, true),
                 "s,p,g,x\n0.9,a,a,1\n0.6,a,b,1\n0.4,b,b,1\n0.1,b,a,1\n,c,a,1\n,c,b,1\n"
                 "0.7,d,a,1\n0.2,d,b,1\n");
    CHECK(by_id(list, "d/false_negative_identification_rate").numerator == 1);
    CHECK(by_id(list, "d/false_negative_identification_rate").denominator == 2);
    CHECK(by_id(list, "d/true_positive_identification_rate").value == 0.5);
    CHECK(by_id(list, "d/false_positive_identification_rate").numerator == 1);  // d
    CHECK(by_id(list, "d/false_positive_identification_rate").denominator == 1);
    CHECK(by_id(list, "d/failure_to_acquire_rate").value == 0.25);
    CHECK(by_id(list, "d/cmc_curve").series.front().value == 1);
}

TEST_CASE("the interval of a clustered rate: degenerate rates first") {
    CHECK_FALSE(clustered_interval({0, 0}, 0, 3, 0.95).has_value());
    CHECK_FALSE(clustered_interval({0, 5}, 0, 0, 0.95).has_value());
    CHECK_FALSE(clustered_interval({1, 5}, 0.1, 1, 0.95).has_value());
    CHECK_FALSE(clustered_interval({1, 5}, 0, 3, 0.95).has_value());
    CHECK(clustered_interval({5, 5}, 0, 1, 0.95)->bounds.high == 1);
    // Independent trials: the exact interval itself.
    const auto exact = clustered_interval({3, 8}, 3.0 / 8 * 5 / 8 / 8, 8, 0.95);
    CHECK(tests::prints_as(exact->bounds.low, .085233, 6));
    CHECK(tests::prints_as(exact->bounds.high, .755137, 6));
    // One error in 4,950 comparisons of 100 people does not bound the rate better than none.
    const double none = clustered_interval({0, 4950}, 0, 50, 0.95)->bounds.high;
    const auto all = clustered_interval({4950, 4950}, 0, 50, 0.95)->bounds.low;
    const double variance = 2 / 4950.0 / 4950;
    CHECK(clustered_interval({1, 4950}, variance, 100, 0.95, 50)->bounds.high == none);
    CHECK(clustered_interval({4949, 4950}, variance, 100, 0.95, 50)->bounds.low == all);
    // A hundred that are spread over the people say more than the number of people does.
    CHECK(clustered_interval({100, 4950}, 2e-5, 100, 0.95, 50)->bounds.high < none);
    CHECK(ratio_variance({}) == 0);
    CHECK(ratio_variance({{1, 2}}) == 0);
    CHECK(ratio_variance({{1, 1}, {0, 1}}) == Approx(0.25));
}

TEST_CASE("two-way intervals cover dependent comparisons, nominal 0.95", "[slow]") {
    // 40 people, each with an own tendency to be mistaken: P(match of i and j) = c(i) c(j). 400
    // studies; FMR 0.04, about 60 false matches in 1,560 comparisons.
    int covered = 0;
    int naive = 0;
    constexpr int studies = 400;
    for (std::uint32_t study = 0; study < studies; ++study) {
        stats::RandomStream random(7, 1, study);
        constexpr std::uint32_t people = 40;
        std::vector<double> tendency(people);
        for (double& one : tendency)
            one = random.uniform() < 0.2 ? 0.6 : 0.1;  // mean 0.2
        Comparisons data;
        data.people = people;
        data.leaves = {{}};
        std::uint64_t matches = 0;
        for (std::uint32_t i = 0; i < people; ++i)
            for (std::uint32_t j = 0; j < people; ++j) {
                if (i == j) continue;
                const bool match = random.uniform() < tendency[i] * tendency[j];
                matches += match ? 1 : 0;
                data.list.push_back({match ? 1.0 : 0.0, i, j, 0, 0, 0, false});
            }
        const auto rates =
            rates_of_pairs(pair_table(data, 0.5), people, group_sets(data, false), {study, 1, 300});
        const auto& rate = rates[0].false_match[0];
        const auto spread = spread_of(rate.replicates, 0.95);
        const auto interval = clustered_interval(
            rate.counts, spread->standard_deviation * spread->standard_deviation, people, 0.95);
        covered += interval->bounds.low <= 0.04 && 0.04 <= interval->bounds.high ? 1 : 0;
        const double p = static_cast<double>(matches) / 1560;
        naive += std::abs(p - 0.04) <= 1.96 * std::sqrt(p * (1 - p) / 1560) ? 1 : 0;
    }
    std::printf("coverage: two-way %d, comparisons taken as independent %d, of %d\n", covered,
                naive, studies);
    CHECK(covered >= 0.93 * studies);
    CHECK(naive < 0.8 * studies);
}
