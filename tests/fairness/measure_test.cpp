#include "fairness/measure.hpp"

#include <algorithm>
#include <fstream>
#include <set>

#include "core/describe.hpp"
#include "fairness/metric.hpp"
#include "tests/catch.hpp"
#include "tests/fairness/find_measurement.hpp"
#include "tests/shared_data.hpp"
#include "tests/stats/near.hpp"

using namespace isonomia;
using namespace isonomia::fairness;
using isonomia::tests::prints_as;

namespace {

Dataset rows_dataset() {
    Dataset dataset;
    dataset.id = "d";
    dataset.columns = {{"y", ColumnRole::outcome, "", {"1"}, {}, ""},
                       {"f", ColumnRole::prediction, "", {"1"}, {}, ""},
                       {"g", ColumnRole::group, "", {}, {}, "a"}};
    dataset.exhibit = "E1";
    dataset.population = "all of them";
    dataset.ground_truth = "the registrar";
    dataset.group_labels = "self-declared";
    dataset.not_shown = "Anything else.";
    return dataset;
}

Result<MeasureResult> measure_text(const Dataset& dataset, const std::string& text) {
    tests::ScratchFolder folder;
    const auto path = folder.path() / "rows";
    std::ofstream(path, std::ios::binary) << text;
    return measure(dataset, path, "rows.csv");
}

std::string code_of(const Result<MeasureResult>& result) {
    return result ? "" : result.error().code;
}

}  // namespace

TEST_CASE("a table without rows gives undefined figures for everybody") {
    const auto result = measure_text(rows_dataset(), "y,f,g\n");
    REQUIRE(result.has_value());
    for (const Measurement& m : result->measurements) {
        CHECK(m.group.empty());
        CHECK_FALSE(m.value.has_value());
        CHECK_FALSE(m.interval.has_value());
        CHECK_FALSE(m.undefined_reason.empty());
        CHECK(m.n == 0U);
    }
    CHECK(result->measurements.size() == 11);
}

TEST_CASE("one row, one group, an empty cell: undefined, never 0") {
    const auto result = measure_text(rows_dataset(), "y,f,g\n1,1,a\n").value();
    const auto& fpr = tests::find_measurement(result, "d/false_positive_rate/g=a");
    CHECK_FALSE(fpr.value.has_value());
    CHECK(fpr.undefined_reason == "no actual negatives in this group");
    CHECK(fpr.denominator == 0U);
    CHECK(tests::find_measurement(result, "d/true_positive_rate/g=a").value == 1.0);
    CHECK(std::none_of(result.measurements.begin(), result.measurements.end(),
                       [](const Measurement& m) { return !m.comparator.empty(); }));
}

// A well-known toolkit gives a group without negatives the false-positive rate 0.0, hence the ratio
// 0 and a false difference. Here neither exists.
TEST_CASE("a group without negatives makes no false difference and no ratio of 0") {
    const auto result = measure_text(rows_dataset(), "y,f,g\n0,1,a\n0,0,a\n1,1,b\n1,0,b\n").value();
    for (const char* suffix : {"difference", "ratio"}) {
        const auto& m = tests::find_measurement(
            result, std::string("d/false_positive_rate_") + suffix + "/g=b~g=a");
        CHECK_FALSE(m.value.has_value());
        CHECK_FALSE(m.p.has_value());
        CHECK(m.undefined_reason == "no actual negatives in this group");
        CHECK(m.parameters.contains("test_undefined"));
    }
    const auto& reversed = tests::find_measurement(result, "d/true_positive_rate_ratio/g=b~g=a");
    CHECK(reversed.undefined_reason == "the rate of the reference group is undefined");
}

