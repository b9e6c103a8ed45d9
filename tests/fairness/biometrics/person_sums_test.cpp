// Comparisons that are too many to resample: the same rates, and variances as resampling finds
// them.
#include "fairness/biometrics/person_sums.hpp"

#include <cmath>

#include <fmt/format.h>

#include "fairness/biometrics/measure_comparisons.hpp"
#include "fairness/resample.hpp"
#include "stats/philox.hpp"
#include "tests/catch.hpp"
#include "tests/fairness/text_source.hpp"

using namespace isonomia;
using namespace isonomia::fairness;
using tests::by_id;
using tests::column;
using tests::text_source;

namespace {

constexpr double threshold = 0.6;

Dataset declared() {
    Dataset dataset;
    dataset.id = "d";
    dataset.form = DataForm::comparisons;
    dataset.threshold = threshold;
    dataset.replicates = 2'000;
    dataset.columns = {column("s", ColumnRole::score), column("p", ColumnRole::probe),
                       column("g", ColumnRole::gallery), column("pa", ColumnRole::probe_group),
                       column("ga", ColumnRole::gallery_group)};
    return dataset;
}

Comparisons read(const std::string& text) {
    const auto result = read_comparisons(declared(), text_source("s,p,g,pa,ga\n" + text), "t.csv");
    REQUIRE(result);
    return *result;
}

// Everybody against everybody; people differ in how much they resemble others. `apart`: the people
// enrolled are others than those in the probes, and there is one mated pair each.
std::string study(int people, bool apart, std::uint64_t seed, double noise = 0.5) {
    std::vector<double> likeness;
    for (int i = 0; i < people; ++i) {
        stats::RandomStream random(seed, 1, static_cast<std::uint32_t>(i));
        likeness.push_back(random.uniform());
    }
    std::string text;
    for (int i = 0; i < people; ++i)
        for (int j = 0; j < people; ++j) {
            stats::RandomStream random(seed, 2, static_cast<std::uint32_t>(i * people + j));
            const double own = random.uniform();
            const double score = i == j
                                     ? 1 - 0.6 * own * (0.5 + likeness[static_cast<std::size_t>(i)])
                                     : noise * own + 0.35 *
                                                         (likeness[static_cast<std::size_t>(i)] +
                                                          likeness[static_cast<std::size_t>(j)]) /
                                                         2;
            text += fmt::format("{:.4f},p{},{}{},{},{}\n", score, i, apart && i != j ? "e" : "p", j,
                                i % 2, j % 2);
        }
    return text;
}

std::vector<double> at(const GroupSet& set) {
    return std::vector<double>(set.groups.size(), threshold);
}

}  // namespace

TEST_CASE("person sums: nobody, one pair, people of two groups, too many combinations") {
    const auto none = read("");
    const auto empty = PersonSums::of(none);
    REQUIRE(empty);
    const auto sets = group_sets(none, false);
    CHECK(empty->rates(sets[0], at(sets[0])).false_match[0].counts.trials == 0);
    const auto one = read("0.9,a,b,x,x\n");
    const auto pair = PersonSums::of(one);
    REQUIRE(pair);
    const auto rates = pair->rates(group_sets(one, false)[0], {threshold});
    CHECK(rates.false_match[0].counts == stats::Proportion{1, 1});
    CHECK(rates.false_match[0].disjoint_pairs == 1);
    CHECK(rates.false_match[0].people == 2);
    CHECK_FALSE(PersonSums::of(read("0.9,a,b,x,x\n0.8,a,c,y,x\n")));
    CHECK_FALSE(PersonSums::of(read("0.9,a,b,x,x\n0.8,b,c,y,x\n")));
}

