// Figures beyond rates, as measure() gives them: chosen by the data set, with intervals, tests and
// a family.
#include <cmath>

#include "core/describe.hpp"
#include "fairness/measure.hpp"
#include "tests/catch.hpp"
#include "tests/fairness/find_measurement.hpp"
#include "tests/fairness/measured_text.hpp"
#include "tests/shared_data.hpp"
#include "tests/stats/near.hpp"

using namespace isonomia;
using namespace isonomia::fairness;
using namespace isonomia::tests;

namespace {

Dataset counts_dataset(std::vector<std::string> measures) {
    Dataset dataset;
    dataset.id = "d";
    dataset.form = DataForm::counts;
    dataset.columns = {{"race", ColumnRole::group, "", {}, {}, "white"}};
    dataset.counts = {{{{"race", "black"}}, 1369, 805, 990, 532},
                      {{{"race", "white"}}, 505, 349, 1139, 461}};
    dataset.measures = std::move(measures);
    return dataset;
}

}  // namespace

TEST_CASE("figures of a table without rows are undefined, or not there at all") {
    const auto result =
        measure_text(rows_dataset({}, {"balanced_accuracy", "equalized_odds", "theil_index",
                                       "between_group_theil", "selection_rate_worst_subgroup",
                                       "selection_rate_split_sample_subgroup",
                                       "conditional_demographic_disparity"}),
                     "y,f,g\n");
    REQUIRE(result.has_value());
    for (const Measurement& m : result->measurements) {
        CHECK_FALSE(m.value.has_value());
        CHECK_FALSE(m.undefined_reason.empty());
    }
    CHECK(result->measurements.size() == 5);
}

TEST_CASE("what nothing computes is refused, with the nearest id") {
    for (const char* id : {"equalised_odds", "", "false_match_rate", "accuracy_sum"}) {
        const auto result = measure(counts_dataset({id}), "", "");
        REQUIRE_FALSE(result.has_value());
        CHECK(result.error().code == "S0112");
    }
    CHECK(measure(counts_dataset({"equalised_odds"}), "", "").error().hint.find("equalized_odds") !=
          std::string::npos);
}

TEST_CASE("only what is asked for is measured") {
    const auto result = measure(counts_dataset({"equalized_odds"}), "", "").value();
    REQUIRE(result.measurements.size() == 1);
    const Measurement& m = result.measurements[0];
    CHECK(m.id == "d/equalized_odds/race=black~race=white");
    CHECK(prints_as(*m.value, .213925, 6));
    CHECK(m.interval->method == "newcombe-bonferroni");
    CHECK(*m.p < .001);
    CHECK(m.seed == 1U);
    CHECK(m.n == 6150U);
    CHECK(measure(counts_dataset({"accuracy"}), "", "")->measurements.size() == 3 + 2);
    CHECK(measure(counts_dataset({"accuracy_ratio"}), "", "")->measurements.size() == 1);
    const auto standard = measure(counts_dataset({}), "", "").value().measurements;
    const auto rates = measure(counts_dataset({"rates"}), "", "").value().measurements;
    REQUIRE(standard.size() == rates.size());
    for (std::size_t i = 0; i < rates.size(); ++i)
        CHECK(canonical(to_json(standard[i])) == canonical(to_json(rates[i])));
}

TEST_CASE("resampled intervals are the same on every run, and follow the seed") {
    Dataset dataset = counts_dataset({"theil_index", "forced_false_positive_rate"});
    const auto one = measure(dataset, "", "").value();
    const auto two = measure(dataset, "", "").value();
    REQUIRE(one.measurements.size() == 4);
    for (std::size_t i = 0; i < one.measurements.size(); ++i)
        CHECK(canonical(to_json(one.measurements[i])) == canonical(to_json(two.measurements[i])));
    dataset.seed = 7;
    const auto other = measure(dataset, "", "").value();
    CHECK(other.measurements[0].seed == 7U);
    CHECK(other.measurements[0].interval->low != one.measurements[0].interval->low);
    CHECK(std::abs(other.measurements[0].interval->low - one.measurements[0].interval->low) < .005);
    CHECK(one.measurements[0].interval->method == "bca-bootstrap");
}