// Another drops rows without a group from the groups but not from the whole, without a word.
TEST_CASE("rows without a group are counted by themselves, and the groups add up to the whole") {
    const auto result =
        measure_text(rows_dataset(),
                     "y,f,g\n0,1,a\n0,0,a\n1,1,a\n0,0,b\n1,0,b\n1,1,b\n0,1,\n1,0,\n")
            .value();
    const auto& missing = tests::find_measurement(result, "d/selection_rate/g=");
    CHECK(group_title(missing.group) == "g not recorded");
    CHECK(missing.denominator == 2U);
    std::uint64_t sum = 0;
    for (const char* key : {"g=a", "g=b", "g="})
        sum += *tests::find_measurement(result, std::string("d/selection_rate/") + key).denominator;
    CHECK(sum == *tests::find_measurement(result, "d/selection_rate").denominator);
    // Who was not recorded may belong to any group, and is compared with none.
    CHECK(tests::find_measurement(result, "d/selection_rate_difference/g=b~g=a").p.has_value());
    for (const Measurement& m : result.measurements)
        CHECK(m.id.find("g=~") == std::string::npos);
}

TEST_CASE("rows without outcome or prediction are counted as missing per group") {
    const auto result =
        measure_text(rows_dataset(), "y,f,g\n0,1,a\n,0,a\n1,,a\n,,b\n0,0,b\n").value();
    const auto& a = tests::find_measurement(result, "d/selection_rate/g=a");
    CHECK(a.denominator == 1U);
    CHECK(a.missing == 2U);
    CHECK(a.parameters.at("group_rows") == "3");
    CHECK(tests::find_measurement(result, "d/selection_rate").missing == 3U);
    CHECK(tests::find_measurement(result, "d/selection_rate_ratio/g=b~g=a").missing == 3U);
}

TEST_CASE("thirty-two groups of one") {
    std::string text = "y,f,g\n";
    for (int i = 0; i < 32; ++i)
        text += (i % 2 == 0 ? "1,0," : "0,1,") +
                std::string(i == 0 ? "a" : "g" + std::to_string(i)) + "\n";
    const auto result = measure_text(rows_dataset(), text).value();
    const auto& m = tests::find_measurement(result, "d/selection_rate_difference/g=g1~g=a");
    CHECK(m.value == 1.0);
    CHECK(m.p == 1.0);
    CHECK(m.p_adjusted == 1.0);
    CHECK(m.parameters.at("p_attainable_min") == "1");  // two people cannot show anything
    CHECK(m.adjustment == "Holm over 16 comparisons of selection_rate by g");
}

TEST_CASE("bad declarations and bad values are refused") {
    Dataset dataset = rows_dataset();
    dataset.level = 1;
    CHECK(code_of(measure_text(dataset, "y,f,g\n")) == "S0106");
    dataset.level = std::numeric_limits<double>::quiet_NaN();
    CHECK(code_of(measure_text(dataset, "y,f,g\n")) == "S0106");
    dataset.level = 0.95;
    dataset.form = DataForm::counts;
    CHECK(code_of(measure_text(dataset, "")) == "S0107");
    dataset.form = DataForm::rates;
    CHECK(code_of(measure_text(dataset, "")) == "S0107");
    CHECK(code_of(measure_text(rows_dataset(), "")) == "T0001");
    CHECK(code_of(measure_text(rows_dataset(), "y,f,g,g\n")) == "T0002");
    CHECK(code_of(measure_text(rows_dataset(), "y,f,h\n")) == "T0101");
}

TEST_CASE("the same rows in another order give the same measurements") {
    const auto one = measure_text(rows_dataset(), "y,f,g\n0,1,b\n1,1,a\n0,0,c\n,1,\n").value();
    const auto two = measure_text(rows_dataset(), "y,f,g\n,1,\n0,0,c\n1,1,a\n0,1,b\n").value();
    REQUIRE(one.measurements.size() == two.measurements.size());
    std::set<std::string> ids;
    for (std::size_t i = 0; i < one.measurements.size(); ++i) {
        CHECK(canonical(to_json(one.measurements[i])) == canonical(to_json(two.measurements[i])));
        CHECK(ids.insert(one.measurements[i].id).second);
    }
}