TEST_CASE("person sums: no error rests on disjoint pairs of people, as with resampling") {
    std::string text;
    for (int i = 0; i < 12; ++i)
        for (int j = 0; j < 12; ++j)
            text += fmt::format("{},p{},p{},x,x\n", i == j ? 0.9 : 0.1, i, j);
    const auto comparisons = read(text);
    const auto few = measure_comparison_list(declared(), comparisons);
    const auto many = measure_comparison_list(declared(), comparisons, 0);
    for (const char* id : {"d/false_match_rate", "d/false_non_match_rate"}) {
        CHECK(by_id(many, id).parameters.at("interval_rests_on") ==
              by_id(few, id).parameters.at("interval_rests_on"));
        CHECK(by_id(many, id).interval->high == by_id(few, id).interval->high);
    }
    CHECK(by_id(many, "d/false_match_rate").parameters.at("interval_rests_on").find("6 ind") == 0);
    // No error at the threshold of equal errors: certain above, 0 below.
    const auto& equal = by_id(many, "d/equal_error_rate");
    REQUIRE(equal.interval);
    CHECK(equal.interval->low == 0);
    CHECK(equal.interval->high > 0.1);
}

TEST_CASE("person sums: rates, people and variances as resampling of people gives them") {
    for (const bool apart : {false, true}) {
        const auto comparisons = read(study(60, apart, 5));
        const auto sums = PersonSums::of(comparisons);
        REQUIRE(sums);
        const auto sets = group_sets(comparisons, false);
        const auto drawn = rates_of_pairs(pair_table(comparisons, threshold), comparisons.people,
                                          sets, {1, 1, 2'000});
        for (std::size_t s = 0; s < sets.size(); ++s) {
            const SetRates rates = sums->rates(sets[s], at(sets[s]));
            const auto compare = [&](const PeopleRate& here, const PeopleRate& there) {
                CHECK(here.counts == there.counts);
                CHECK(here.people == there.people);
                const auto spread = spread_of(there.replicates, 0.95);
                if (!spread) return;
                const double ratio = std::sqrt(*here.variance) / spread->standard_deviation;
                INFO(s << " " << here.counts.successes << "/" << here.counts.trials);
                CHECK(ratio > 0.8);
                CHECK(ratio < 1.25);
            };
            for (std::size_t i = 0; i < rates.false_match.size(); ++i)
                compare(rates.false_match[i], drawn[s].false_match[i]);
            for (std::size_t i = 0; i < rates.false_non_match.size(); ++i)
                compare(rates.false_non_match[i], drawn[s].false_non_match[i]);
        }
    }
}

TEST_CASE("person sums: the same figures from many comparisons as from few, but for intervals") {
    const auto comparisons = read(study(40, false, 6));
    const auto few = measure_comparison_list(declared(), comparisons);
    const auto many = measure_comparison_list(declared(), comparisons, 0);
    REQUIRE(few.size() == many.size());
    for (std::size_t i = 0; i < few.size(); ++i) {
        INFO(few[i].id);
        CHECK(many[i].id == few[i].id);
        CHECK(many[i].value == few[i].value);
        CHECK(many[i].series.size() == few[i].series.size());
        CHECK(many[i].interval.has_value() == few[i].interval.has_value());
    }
    const auto& equal = by_id(many, "d/equal_error_rate");
    CHECK(equal.interval->method == "crossing-of-bounds-two-way");
    CHECK(equal.interval->low < *equal.value);
    CHECK(equal.interval->high > *equal.value);
    CHECK_FALSE(equal.seed.has_value());
}

// The true rates come from one study of many people; 120 small studies of the same population.
TEST_CASE("person sums: intervals cover", "[slow]") {
    const auto truth = measure_comparison_list(declared(), read(study(900, false, 1'000)), 0);
    const double match = *by_id(truth, "d/false_match_rate").value;
    const double equal = *by_id(truth, "d/equal_error_rate").value;
    int match_covered = 0;
    int equal_covered = 0;
    for (std::uint64_t seed = 1; seed <= 120; ++seed) {
        const auto list = measure_comparison_list(declared(), read(study(40, false, seed)), 0);
        const auto& rate = *by_id(list, "d/false_match_rate").interval;
        const auto& error = *by_id(list, "d/equal_error_rate").interval;
        if (rate.low <= match && match <= rate.high) ++match_covered;
        if (error.low <= equal && equal <= error.high) ++equal_covered;
    }
    CHECK(match_covered >= 110);  // 0.95 expected; fewer than 110 has a chance of 6% at 0.94
    CHECK(equal_covered >= 110);
}