TEST_CASE("a figure asked for alone is the figure among all others, byte by byte") {
    const std::vector<std::string> ids{"average_odds_difference",
                                       "between_group_generalized_entropy",
                                       "between_group_theil",
                                       "conditional_demographic_disparity",
                                       "equalized_odds",
                                       "forced_false_negative_rate",
                                       "forced_false_positive_rate",
                                       "generalized_entropy_index",
                                       "theil_index"};
    const auto all = measure(counts_dataset(ids), "", "").value();
    std::size_t alone = 0;
    for (const std::string& id : ids) {
        const auto one = measure(counts_dataset({id}), "", "").value();
        for (const Measurement& m : one.measurements) {
            INFO(m.id);
            CHECK(canonical(to_json(m)) == canonical(to_json(find_measurement(all, m.id))));
            ++alone;
        }
    }
    CHECK(alone == all.measurements.size());
    CHECK(alone > ids.size());
}

TEST_CASE("too few rows are not resampled, and the reason stands there") {
    const auto few = measure_text(rows_dataset({}, {"theil_index"}),
                                  "y,f,g\n" + repeated("1,1,a", 20) + repeated("0,1,a", 9))
                         .value();
    const auto& m = find_measurement(few, "d/theil_index/g=a");
    CHECK(m.value.has_value());
    CHECK_FALSE(m.interval.has_value());
    CHECK(m.parameters.at("interval_undefined") == "29 are too few to resample: 30 at least");
    const auto enough = measure_text(rows_dataset({}, {"theil_index"}),
                                     "y,f,g\n" + repeated("1,1,a", 20) + repeated("0,1,a", 10))
                            .value();
    CHECK(find_measurement(enough, "d/theil_index/g=a").interval.has_value());
}

TEST_CASE("no rate ever gets a bootstrap interval") {
    const auto result = measure(counts_dataset({"rates"}), "", "").value();
    for (const Measurement& m : result.measurements) {
        CHECK_FALSE(m.seed.has_value());
        if (m.interval) CHECK(m.interval->method.find("bootstrap") == std::string::npos);
        for (const Interval& i : m.other_intervals)
            CHECK(i.method.find("bootstrap") == std::string::npos);
    }
}

TEST_CASE("the impossibility with the figures of COMPAS") {
    const auto result =
        measure(counts_dataset({"forced_false_positive_rate", "false_positive_rate"}), "", "")
            .value();
    const auto& forced =
        find_measurement(result, "d/forced_false_positive_rate/race=black~race=white");
    CHECK(prints_as(*forced.value, 1901 / 1795.0 * 349 / 966, 9));
    REQUIRE(forced.interval.has_value());
    CHECK(forced.interval->low < *forced.value);
    CHECK(forced.interval->high > *forced.value);
    const auto& white = find_measurement(result, "d/false_positive_rate/race=white");
    CHECK(*forced.value > 1.6 * *white.value);
}

TEST_CASE("beside a comparison stands what it could have found") {
    const auto result = measure(counts_dataset({"false_positive_rate"}), "", "").value();
    const auto& m =
        find_measurement(result, "d/false_positive_rate_difference/race=black~race=white");
    CHECK(m.parameters.contains("p_attainable_min"));
    CHECK(m.parameters.at("gap_detectable_power") == "0.8");
    CHECK(std::stod(m.parameters.at("gap_detectable_up")) < .05);
    bool score = false;
    for (const Interval& i : m.other_intervals)
        score = score || i.method == "miettinen-nurminen";
    CHECK(score);
}

// Three and three people in each outcome: the larger gap is 1 in a tenth of the tables and more.
TEST_CASE("a permutation test of a few people says that it could not have found anything") {
    Dataset dataset = counts_dataset({"equalized_odds"});
    dataset.counts = {{{{"race", "black"}}, 2, 1, 2, 1}, {{{"race", "white"}}, 1, 2, 1, 2}};
    const auto result = measure(dataset, "", "").value();
    const auto& m = find_measurement(result, "d/equalized_odds/race=black~race=white");
    CHECK(std::stod(m.parameters.at("p_attainable_min")) > .05);
    CHECK(*m.p >= std::stod(m.parameters.at("p_attainable_min")));
}