TEST_CASE("a measurement carries what the data set says about it") {
    const auto result = measure_text(rows_dataset(), "y,f,g\n0,1,a\n1,1,b\n").value();
    const auto& m = tests::find_measurement(result, "d/selection_rate/g=b");
    CHECK(m.title == "Selection rate");
    CHECK(m.unit == "proportion");
    CHECK(m.basis == Basis::computed);
    CHECK(m.population == "all of them");
    CHECK(m.ground_truth == "the registrar");
    CHECK(m.group_labels == "self-declared");
    CHECK(m.not_shown ==
          "It does not show whether the flags were right. It also does not show: Anything else.");
    CHECK(m.exhibits == std::vector<std::string>{"E1"});
    CHECK(m.parameters.at("outcome_column") == "y");
    CHECK(m.parameters.at("outcome_positive") == "1");
    CHECK(m.parameters.at("prediction_column") == "f");
    CHECK(m.interval->method == "clopper-pearson");
    REQUIRE(m.other_intervals.size() == 2);
    CHECK(m.other_intervals[0].method == "wilson");
    CHECK(m.other_intervals[1].method == "simultaneous-clopper-pearson");
    CHECK(m.other_intervals[1].high >= m.interval->high);
}

TEST_CASE("intersections are reported when asked for, references combined") {
    Dataset dataset = rows_dataset();
    dataset.columns.push_back({"s", ColumnRole::group, "", {}, {}, "m"});
    const std::string text = "y,f,g,s\n0,1,a,m\n0,0,a,m\n0,0,b,w\n0,1,b,w\n1,1,a,w\n";
    const auto plain = measure_text(dataset, text).value();
    CHECK(std::none_of(plain.measurements.begin(), plain.measurements.end(),
                       [](const Measurement& m) { return m.group.size() > 1; }));
    dataset.intersections = true;
    const auto result = measure_text(dataset, text).value();
    const auto& m =
        tests::find_measurement(result, "d/false_positive_rate_difference/g=b&s=w~g=a&s=m");
    CHECK(m.value == 0.0);
    CHECK(m.adjustment == "Holm over 1 comparison of false_positive_rate by g and s");
}

// The 18 rows of Fairlearn's introduction, as counts that give its figures: true-positive rates .5
// .6 .4, false-positive rates 1 0 .6667, selection rates .75 .5 .5.
TEST_CASE("the eighteen rows of a toolkit's introduction, from counts") {
    Dataset counts = rows_dataset();
    counts.form = DataForm::counts;
    counts.counts = {
        {{{"g", "a"}}, 1, 2, 0, 1}, {{{"g", "b"}}, 3, 0, 1, 2}, {{{"g", "c"}}, 2, 2, 1, 3}};
    const auto result = measure(counts, "", "").value();
    const auto value = [&](const std::string& id) {
        return tests::find_measurement(result, id).value.value();
    };
    CHECK(prints_as(value("d/true_positive_rate/g=a"), .5, 4));
    CHECK(prints_as(value("d/true_positive_rate/g=b"), .6, 4));
    CHECK(prints_as(value("d/true_positive_rate/g=c"), .4, 4));
    CHECK(prints_as(value("d/false_positive_rate/g=a"), 1, 4));
    CHECK(prints_as(value("d/false_positive_rate/g=b"), 0, 4));
    CHECK(prints_as(value("d/false_positive_rate/g=c"), .6667, 4));
    CHECK(prints_as(value("d/selection_rate/g=a"), .75, 4));
    CHECK(prints_as(value("d/selection_rate/g=b"), .5, 4));
    CHECK(prints_as(value("d/false_positive_rate_ratio/g=b~g=a"), 0, 4));
    CHECK(prints_as(value("d/selection_rate_ratio/g=b~g=a"), .6667, 4));
    CHECK(prints_as(value("d/selection_rate_difference/g=b~g=a"), -.25, 4));
    CHECK(tests::find_measurement(result, "d/false_positive_rate_ratio/g=b~g=a")
              .parameters.contains("interval_undefined"));
}