TEST_CASE("a declared family is adjusted together, complements counted once") {
    Dataset dataset = counts_dataset({"rates"});
    dataset.family = "all of {them}";
    const auto result = measure(dataset, "", "").value();
    const auto& m =
        find_measurement(result, "d/false_positive_rate_difference/race=black~race=white");
    // accuracy, FDR = PPV, FNR = TPR, FOR = NPV, FPR = TNR, prevalence, selection
    CHECK(m.adjustment == "Holm over 7 hypotheses of the family 'all of {them}'");
    CHECK(*m.p_adjusted >= *m.p);
    CHECK(m.parameters.contains("p_benjamini_hochberg"));
    const auto& twin = find_measurement(result, "d/true_negative_rate_ratio/race=black~race=white");
    CHECK(twin.p_adjusted == m.p_adjusted);
}

TEST_CASE("a distance that is never negative is not resampled") {
    const auto result =
        measure(counts_dataset({"between_group_theil", "between_group_generalized_entropy"}), "",
                "")
            .value();
    REQUIRE(result.measurements.size() == 2);
    for (const Measurement& m : result.measurements) {
        CHECK(m.value > 0);
        CHECK_FALSE(m.interval);
        CHECK(m.other_intervals.empty());
        CHECK(m.parameters.at("interval_undefined").find("never negative") != std::string::npos);
        CHECK(m.p < .001);
    }
}

TEST_CASE("two tests that happen to give the same p are two") {
    // Per group: 20 TP, 10 FP, 10 FN, 20 TN, and 12, 18, 18, 12: TPR and FPR have denominators of
    // 30 everywhere, and one p.
    Dataset dataset = counts_dataset({"false_positive_rate", "true_positive_rate"});
    dataset.family = "both";
    dataset.counts = {{{{"race", "black"}}, 20, 20, 10, 10}, {{{"race", "white"}}, 12, 12, 18, 18}};
    const auto result = measure(dataset, "", "").value();
    const auto p = [&](const char* id) {
        return find_measurement(result,
                                std::string("d/") + id + "_difference/race=black~race=white");
    };
    CHECK(p("false_positive_rate").p == p("true_positive_rate").p);
    CHECK(p("false_positive_rate").adjustment == "Holm over 2 hypotheses of the family 'both'");
    CHECK(*p("true_positive_rate").p_adjusted == 2 * *p("true_positive_rate").p);
}

TEST_CASE("Simpson's reversal is reported") {
    // In each stratum b is flagged less often than a; in total more often.
    const std::string text = "y,f,g,s\n" + repeated("0,1,a,x", 10) + repeated("0,0,a,x", 90) +
                             repeated("0,1,b,x", 1) + repeated("0,0,b,x", 19) +
                             repeated("0,1,a,z", 12) + repeated("0,0,a,z", 8) +
                             repeated("0,1,b,z", 50) + repeated("0,0,b,z", 50);
    const auto result =
        measure_text(rows_dataset({stratum}, {"selection_rate_stratified_difference",
                                              "selection_rate_difference",
                                              "conditional_demographic_disparity"}),
                     text)
            .value();
    const auto& crude = find_measurement(result, "d/selection_rate_difference/g=b~g=a");
    const auto& within = find_measurement(result, "d/selection_rate_stratified_difference/g=b~g=a");
    CHECK(*crude.value > .2);
    CHECK(*within.value < 0);
    CHECK(within.parameters.at("warning").find("Simpson") != std::string::npos);
    CHECK(within.parameters.at("strata") == "2");
    CHECK(within.test == "mantel-haenszel");
    CHECK(within.p.has_value());
    // 1 of b is expected among the flagged of the first stratum.
    CHECK(within.parameters.contains("homogeneity_undefined"));
    CHECK(*find_measurement(result, "d/conditional_demographic_disparity/g=b").value < 0);
    const auto none = measure_text(rows_dataset({}, {"selection_rate_stratified_difference"}),
                                   "y,f,g\n1,1,a\n0,0,b\n");
    CHECK(none->measurements[0].undefined_reason == "the data set has no stratum column");
}

TEST_CASE("the search names how many subgroups it saw, and pays for them") {
    const Column sex{"s", ColumnRole::group, "", {}, {}, ""};
    const std::string text = "y,f,g,s\n" + repeated("0,1,a,m", 40) + repeated("0,0,a,m", 60) +
                             repeated("0,1,a,w", 40) + repeated("0,0,a,w", 60) +
                             repeated("0,1,b,m", 40) + repeated("0,0,b,m", 60) +
                             repeated("0,1,b,w", 90) + repeated("0,0,b,w", 10);
    const auto result =
        measure_text(rows_dataset({sex}, {"false_positive_rate_worst_subgroup"}), text).value();
    REQUIRE(result.measurements.size() == 1);
    const Measurement& m = result.measurements[0];
    CHECK(m.id == "d/false_positive_rate_worst_subgroup");
    CHECK(group_key(m.group) == "g=b&s=w");
    CHECK(prints_as(*m.value, .5, 12));
    CHECK(m.parameters.at("subgroups_searched") == "8");
    CHECK(prints_as(*m.p_adjusted / *m.p, 8, 9));
    CHECK(m.adjustment == "bonferroni over 8 subgroups searched");
}

TEST_CASE("persons who repeat: intervals and tests count persons") {
    std::string text = "y,f,g,id\n";
    for (int i = 0; i < 40; ++i)
        for (int k = 0; k < 5; ++k)
            text += "0," + std::string(i % 20 < (i < 20 ? 10 : 5) ? "1" : "0") + "," +
                    (i < 20 ? "b" : "a") + ",p" + std::to_string(i) + "\n";
    const auto by_person =
        measure_text(rows_dataset({person}, {"selection_rate", "equalized_odds", "theil_index"}),
                     text)
            .value();
    const auto by_row = measure_text(rows_dataset({}, {"selection_rate"}), text).value();
    const auto& clustered = find_measurement(by_person, "d/selection_rate/g=b");
    const auto& naive = find_measurement(by_row, "d/selection_rate/g=b");
    CHECK(clustered.value == naive.value);
    CHECK(clustered.interval->method == "korn-graubard-by-person");
    CHECK(clustered.interval->high - clustered.interval->low >
          2 * (naive.interval->high - naive.interval->low));
    CHECK(clustered.parameters.at("persons") == "20");
    const std::string gap = "d/selection_rate_difference/g=b~g=a";
    CHECK(find_measurement(by_row, gap).p < .001);
    CHECK(find_measurement(by_person, gap).p > .05);
    CHECK(find_measurement(by_person, gap).test == "pooled-t-two-sided");
    const auto& found = find_measurement(by_person, gap).parameters;
    CHECK(found.at("degrees_of_freedom") == "19");
    // qt(.975, 19) + qt(.8, 19)
    CHECK(
        prints_as(std::stod(found.at("gap_detectable_up")) / std::stod(found.at("standard_error")),
                  2.093024 + .860951, 3));
    CHECK(find_measurement(by_person, "d/theil_index").interval->method ==
          "bca-bootstrap-by-person");
    const auto& odds = find_measurement(by_person, "d/equalized_odds/g=b~g=a");
    CHECK_FALSE(odds.interval);
    const auto search =
        measure_text(rows_dataset({person}, {"selection_rate_worst_subgroup"}), text);
    CHECK_FALSE(search->measurements[0].value.has_value());
}

TEST_CASE("persons who do not repeat change nothing") {
    const std::string rows = "0,1,b,1\n0,0,b,2\n0,0,a,3\n1,1,a,4\n";
    const auto with = measure_text(rows_dataset({person}, {"rates"}), "y,f,g,id\n" + rows).value();
    const auto without = measure_text(rows_dataset({}, {"rates"}), "y,f,g,id\n" + rows).value();
    REQUIRE(with.measurements.size() == without.measurements.size());
    for (std::size_t i = 0; i < with.measurements.size(); ++i)
        CHECK(canonical(to_json(with.measurements[i])) ==
              canonical(to_json(without.measurements[i])));
}

TEST_CASE("where nobody repeats in both groups, or all weights are equal, Fisher decides") {
    std::string with_ids = "y,f,g,id\n0,0,c,twice\n0,1,c,twice\n";
    std::string with_weights = "y,f,g,w\n";
    std::string plain = "y,f,g\n";
    for (int i = 0; i < 215; ++i) {
        const std::string row = i < 15 ? "0,0,b" : i < 55 ? "0,1,a" : "0,0,a";
        with_ids += row + ",p" + std::to_string(i) + "\n";
        with_weights += row + ",2.5\n";
        plain += row + "\n";
    }
    const auto expected =
        find_measurement(measure_text(rows_dataset({}, {"selection_rate"}), plain).value(),
                         "d/selection_rate_difference/g=b~g=a");
    CHECK(expected.p > .05);  // 0 of 15 against 40 of 200; an unpooled z gives 1e-12
    for (const auto& [column, text] : {std::pair{person, with_ids}, {weight, with_weights}}) {
        const auto result = measure_text(rows_dataset({column}, {"selection_rate"}), text).value();
        const auto& m = find_measurement(result, "d/selection_rate_difference/g=b~g=a");
        CHECK(m.test == "fisher-exact-two-sided");
        CHECK(m.p == expected.p);
        CHECK(m.interval->low == expected.interval->low);
        CHECK(m.interval->high == expected.interval->high);
        CHECK(find_measurement(result, "d/selection_rate/g=b").interval->method ==
              "clopper-pearson");
    }
}

// Fairlearn's documentation: weighted recall .454545 for all; by group .5, .583333, .25.
TEST_CASE("weighted rates have no exact binomial interval") {
    const std::string text = "y,f,g,w\n1,1,a,2\n1,0,a,2\n1,1,b,3.5\n1,0,b,2.5\n1,1,c,1\n1,0,c,3\n";
    const auto result = measure_text(rows_dataset({weight}, {"rates"}), text).value();
    const auto value = [&](const char* id) { return *find_measurement(result, id).value; };
    CHECK(prints_as(value("d/true_positive_rate/g=a"), .5, 12));
    CHECK(prints_as(value("d/true_positive_rate/g=b"), .583333, 6));
    CHECK(prints_as(value("d/true_positive_rate/g=c"), .25, 12));
    const auto& m = find_measurement(result, "d/true_positive_rate/g=b");
    CHECK_FALSE(m.interval.has_value());  // two rows of unequal weight are fewer than two
    CHECK(m.parameters.contains("interval_undefined"));
    CHECK(m.parameters.contains("design_effect"));
    CHECK(m.parameters.at("rows_counted") == "1/2");
    CHECK(find_measurement(result, "d/true_positive_rate").interval->method ==
          "korn-graubard-weighted");
    for (const Interval& i : m.other_intervals)
        CHECK(i.method.find("clopper") == std::string::npos);
    const auto refused = measure_text(rows_dataset({weight}, {"equalized_odds"}), text);
    CHECK(refused.error().code == "S0113");
}

TEST_CASE("rows without a label are no group to compare with the reference") {
    const auto result = measure_text(rows_dataset({}, {"selection_rate", "equalized_odds"}),
                                     "y,f,g\n1,1,a\n0,0,a\n0,1,b\n1,0,b\n0,1,\n1,0,\n1,1,\n0,0,\n")
                            .value();
    int compared = 0;
    for (const Measurement& m : result.measurements) {
        if (m.comparator.empty()) continue;
        ++compared;
        CHECK(group_key(m.group) == "g=b");
        for (const Interval& i : m.other_intervals)
            CHECK(i.method.find("simultaneous") == std::string::npos);  // one comparison in all
    }
    CHECK(compared == 3);
    CHECK(find_measurement(result, "d/selection_rate/g=").value == .5);
}
